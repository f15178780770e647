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
  readonly words: string;
  readonly values: AccountValues;
  readonly say: VerdictWords;
  readonly errors?: readonly FieldError[];
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
      <Filters
        action={here}
        keep={{ etape: "lien" }}
        label={t("editions.account.search")}
        apply={t("editions.account.find")}
        resetHref={`${here}?etape=lien`}
      >
        <TextField
          name="texte"
          type="search"
          label={t("editions.account.search")}
          hint={t("editions.account.searchHint")}
          value={props.words}
        />
      </Filters>
      <AccountForm {...props} />
    </Page>
  );
}

function AccountForm({ frame, draft, here, choices, words, values, say, errors = [] }: Props) {
  const { lang, t } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const decisions = (
    <>
      <ResultCount>
        {t(words === "" ? "editions.account.near" : "editions.account.found", { count: choices.length })}
      </ResultCount>
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
      <p>
        <a href={urls.teamDecisions(lang)}>{t("editions.account.decide")}</a>
      </p>
    </>
  );
  return (
    <Form frame={frame} action={here}>
      <Hidden name="texte" value={words} />
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
                lang={draft.language}
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
