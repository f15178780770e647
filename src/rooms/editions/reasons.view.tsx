import { urls } from "#kernel/urls.ts";
import { Checkboxes } from "#ui/checkboxes.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Muted } from "#ui/text.tsx";
import { AccountForm, type AccountValues, DecisionSearch, type Search } from "./account.view.tsx";
import { draftName, type Head } from "./desk.view.tsx";
import type { Difference } from "./difference.rules.ts";
import { differenceTitle } from "./difference.view.tsx";
import type { VerdictWords } from "./kind-words.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly draft: Head;
  /** Those without a reason, the first ones. */
  readonly differences: readonly Difference[];
  readonly chosen: readonly string[];
  readonly limit: number;
  readonly choices: Parameters<typeof AccountForm>[0]["choices"];
  readonly search: Search;
  readonly values: AccountValues;
  readonly say: VerdictWords;
  readonly errors?: readonly FieldError[];
};

/** One reason for what changed together: the passages of a part that was merged, a title and its passages. */
export function ReasonsView(props: Props) {
  const { frame, draft, differences, chosen, limit, choices, search, values, say, errors = [] } = props;
  const { lang, t } = frame;
  const here = urls.teamEditionReasons(lang, { edition: draft.id });
  const isSearched = search.words !== "" || search.verdict !== "";
  return (
    <Page
      frame={frame}
      title={t("editions.reasons.title")}
      backLink={{ text: draftName(frame, draft), href: urls.teamEdition(lang, { edition: draft.id }) }}
      errors={errors}
    >
      {differences.length === 0 ? (
        <p>{t("editions.reasons.none")}</p>
      ) : (
        <>
          <DecisionSearch frame={frame} action={here} search={search} />
          <AccountForm
            {...{ frame, choices, search, values, say, errors }}
            action={here}
            language={draft.language}
            counted={t(isSearched ? "editions.account.found" : "editions.account.suggested", { count: choices.length })}
          >
            <Checkboxes
              name="object"
              label={t("editions.reasons.which")}
              small
              values={chosen}
              error={errors.find(({ field }) => field === "object")?.message}
              options={differences.map((difference) => ({
                value: difference.passageId ?? difference.nodeId ?? "",
                text: differenceTitle(frame, difference),
                hint: (difference.after ?? difference.before ?? "").slice(0, 120),
              }))}
            />
          </AccountForm>
          {differences.length < limit ? null : <Muted>{t("editions.reasons.first", { count: limit })}</Muted>}
        </>
      )}
    </Page>
  );
}
