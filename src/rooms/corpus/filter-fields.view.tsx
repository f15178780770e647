import type { VNode } from "preact";
import type { Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { Select, type SelectOption } from "#ui/select.tsx";
import { TextField } from "#ui/text-field.tsx";
import {
  type CorpusFilter,
  type CorpusParameter,
  corpusQuery,
  NO_VERDICT,
  ORDERS,
  usualOrder,
} from "./filter.rules.ts";
import { CHANNELS, KINDS, VERDICTS, verdictKey } from "./line.rules.ts";

export type FieldsProps = {
  readonly frame: Frame;
  readonly filter: CorpusFilter;
  readonly choices: Readonly<
    Record<"elements" | "categories" | "territories" | "themes" | "drafts", readonly SelectOption[]>
  >;
  /** The fields that most people use, or all that the viewer may use. */
  readonly shown: "usual" | "all";
  /** The names of whom a team member may choose contributions by; nobody is offered when left out. */
  readonly people?: readonly SelectOption[] | undefined;
};

/** The fields of a filter, inside `<Filters>` or another form. What has no field here is kept by `keptParameters`. */
export function CorpusFilterFields({ frame, filter, choices, shown, people }: FieldsProps): VNode {
  const { t } = frame;
  const isTeam = filter.viewerId !== null;
  return (
    <>
      <TextField
        name="q"
        label={t("corpus.filter.text")}
        hint={shown === "all" ? t("corpus.filter.textHint") : undefined}
        type="search"
        optional
        value={filter.text}
      />
      <Chosen
        {...{ frame, filter }}
        name="type"
        label="corpus.filter.kind"
        options={KINDS.map((kind) => ({ value: kind, text: t(`contributions.kind.${kind}`) }))}
      />
      <Chosen {...{ frame, filter }} name="element" label="corpus.filter.element" options={choices.elements} />
      {choices.themes.length === 0 && !filter.theme ? null : (
        <Chosen {...{ frame, filter }} name="theme" label="corpus.filter.theme" options={choices.themes} />
      )}
      <Chosen
        {...{ frame, filter }}
        name="verdict"
        label="corpus.filter.verdict"
        options={[
          { value: NO_VERDICT, text: t("contributions.noVerdict") },
          ...(isTeam ? [{ value: "brouillon", text: t("corpus.filter.drafted") }] : []),
          ...VERDICTS.map((verdict) => ({ value: verdict, text: t(verdictKey(verdict)) })),
        ]}
      />
      {shown === "all" ? <RareFields {...{ frame, filter, choices }} /> : null}
      {shown === "all" && isTeam ? <TeamFields {...{ frame, filter, people }} /> : null}
      <Select
        name="ordre"
        label={t("corpus.filter.order")}
        value={corpusQuery(filter).ordre}
        options={[
          ...ORDERS.map((order) => ({
            value: order === usualOrder(filter) ? "" : order,
            text: t(`corpus.order.${order}`),
          })),
          ...(isTeam && choices.drafts.length > 0 ? [{ value: "ebauche", text: t("corpus.order.ebauche") }] : []),
        ]}
      />
    </>
  );
}

/** The parameters that have no field on the form, as hidden fields that keep what was asked. */
export function keptParameters(filter: CorpusFilter, shown: "usual" | "all"): Readonly<Record<string, string>> {
  const { passage, campagne, constat, langue, ...query } = corpusQuery(filter);
  const { territoire, categorie, canal, lecture, attribution, codage, constats } = query;
  const rare = shown === "all" ? {} : { territoire, categorie, canal, langue, lecture, attribution, codage, constats };
  return { ...(filter.viewerId === null ? { langue, passage } : {}), ...rare, campagne, constat };
}

/** Asked for by a link: long lists would weigh on every reader. */
function RareFields({ frame, filter, choices }: Pick<FieldsProps, "frame" | "filter" | "choices">): VNode {
  const { t } = frame;
  return (
    <>
      <Chosen {...{ frame, filter }} name="categorie" label="corpus.filter.category" options={choices.categories} />
      <Chosen {...{ frame, filter }} name="territoire" label="corpus.filter.territory" options={choices.territories} />
      <Chosen
        {...{ frame, filter }}
        name="canal"
        label="corpus.filter.channel"
        options={CHANNELS.map((channel) => ({ value: channel, text: t(`contributions.channel.${channel}`) }))}
      />
    </>
  );
}

function TeamFields({ frame, filter, people = [] }: Pick<FieldsProps, "frame" | "filter" | "people">): VNode {
  const { t } = frame;
  return (
    <>
      <TextField
        name="passage"
        label={t("corpus.filter.passage")}
        hint={t("corpus.filter.passageHint")}
        optional
        width={10}
        value={filter.passage}
      />
      <Chosen
        {...{ frame, filter }}
        name="langue"
        label="corpus.filter.language"
        options={[
          { value: "fr", text: t("corpus.filter.languageFr") },
          { value: "en", text: t("corpus.filter.languageEn") },
        ]}
      />
      <Chosen
        {...{ frame, filter }}
        name="lecture"
        label="corpus.filter.reading"
        options={[
          { value: "a-lire", text: t("corpus.reading.unreadByMe") },
          { value: "lu", text: t("corpus.reading.readByMe") },
          { value: "lu-par-personne", text: t("corpus.reading.unreadByAll") },
        ]}
      />
      <Chosen
        {...{ frame, filter }}
        name="attribution"
        label="corpus.filter.assigned"
        options={[
          { value: "moi", text: t("corpus.assigned.me") },
          { value: "personne", text: t("corpus.assigned.nobody") },
          ...people,
        ]}
      />
      <Chosen
        {...{ frame, filter }}
        name="codage"
        label="corpus.filter.coded"
        options={[{ value: "non", text: t("corpus.coded.no") }]}
      />
      <Chosen
        {...{ frame, filter }}
        name="constats"
        label="corpus.filter.claimed"
        options={[{ value: "non", text: t("corpus.claimed.no") }]}
      />
    </>
  );
}

type ChosenProps = Pick<FieldsProps, "frame" | "filter"> & {
  readonly name: CorpusParameter;
  readonly label: MessageKey;
  readonly options: readonly SelectOption[];
};

/** A choice that came by a link and is not in the short list is shown with the others. */
function Chosen({ frame: { t }, filter, name, label, options }: ChosenProps): VNode {
  const value = corpusQuery(filter)[name];
  const known = !value || options.some((option) => option.value === value);
  return (
    <Select
      name={name}
      label={t(label)}
      optional
      emptyOption={t("corpus.filter.all")}
      value={value}
      options={known ? options : [...options, { value, text: value }]}
    />
  );
}
