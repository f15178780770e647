import { urls } from "#kernel/urls.ts";
import { Difference as Marked } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { Muted } from "#ui/text.tsx";
import { type Difference, isTypographic, kindOf, problemOf, segmentsOf } from "./difference.rules.ts";
import { kindKey, problemKey, type VerdictWords } from "./kind-words.rules.ts";

type Shown = { readonly frame: Frame; readonly difference: Difference; readonly language: string };

/** "Passage A1-a.1 réécrit". */
export function differenceTitle({ t }: Frame, difference: Difference): string {
  return t(kindKey(kindOf(difference)), { code: difference.code });
}

/** The words before and after, as one text with its marks. */
export function DifferenceWords({ frame, difference, language }: Shown) {
  const { t } = frame;
  const { codeBefore, code, kind, before, after } = difference;
  const moved = kind === "passage_moved" && codeBefore !== null;
  return (
    <>
      {moved ? <p>{t("editions.moved", { from: codeBefore, to: code })}</p> : null}
      {kind === null ? <Prose text={after ?? before ?? ""} lang={language} /> : null}
      {kind === null ? null : <Marked segments={segmentsOf(difference)} lang={language} />}
      {isTypographic(difference) ? <Muted>{t("editions.typographic")}</Muted> : null}
    </>
  );
}

/** Where a difference stands: its decisions, its editorial reason, or what is missing. */
export function AccountStatus({
  frame,
  difference,
  say,
}: Pick<Shown, "frame" | "difference"> & { readonly say: VerdictWords }) {
  const { lang, t } = frame;
  const problem = problemOf(difference);
  const { decisions, editorialReason } = difference;
  return (
    <>
      {problem === null ? null : (
        <p>
          <Status tone="warning">{t(problemKey(problem))}</Status>
        </p>
      )}
      {editorialReason === null ? null : (
        <p>
          {t("editions.editorialReason")} <span dir="auto">{editorialReason}</span>
        </p>
      )}
      {decisions.length === 0 ? null : (
        <ul>
          {decisions.map(({ number, verdict, state }) => (
            <li key={number}>
              <a href={urls.teamDecision(lang, { decision: number })}>
                {t("editions.decision", { number, verdict: say(verdict).text })}
              </a>
              {state === "draft" ? ` ${t("editions.draftDecision")}` : null}
              {state === "replaced" ? ` ${t("editions.replacedDecision")}` : null}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
