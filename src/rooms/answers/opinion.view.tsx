import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { TextArea } from "#ui/text-area.tsx";
import type { AnswerToJudge } from "./opinion.rules.ts";
import { OPINIONS, WHY_LIMIT } from "./opinion.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly code: string;
  readonly answer: AnswerToJudge;
  /** The verdict in words. */
  readonly verdict: string;
  readonly typed?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

const textOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** The answer again, and the question whether it answers. */
export function OpinionView({ frame, code, answer, verdict, typed, errors }: Props): VNode {
  const { lang, t } = frame;
  const errorOf = (field: string) => errors?.find((error) => error.field === field)?.message;
  return (
    <Page
      frame={frame}
      title={t("answers.form.title")}
      errors={errors}
      backLink={urls.receipt(lang, { code })}
      robots="noindex"
    >
      <Section title={t("answers.form.answer", { number: answer.number })}>
        <p>{verdict}</p>
        <Prose text={answer.answer} lang={answer.language} />
        <p>
          <a href={urls.decision(lang, { number: answer.decisionNumber })}>
            {t("answers.form.decision", { number: answer.decisionNumber })}
          </a>
        </p>
      </Section>
      <Form frame={frame} action={urls.receiptOpinion(lang, { code })}>
        <Hidden name="decision" value={String(answer.decisionNumber)} />
        <Radios
          name="value"
          label={t("answers.form.question")}
          hint={t("answers.form.counted")}
          value={textOf(typed?.value) ?? answer.value ?? undefined}
          error={errorOf("value")}
          options={OPINIONS.map((value) => ({ value, text: t(`answers.opinion.${value}`) }))}
        />
        <TextArea
          name="why"
          label={t("answers.form.why")}
          hint={t("answers.form.whyHint")}
          optional
          limit={WHY_LIMIT}
          rows={5}
          value={textOf(typed?.why) ?? answer.why ?? undefined}
          error={errorOf("why")}
        />
        <Button>{t("answers.form.send")}</Button>
      </Form>
    </Page>
  );
}
