import { urls } from "#kernel/urls.ts";
import { ROLES, type Role } from "#kernel/viewer.ts";
import { Button, ButtonLink } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { Status } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { VisuallyHidden } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { needsTerritory, roleKey, sortGrants } from "./account.rules.ts";
import { Roles, roleWords, type ShownRole } from "./account.view.tsx";
import { EmailField, NameField } from "./sign-in.view.tsx";

type Person = {
  readonly personId: string;
  readonly email: string;
  readonly displayName: string;
  readonly status: "active" | "suspended";
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly roles: readonly ShownRole[];
};
type Territory = { readonly code: string; readonly name: string; readonly kind: "nation" | "region" | "department" };

const messageOf = (errors: readonly FieldError[], field: string) =>
  errors.find((error) => error.field === field)?.message;

function State({ frame, status }: { readonly frame: Frame; readonly status: Person["status"] }) {
  return <Status tone={status === "active" ? "success" : "danger"}>{frame.t(`people.status.${status}`)}</Status>;
}

type ListProps = {
  readonly frame: Frame;
  readonly people: readonly Person[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly search: string;
  readonly role: Role | "";
};

export function PeopleView({ frame, people, count, page, pages, search, role }: ListProps) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("people.title")} lead={t("people.lead")} wide robots="noindex">
      <ButtonLink href={urls.teamPerson(lang, { person: "nouveau" })}>{t("people.create")}</ButtonLink>
      <Filters action={urls.teamPeople(lang)} resetHref={urls.teamPeople(lang)}>
        <TextField name="recherche" type="search" label={t("people.search")} value={search} optional />
        <Select
          name="role"
          label={t("people.role")}
          value={role}
          emptyOption={t("people.allRoles")}
          options={ROLES.map((value) => ({ value, text: t(roleKey(value)) }))}
          optional
        />
      </Filters>
      <ResultCount>{t("people.count", { count })}</ResultCount>
      <DataTable
        caption={t("people.title")}
        captionHidden
        empty={t("people.empty")}
        columns={[
          { head: t("people.name") },
          { head: t("sign-in.email") },
          { head: t("accounts.roles") },
          { head: t("people.state") },
        ]}
        rows={people.map((person) => [
          <a key="name" href={urls.teamPerson(lang, { person: person.personId })} dir="auto">
            {person.displayName}
          </a>,
          person.email,
          <Roles key="roles" t={t} roles={person.roles} />,
          <State key="state" frame={frame} status={person.status} />,
        ])}
      />
      <Pagination page={page} pages={pages} href={(n) => urls.teamPeople(lang, { recherche: search, role, page: n })} />
    </Page>
  );
}

