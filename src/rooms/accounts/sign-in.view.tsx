import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Inset } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";

type Asking = {
  readonly frame: Frame;
  readonly returnTo: string | undefined;
  readonly email?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

const messageOf = (errors: readonly FieldError[], field: string) =>
  errors.find((error) => error.field === field)?.message;

export function SignInView({ frame, returnTo, email, errors = [] }: Asking) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("sign-in.title")} lead={t("sign-in.lead")} errors={errors} robots="noindex">
      <Form frame={frame} action={urls.signIn(lang)}>
        {returnTo ? <Hidden name="retour" value={returnTo} /> : null}
        <EmailField frame={frame} email={email} error={messageOf(errors, "adresse")} hint={t("sign-in.emailHint")} />
        <Button>{t("sign-in.send")}</Button>
      </Form>
      <p>
        <a href={urls.signInPassword(lang, { retour: returnTo })}>{t("sign-in.usePassword")}</a>
      </p>
      <Section title={t("sign-in.withoutTitle")}>
        <p>{rich(t, "sign-in.without", { processes: <a href={urls.processes(lang)}>{t("sign-in.processes")}</a> })}</p>
      </Section>
    </Page>
  );
}

type EmailProps = {
  readonly frame: Frame;
  readonly email: string | undefined;
  readonly error: string | undefined;
  readonly hint?: string | undefined;
};

export function EmailField({ frame, email, error, hint }: EmailProps) {
  return (
    <TextField
      name="adresse"
      type="email"
      label={frame.t("sign-in.email")}
      hint={hint}
      value={email}
      error={error}
      autocomplete="email"
      spellcheck={false}
    />
  );
}

export function PasswordView({ frame, returnTo, email, errors = [] }: Asking) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("sign-in.passwordTitle")}
      errors={errors}
      backLink={urls.signIn(lang, { retour: returnTo })}
      robots="noindex"
    >
      <Form frame={frame} action={urls.signInPassword(lang)}>
        {returnTo ? <Hidden name="retour" value={returnTo} /> : null}
        <EmailField frame={frame} email={email} error={messageOf(errors, "adresse")} />
        <TextField
          name="motDePasse"
          type="password"
          label={t("sign-in.password")}
          error={messageOf(errors, "motDePasse")}
          autocomplete="current-password"
          spellcheck={false}
        />
        <Button>{t("sign-in.enter")}</Button>
      </Form>
      <p>
        {rich(t, "sign-in.forgotten", {
          link: <a href={urls.signIn(lang, { retour: returnTo })}>{t("sign-in.forgottenLink")}</a>,
        })}
      </p>
    </Page>
  );
}

type LinkProps = {
  readonly frame: Frame;
  readonly token: string;
  readonly isNew: boolean;
  readonly email: string;
  readonly name?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

/** What a link shows: a button. Mail scanners that open it open nothing. */
export function LinkView({ frame, token, isNew, email, name, errors = [] }: LinkProps) {
  const { lang, t } = frame;
  const title = t(isNew ? "sign-in.createTitle" : "sign-in.linkTitle");
  return (
    <Page frame={frame} title={title} errors={errors} robots="noindex">
      <p>{rich(t, isNew ? "sign-in.createLead" : "sign-in.linkLead", { email: <strong dir="ltr">{email}</strong> })}</p>
      <Form frame={frame} action={urls.signInLink(lang, { token })}>
        {isNew ? <NameField frame={frame} name={name} error={messageOf(errors, "nom")} /> : null}
        <Button>{t(isNew ? "sign-in.create" : "sign-in.enter")}</Button>
      </Form>
    </Page>
  );
}

type NameProps = { readonly frame: Frame; readonly name: string | undefined; readonly error: string | undefined };

export function NameField({ frame, name, error }: NameProps) {
  const { t } = frame;
  return (
    <TextField
      name="nom"
      label={t("accounts.name")}
      hint={t("accounts.nameHint")}
      value={name}
      error={error}
      autocomplete="name"
      spellcheck={false}
    />
  );
}

type GoneProps = { readonly frame: Frame; readonly isOtherBrowser: boolean };

export function LinkGoneView({ frame, isOtherBrowser }: GoneProps) {
  const { lang, t } = frame;
  const title = t(isOtherBrowser ? "sign-in.otherTitle" : "sign-in.goneTitle");
  return (
    <Page frame={frame} title={title} robots="noindex">
      <p>{t(isOtherBrowser ? "sign-in.otherText" : "sign-in.goneText")}</p>
      {isOtherBrowser ? <Inset>{t("sign-in.otherCode")}</Inset> : null}
      <ButtonGroup>
        <a href={urls.signIn(lang)}>{t("sign-in.askAgain")}</a>
      </ButtonGroup>
    </Page>
  );
}
