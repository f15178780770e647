import { formatNumber } from "#kernel/dates.ts";
import { NODE_TYPES } from "#kernel/document-types.ts";
import { urls } from "#kernel/urls.ts";
import { Difference as Marked } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { Prose } from "#ui/prose.tsx";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { Muted } from "#ui/text.tsx";
import {
  type Difference,
  type FactChange,
  factChanges,
  isTypographic,
  kindOf,
  problemOf,
  segmentsOf,
} from "./difference.rules.ts";
import { kindKey, problemKey, type VerdictWords } from "./kind-words.rules.ts";

type Shown = { readonly frame: Frame; readonly difference: Difference; readonly language: string };

/** "Passage A1-a.1 réécrit". */
export function differenceTitle({ t }: Frame, difference: Difference): string {
  return t(kindKey(kindOf(difference)), { code: difference.code });
}

/** The words before and after, as one text with its marks. */
export function DifferenceWords({ frame, difference, language }: Shown) {
  const { t } = frame;
  const { codeBefore, code, kind, before, after, linkedCode } = difference;
  const moved = kind === "passage_moved" && codeBefore !== null;
  return (
    <>
      {linkedCode === null ? null : <p>{t(LINKED[kind ?? ""] ?? "editions.linked.split", { code: linkedCode })}</p>}
      {moved ? <p>{t("editions.moved", { from: codeBefore, to: code })}</p> : null}
      {kind === null ? <Prose text={after ?? before ?? ""} lang={language} /> : null}
      {kind === null ? null : <Marked segments={segmentsOf(difference)} lang={language} />}
      <FactLines frame={frame} difference={difference} language={language} />
      {isTypographic(difference) ? <Muted>{t("editions.typographic")}</Muted> : null}
    </>
  );
}

const LINKED: Readonly<Record<string, MessageKey>> = {
  passage_split: "editions.linked.split",
  passage_merged: "editions.linked.merged",
  node_split: "editions.linked.splitPart",
  node_merged: "editions.linked.mergedPart",
};

const FACTS: Readonly<Record<FactChange["name"], MessageKey>> = {
  code: "editions.fact.code",
  type: "editions.fact.type",
  parent: "editions.fact.parent",
  carrier: "editions.fact.carrier",
  status: "editions.fact.status",
  targets: "editions.fact.targets",
};

/** "Porteur : aucun, puis CNAM". */
function FactLines({ frame, difference, language }: Shown) {
  const { t } = frame;
  const changes = factChanges(difference);
  if (changes.length === 0) return null;
  return (
    <ul>
      {changes.map((change) => (
        <li key={change.name}>
          {rich(t, "editions.fact.line", {
            what: t(FACTS[change.name]),
            before: <FactWords frame={frame} change={change} side="before" language={language} />,
            after: <FactWords frame={frame} change={change} side="after" language={language} />,
          })}
        </li>
      ))}
    </ul>
  );
}

type FactProps = {
  readonly frame: Frame;
  readonly change: FactChange;
  readonly side: "before" | "after";
  readonly language: string;
};

function FactWords({ frame, change, side, language }: FactProps) {
  const { lang, t } = frame;
  if (change.name === "targets") {
    const targets = change[side];
    if (targets.length === 0) return <>{t("editions.fact.noTarget")}</>;
    return (
      <span lang={language === lang ? undefined : language}>
        {targets
          .map(({ value, unit, dueOn, territoryCode }) =>
            [`${formatNumber(lang, Number(value))} ${unit}`, territoryCode, dueOn].filter(Boolean).join(", "),
          )
          .join(" ; ")}
      </span>
    );
  }
  const text = change[side];
  if (text === null) return <>{t(change.name === "parent" ? "editions.fact.top" : "editions.fact.none")}</>;
  if (change.name === "type") return <>{t(TYPE_WORDS[text] ?? "structure.type")}</>;
  return <span lang={language === lang ? undefined : language}>{text}</span>;
}

const TYPE_WORDS: Readonly<Record<string, MessageKey>> = Object.fromEntries(
  NODE_TYPES.map((type) => [type, `structure.type.${type}` as const]),
);

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
