import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { camel } from "./contribution.rules.ts";
import { proposedField, proposingParts, standingAct } from "./receipt.rules.ts";
import type { ReceiptProps } from "./receipt.view.tsx";
import { errorOf, type TypedFields } from "./wizard.view.tsx";
import { WORDS_LIMIT } from "./words.rules.ts";

type RephraseProps = ReceiptProps & {
  readonly typed?: TypedFields | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function RephraseView({ frame, code, own, typed, errors }: RephraseProps): VNode {
  const { lang, t } = frame;
  const act = standingAct(own);
  const shown = (name: string, kept: string) => {
    const value = typed?.[name];
    return typeof value === "string" ? value : kept;
  };
  return (
    <Page
      frame={frame}
      title={t("receipt.rephrase.title")}
      lead={t("receipt.rephrase.lead")}
      backLink={urls.receipt(lang, { code })}
      errors={errors}
      robots="noindex"
    >
      {act ? (
        <Inset>
          {act.ground ? <p>{t("receipt.act.ground", { ground: t(`receipt.ground.${camel(act.ground)}`) })}</p> : null}
          {act.reason ? <Prose text={act.reason} /> : null}
        </Inset>
      ) : null}
      <Form frame={frame} action={urls.receiptRephrase(lang, { code })}>
        {proposingParts(own.parts).map(({ position, code, proposedText }) => (
          <TextArea
            key={position}
            name={proposedField(position)}
            label={own.parts.length === 1 ? t("contribute.check.rewriting") : t("receipt.rephrase.passage", { code })}
            limit={WORDS_LIMIT}
            rows={10}
            value={shown(proposedField(position), proposedText ?? "")}
            error={errorOf(errors, proposedField(position))}
          />
        ))}
        <TextArea
          name="body"
          label={t(own.kind === "amendment" ? "contribute.check.reasons" : "receipt.rephrase.body")}
          hint={t("contribute.words.hint")}
          limit={WORDS_LIMIT}
          rows={12}
          value={shown("body", own.body)}
          error={errorOf(errors, "body")}
        />
        <Button>{t("receipt.rephrase.send")}</Button>
      </Form>
    </Page>
  );
}

/** What goes, what stays, then the button. */
export function WithdrawView({ frame, code, own }: ReceiptProps): VNode {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("receipt.withdraw.ask", { number: String(own.number) })}
      backLink={urls.receipt(lang, { code })}
      robots="noindex"
    >
      <p>{t("receipt.withdraw.goesTitle")}</p>
      <ul>
        <li>{t("receipt.withdraw.goes1")}</li>
        <li>{t("receipt.withdraw.goes2")}</li>
        <li>{t("receipt.withdraw.goes3")}</li>
      </ul>
      <p>{t("receipt.withdraw.staysTitle")}</p>
      <ul>
        <li>{t("receipt.withdraw.stays1", { number: String(own.number) })}</li>
        <li>{t("receipt.withdraw.stays2")}</li>
        <li>{t("receipt.withdraw.stays3")}</li>
      </ul>
      <Form frame={frame} action={urls.receiptWithdraw(lang, { code })}>
        <ButtonGroup>
          <Button kind="warning">{t("receipt.withdraw.confirm")}</Button>
          <a href={urls.receipt(lang, { code })}>{t("receipt.withdraw.keep")}</a>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
