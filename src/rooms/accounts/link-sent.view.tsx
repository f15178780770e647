import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Inset } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { NameField } from "./sign-in.view.tsx";

type Paragraphs = readonly (readonly (readonly { readonly text: string; readonly href?: string }[])[])[];

type Props = {
  readonly frame: Frame;
  readonly email: string;
  readonly code?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  /** The message itself, on a demonstration that nobody else can be looking at. */
  readonly captured?: { readonly subject: string; readonly text: Paragraphs } | null;
};

/** Its 43 random characters help nobody on a page. */
const SIGN_IN_LINK = /\/connexion\/lien\//;
const messageOf = (errors: readonly FieldError[], field: string) =>
  errors.find((error) => error.field === field)?.message;

export function LinkSentView({ frame, email, code, errors = [], captured }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("sign-in.sentTitle")} errors={errors} robots="noindex">
      <p>{rich(t, "sign-in.sentText", { email: <strong dir="ltr">{email}</strong> })}</p>
      {captured ? <Captured frame={frame} {...captured} /> : null}
      <Section title={t("sign-in.codeTitle")}>
        <p>{t("sign-in.codeText")}</p>
        <Form frame={frame} action={urls.signInSent(lang)}>
          <TextField
            name="code"
            label={t("sign-in.code")}
            hint={t("sign-in.codeHint")}
            value={code}
            error={messageOf(errors, "code")}
            inputMode="numeric"
            width={10}
            autocomplete="one-time-code"
            spellcheck={false}
          />
          <Button>{t("sign-in.enter")}</Button>
        </Form>
      </Section>
      <Details summary={t("sign-in.nothingTitle")}>
        <p>{t("sign-in.nothingText")}</p>
        <p>
          <a href={urls.signIn(lang)}>{t("sign-in.askAgain")}</a>
        </p>
      </Details>
    </Page>
  );
}

type NameProps = {
  readonly frame: Frame;
  readonly email: string;
  readonly code: string;
  readonly name?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

/** The code was right and the address is new. */
export function CodeNameView({ frame, email, code, name, errors = [] }: NameProps) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("sign-in.createTitle")} errors={errors} robots="noindex">
      <p>{rich(t, "sign-in.createLead", { email: <strong dir="ltr">{email}</strong> })}</p>
      <Form frame={frame} action={urls.signInSent(lang)}>
        <Hidden name="code" value={code} />
        <Hidden name="suite" value="nom" />
        <NameField frame={frame} name={name} error={messageOf(errors, "nom")} />
        <Button>{t("sign-in.create")}</Button>
      </Form>
    </Page>
  );
}

function Captured({
  frame,
  subject,
  text,
}: {
  readonly frame: Frame;
  readonly subject: string;
  readonly text: Paragraphs;
}) {
  const { t } = frame;
  return (
    <Inset>
      <p>
        <strong>{t("sign-in.demoMail")}</strong>
      </p>
      <p>{subject}</p>
      {text.map((lines, p) => (
        <p key={p}>
          {lines.map((pieces, l) => (
            <span key={l}>
              {l > 0 ? <br /> : null}
              {pieces.map(({ text: words, href }, i) =>
                href ? (
                  <a key={i} href={href}>
                    {SIGN_IN_LINK.test(href) ? t("sign-in.demoLink") : words}
                  </a>
                ) : (
                  words
                ),
              )}
            </span>
          ))}
        </p>
      ))}
    </Inset>
  );
}
