import { LANGS } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { Translate } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { TextField } from "#ui/text-field.tsx";
import { PASSWORD_MIN, roleKey, sortGrants } from "./account.rules.ts";
import { NameField } from "./sign-in.view.tsx";

export type ShownRole = {
  readonly role: Role;
  readonly territory: string | null;
  readonly territoryName: string | null;
};

/** "Animation territoriale (Bretagne)". */
export function roleWords(t: Translate, { role, territory, territoryName }: ShownRole): string {
  const place = territoryName ?? territory;
  return place ? t("accounts.roleIn", { role: t(roleKey(role)), place }) : t(roleKey(role));
}

export function Roles({ t, roles }: { readonly t: Translate; readonly roles: readonly ShownRole[] }) {
  if (roles.length === 0) return <>{t("accounts.noRole")}</>;
  return (
    <ul>
      {sortGrants(roles).map((held) => (
        <li key={`${held.role} ${held.territory}`}>{roleWords(t, held)}</li>
      ))}
    </ul>
  );
}

type Props = {
  readonly frame: Frame;
  readonly person: {
    readonly email: string;
    readonly displayName: string;
    readonly language: string;
    readonly hasPassword: boolean;
    readonly roles: readonly ShownRole[];
  };
  readonly typed?: { readonly name: string | undefined; readonly language: string | undefined } | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

const LANGUAGE_NAMES = { fr: "Français", en: "English" } as const;
const messageOf = (errors: readonly FieldError[], field: string) =>
  errors.find((error) => error.field === field)?.message;

export function AccountView({ frame, person, typed, errors = [] }: Props) {
  const { lang, t } = frame;
  const passwordAction = {
    text: t(person.hasPassword ? "accounts.passwordChange" : "accounts.passwordSet"),
    href: urls.accountPassword(lang),
    about: person.hasPassword ? t("accounts.passwordAbout") : undefined,
  };
  const rows = [
    { key: t("sign-in.email"), value: person.email },
    {
      key: t("accounts.password"),
      value: t(person.hasPassword ? "accounts.passwordIs" : "accounts.passwordNone"),
      actions: [passwordAction],
    },
    { key: t("accounts.roles"), value: <Roles t={t} roles={person.roles} /> },
  ];
  return (
    <Page frame={frame} title={t("accounts.title")} errors={errors} robots="noindex">
      <SummaryList rows={rows} />
      <Section title={t("accounts.profile")}>
        <Form frame={frame} action={urls.account(lang)}>
          <NameField frame={frame} name={typed ? typed.name : person.displayName} error={messageOf(errors, "nom")} />
          <Radios
            name="langue"
            label={t("accounts.language")}
            hint={t("accounts.languageHint")}
            value={typed ? typed.language : person.language}
            error={messageOf(errors, "langue")}
            options={LANGS.map((value) => ({ value, text: LANGUAGE_NAMES[value] }))}
            inline
          />
          <Button>{t("accounts.save")}</Button>
        </Form>
      </Section>
      <Section title={t("accounts.data")}>
        <p>{t("accounts.dataText")}</p>
        <p>
          <a href={urls.myData(lang)}>{t("accounts.dataLink")}</a>
        </p>
      </Section>
      <Section title={t("accounts.browsers")}>
        <p>{t("accounts.browsersText")}</p>
        <PostButton frame={frame} action={urls.signOut(lang)} kind="secondary" fields={{ partout: "oui" }}>
          {t("accounts.signOutEverywhere")}
        </PostButton>
      </Section>
    </Page>
  );
}

type PasswordProps = {
  readonly frame: Frame;
  readonly email: string;
  readonly hasPassword: boolean;
  /** Without a password, only somebody who has just signed in may set one. */
  readonly mustSignInAgain: boolean;
  readonly errors?: readonly FieldError[] | undefined;
};

export function OwnPasswordView({ frame, email, hasPassword, mustSignInAgain, errors = [] }: PasswordProps) {
  const { lang, t } = frame;
  const title = t(hasPassword ? "accounts.passwordChangeTitle" : "accounts.passwordSetTitle");
  return (
    <Page frame={frame} title={title} errors={errors} backLink={urls.account(lang)} robots="noindex">
      {mustSignInAgain ? (
        <Form frame={frame} action={urls.signIn(lang)}>
          <p>{t("accounts.error.signInAgain")}</p>
          <Hidden name="adresse" value={email} />
          <Hidden name="retour" value={urls.accountPassword(lang)} />
          <Button>{t("sign-in.send")}</Button>
        </Form>
      ) : (
        <Form frame={frame} action={urls.accountPassword(lang)}>
          <p>{t("accounts.passwordEffect")}</p>
          {hasPassword ? (
            <TextField
              name="actuel"
              type="password"
              label={t("accounts.currentPassword")}
              error={messageOf(errors, "actuel")}
              autocomplete="current-password"
              spellcheck={false}
            />
          ) : null}
          <TextField
            name="nouveau"
            type="password"
            label={t("accounts.newPassword")}
            hint={t("accounts.newPasswordHint", { min: PASSWORD_MIN })}
            error={messageOf(errors, "nouveau")}
            autocomplete="new-password"
            spellcheck={false}
          />
          <Button>{t("accounts.save")}</Button>
        </Form>
      )}
    </Page>
  );
}
