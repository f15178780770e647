import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { SUPPORT_VALUES, type SupportValue } from "./contribution.rules.ts";
import { errorOf } from "./wizard.view.tsx";
import { excerptOf } from "./words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly contribution: {
    readonly number: number;
    readonly title: string | null;
    readonly body: string;
    readonly language: string;
  };
  readonly current: SupportValue | null;
  readonly isOpen: boolean;
  readonly errors?: readonly FieldError[] | undefined;
};

export function SupportView(props: Props): VNode {
  const { frame, contribution, isOpen, errors } = props;
  const { lang, t } = frame;
  const { number } = contribution;
  return (
    <Page
      frame={frame}
      title={t("contributions.support.ask", { number: String(number) })}
      backLink={urls.contribution(lang, { number })}
      errors={errors}
      robots="noindex"
      section="processes"
    >
      <Inset>
        <Prose text={contribution.title ?? excerptOf(contribution.body, 600)} lang={contribution.language} />
      </Inset>
      {isOpen ? <SupportForm {...props} /> : <p>{t("contributions.support.closed")}</p>}
    </Page>
  );
}

function SupportForm({ frame, contribution: { number }, current, errors }: Props): VNode {
  const { lang, t, viewer } = frame;
  const action = urls.support(lang, { number });
  return (
    <>
      <Form frame={frame} action={action}>
        <Radios
          name="value"
          label={t("contributions.support.question")}
          hint={t("contributions.support.hint")}
          value={current ?? undefined}
          error={errorOf(errors, "value")}
          options={SUPPORT_VALUES.map((value) => ({ value, text: t(`contributions.support.${value}`) }))}
        />
        <Button>{t(current ? "contributions.support.change" : "contributions.support.send")}</Button>
      </Form>
      <Muted>{t(viewer ? "contributions.support.byAccount" : "contributions.support.byDevice")}</Muted>
      {current ? (
        <PostButton frame={frame} action={action} kind="secondary" fields={{ value: "none" }}>
          {t("contributions.support.withdraw")}
        </PostButton>
      ) : null}
    </>
  );
}
