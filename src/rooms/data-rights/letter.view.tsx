import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Honeypot } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import { REQUEST_KINDS } from "./request.rules.ts";

type Typed = Readonly<Record<string, string | readonly string[]>>;

type Props = {
  readonly frame: Frame;
  /** Of somebody signed in: nothing to confirm. */
  readonly email: string | null;
  readonly typed?: Typed | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export const WORDS_LIMIT = 4_000;

export function LetterView({ frame, email, typed, errors }: Props): VNode {
  const { lang, t } = frame;
  const shown = (name: string) => {
    const value = typed?.[name];
    return typeof value === "string" ? value : undefined;
  };
  const errorOf = (field: string) => errors?.find((error) => error.field === field)?.message;
  return (
    <Page
      frame={frame}
      title={t("data-rights.letter.title")}
      lead={t("data-rights.letter.lead")}
      backLink={urls.myData(lang)}
      errors={errors}
    >
      <Form frame={frame} action={urls.dataRequest(lang)}>
        <Honeypot />
        <Radios
          name="demande"
          label={t("data-rights.letter.kind")}
          value={shown("demande")}
          error={errorOf("demande")}
          options={REQUEST_KINDS.map((value) => ({ value, text: t(`data-rights.letter.${value}`) }))}
        />
        <TextField
          name="numeros"
          label={t("data-rights.letter.numbers")}
          hint={t("data-rights.letter.numbersHint")}
          optional
          width={20}
          value={shown("numeros")}
          error={errorOf("numeros")}
        />
        {email === null ? (
          <TextField
            name="courriel"
            type="email"
            label={t("data-rights.letter.email")}
            hint={t("data-rights.letter.emailHint")}
            autocomplete="email"
            spellcheck={false}
            value={shown("courriel")}
            error={errorOf("courriel")}
          />
        ) : (
          <p>{t("data-rights.letter.answerTo", { email })}</p>
        )}
        <TextArea
          name="mots"
          label={t("data-rights.letter.words")}
          hint={t("data-rights.letter.wordsHint")}
          rows={8}
          limit={WORDS_LIMIT}
          value={shown("mots")}
          error={errorOf("mots")}
        />
        <Button>{t("data-rights.letter.send")}</Button>
      </Form>
    </Page>
  );
}

type ConfirmProps = { readonly frame: Frame; readonly token: string };

export function ConfirmLetterView({ frame, token }: ConfirmProps): VNode {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("data-rights.confirm.title")} robots="noindex">
      <p>{t("data-rights.confirm.text")}</p>
      <Form frame={frame} action={urls.dataRequestConfirm(lang, { token })}>
        <Button>{t("data-rights.confirm.button")}</Button>
      </Form>
    </Page>
  );
}
