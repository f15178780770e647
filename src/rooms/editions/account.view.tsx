import type { ComponentChildren } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Checkboxes } from "#ui/checkboxes.tsx";
import { Filters } from "#ui/filters.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { ResultCount } from "#ui/pagination.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { TextField } from "#ui/text-field.tsx";
import type { Head } from "./desk.view.tsx";
import type { Difference } from "./difference.rules.ts";
import { AccountStatus, DifferenceWords, differenceTitle } from "./difference.view.tsx";
import type { VerdictWords } from "./kind-words.rules.ts";

export type AccountValues = {
  readonly why: string;
  readonly decisions: readonly string[];
  readonly reason: string;
  /** An editorial reason besides decisions. */
  readonly also: string;
};

type ChoiceRow = {
  readonly number: number;
  readonly verdict: string;
  readonly state: string;
  readonly reason: string;
  readonly coverCount: number;
  readonly isNear: boolean;
};

type Props = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly difference: Difference;
  /** Address of this page and of the form. */
  readonly here: string;
  readonly back: { readonly text: string; readonly href: string };
  readonly choices: readonly ChoiceRow[];
  readonly search: Search;
  readonly values: AccountValues;
  readonly say: VerdictWords;
  readonly errors?: readonly FieldError[];
};

/** What decisions were looked for. */
export type Search = {
  readonly words: string;
  readonly verdict: string;
  readonly verdicts: readonly { readonly value: string; readonly text: string }[];
};

/** Why these words differ: decisions to pick, or an editorial reason to give. */
export function AccountView(props: Props) {
  const { frame, draft, difference, here, back, say, errors = [] } = props;
  const { t } = frame;
  if (difference.kind === null) return <NoDifference {...props} />;
  return (
    <Page frame={frame} title={differenceTitle(frame, difference)} backLink={back} errors={errors}>
      <DifferenceWords frame={frame} difference={difference} language={draft.language} />
      <Section title={t("editions.account.now")}>
        <AccountStatus frame={frame} difference={difference} say={say} />
      </Section>
      <DecisionSearch frame={frame} action={here} keep={{ etape: "lien" }} search={props.search} />
      <AccountForm
        {...props}
        action={here}
        language={draft.language}
        counted={t(isSearch(props.search) ? "editions.account.found" : "editions.account.near", {
          count: props.choices.length,
        })}
      />
    </Page>
  );
}

function isSearch({ words, verdict }: Search): boolean {
  return words !== "" || verdict !== "";
}

type SearchProps = {
  readonly frame: Frame;
  readonly action: string;
  readonly keep?: Readonly<Record<string, string>>;
  readonly search: Search;
};

/** Decisions by number, words of the reason or of the answer, and verdict. */
export function DecisionSearch({ frame, action, keep = {}, search }: SearchProps) {
  const { t } = frame;
  const query = new URLSearchParams(keep).toString();
  return (
    <Filters
      action={action}
      keep={keep}
      label={t("editions.account.search")}
      apply={t("editions.account.find")}
      resetHref={query === "" ? action : `${action}?${query}`}
    >
      <TextField
        name="texte"
        type="search"
        label={t("editions.account.search")}
        hint={t("editions.account.searchHint")}
        value={search.words}
      />
      <Select
        name="suite"
        label={t("editions.account.verdict")}
        value={search.verdict}
        emptyOption={t("editions.account.anyVerdict")}
        options={search.verdicts}
      />
    </Filters>
  );
}

type AccountFormProps = Pick<Props, "frame" | "choices" | "search" | "values" | "say" | "errors"> & {
  readonly action: string;
  readonly language: string;
  /** How many decisions are shown, and why these. */
  readonly counted: string;
  /** What is explained, where there are several. */
  readonly children?: ComponentChildren;
};

/** Decisions to tick, or an editorial reason to write. */
export function AccountForm(props: AccountFormProps) {
  const { frame, action, language, choices, search, values, say, counted, children, errors = [] } = props;
  const { lang, t } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const decisions = (
    <>
      <ResultCount>{counted}</ResultCount>
      {choices.length === 0 ? null : (
        <Checkboxes
          name="decision"
          label={t("editions.account.decisions")}
          small
          values={values.decisions}
          error={error("decision")}
          options={choices.map(({ number, verdict, state, reason, coverCount, isNear }) => ({
            value: String(number),
            text: t("editions.decision", { number, verdict: say(verdict).text }),
            hint: [
              t("decisions.covers", { count: coverCount }),
              isNear ? t("editions.account.isNear") : "",
              state === "draft" ? t("editions.draftDecision") : "",
              reason,
            ]
              .filter(Boolean)
              .join(" · "),
          }))}
        />
      )}
      <TextArea
        name="also"
        label={t("editions.account.also")}
        value={values.also}
        rows={2}
        optional
        error={error("also")}
        lang={language}
      />
      <p>
        <a href={urls.teamDecisions(lang)}>{t("editions.account.decide")}</a>
      </p>
    </>
  );
  return (
    <Form frame={frame} action={action}>
      <Hidden name="texte" value={search.words} />
      <Hidden name="suite" value={search.verdict} />
      {children}
      <Radios
        name="why"
        label={t("editions.account.why")}
        value={values.why}
        error={error("why") ?? (choices.length === 0 ? error("decision") : undefined)}
        options={[
          { value: "decisions", text: t("editions.account.byDecisions"), children: decisions },
          {
            value: "editorial",
            text: t("editions.account.editorial"),
            hint: t("editions.account.editorialHint"),
            children: (
              <TextArea
                name="reason"
                label={t("editions.account.reason")}
                value={values.reason}
                rows={3}
                error={error("reason")}
                lang={language}
              />
            ),
          },
        ]}
      />
      <Button name="act" value="account">
        {t("editions.form.save")}
      </Button>
    </Form>
  );
}

/** The words are again those of the edition before: the account is to be taken away. */
function NoDifference({ frame, difference, here, back, say }: Props) {
  const { t } = frame;
  return (
    <Page frame={frame} title={differenceTitle(frame, difference)} backLink={back}>
      <p>{t("editions.account.nothing")}</p>
      <AccountStatus frame={frame} difference={difference} say={say} />
      <PostButton frame={frame} action={here} fields={{ act: "drop" }}>
        {t("editions.account.drop")}
      </PostButton>
    </Page>
  );
}