type PersonProps = {
  readonly frame: Frame;
  readonly person: Person;
  readonly territories: readonly Territory[];
  readonly isSelf: boolean;
  readonly role?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function PersonView({ frame, person, territories, isSelf, role, errors = [] }: PersonProps) {
  const { lang, t } = frame;
  const here = urls.teamPerson(lang, { person: person.personId });
  const rows = [
    { key: t("sign-in.email"), value: person.email },
    { key: t("people.state"), value: <State frame={frame} status={person.status} /> },
    { key: t("accounts.password"), value: t(person.hasPassword ? "accounts.passwordIs" : "accounts.passwordNone") },
    { key: t("people.since"), value: <Time at={person.createdAt} /> },
  ];
  return (
    <Page
      frame={frame}
      title={person.displayName}
      errors={errors}
      robots="noindex"
      backLink={{ text: t("people.back"), href: urls.teamPeople(lang) }}
    >
      <SummaryList rows={rows} />
      <Section title={t("accounts.roles")}>
        {person.roles.length === 0 ? (
          <p>{t("accounts.noRole")}</p>
        ) : (
          <ul>
            {sortGrants(person.roles).map((held) => (
              <li key={`${held.role} ${held.territory}`}>
                {roleWords(t, held)}
                <PostButton
                  frame={frame}
                  action={here}
                  kind="secondary"
                  fields={{ acte: "retirer", role: held.role, territoire: held.territory ?? "" }}
                >
                  {t("people.take")}
                  <VisuallyHidden> {roleWords(t, held)}</VisuallyHidden>
                </PostButton>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t("people.giveTitle")}>
        <p>{t("people.effect")}</p>
        <Form frame={frame} action={here}>
          <Hidden name="acte" value="donner" />
          <Radios
            name="role"
            label={t("people.role")}
            value={role}
            error={messageOf(errors, "role")}
            options={ROLES.map((value) => ({ value, text: t(roleKey(value)), hint: t(`people.may.${value}`) }))}
          />
          <TerritoryField frame={frame} territories={territories} error={messageOf(errors, "territoire")} />
          <Button>{t("people.give")}</Button>
        </Form>
      </Section>
      {isSelf ? null : (
        <Section title={t("people.access")}>
          <p>{t(person.status === "active" ? "people.suspendText" : "people.reactivateText")}</p>
          {person.status === "active" ? (
            <PostButton frame={frame} action={here} kind="warning" fields={{ acte: "suspendre" }}>
              {t("people.suspend")}
            </PostButton>
          ) : (
            <PostButton frame={frame} action={here} fields={{ acte: "retablir" }}>
              {t("people.reactivate")}
            </PostButton>
          )}
        </Section>
      )}
    </Page>
  );
}

type TerritoryProps = {
  readonly frame: Frame;
  readonly territories: readonly Territory[];
  readonly value?: string | undefined;
  readonly error: string | undefined;
};

function TerritoryField({ frame, territories, value, error }: TerritoryProps) {
  const { t } = frame;
  const groups = (["nation", "region", "department"] as const).map((kind) => ({
    label: t(`people.kind.${kind}`),
    options: territories.filter((one) => one.kind === kind).map(({ code, name }) => ({ value: code, text: name })),
  }));
  return (
    <Select
      name="territoire"
      label={t("people.territory")}
      hint={t("people.territoryHint")}
      value={value}
      error={error}
      emptyOption={t("people.noTerritory")}
      groups={groups.filter(({ options }) => options.length > 0)}
      optional
    />
  );
}

type NewProps = {
  readonly frame: Frame;
  readonly territories: readonly Territory[];
  readonly typed?: {
    readonly email: string | undefined;
    readonly name: string | undefined;
    readonly language: string | undefined;
    readonly roles: readonly string[];
    readonly territory: string | undefined;
  };
  readonly errors?: readonly FieldError[] | undefined;
};

export function NewPersonView({ frame, territories, typed, errors = [] }: NewProps) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("people.newTitle")}
      lead={t("people.newLead")}
      errors={errors}
      robots="noindex"
      backLink={{ text: t("people.back"), href: urls.teamPeople(lang) }}
    >
      <Form frame={frame} action={urls.teamPeople(lang)}>
        <EmailField frame={frame} email={typed?.email} error={messageOf(errors, "adresse")} />
        <NameField frame={frame} name={typed?.name} error={messageOf(errors, "nom")} />
        <Radios
          name="langue"
          label={t("accounts.language")}
          value={typed?.language ?? "fr"}
          error={messageOf(errors, "langue")}
          options={[
            { value: "fr", text: "Français" },
            { value: "en", text: "English" },
          ]}
          inline
        />
        <Checkboxes
          name="roles"
          label={t("accounts.roles")}
          values={typed?.roles ?? []}
          error={messageOf(errors, "roles")}
          options={ROLES.map((value) => ({
            value,
            text: t(roleKey(value)),
            hint: t(`people.may.${value}`),
            children: needsTerritory(value) ? (
              <TerritoryField
                frame={frame}
                territories={territories}
                value={typed?.territory}
                error={messageOf(errors, "territoire")}
              />
            ) : undefined,
          }))}
        />
        <Button>{t("people.create")}</Button>
      </Form>
    </Page>
  );
}
