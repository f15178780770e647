import { formatDateTime } from "#kernel/dates.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { VERB_WORDS, type Verb } from "./words.rules.ts";

export type ShownAct = {
  readonly id: number;
  readonly verb: Verb;
  readonly statement: number | null;
  readonly reason: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};
type Props = {
  readonly frame: Frame;
  readonly acts: readonly ShownAct[];
  readonly roleWords: (role: string) => string;
};

/** Who did what, the last act first. */
export function Acts({ frame, acts, roleWords }: Props) {
  const { t } = frame;
  return (
    <Section title={t("polls.acts.title")} id="historique">
      {acts.length > 0 ? <Muted>{t("polls.acts.order", { count: acts.length })}</Muted> : null}
      <DataTable
        caption={t("polls.acts.title")}
        captionHidden
        empty={t("polls.acts.empty")}
        columns={[
          { head: t("polls.acts.head.act") },
          { head: t("polls.acts.head.statement") },
          { head: t("polls.acts.head.detail") },
          { head: t("polls.acts.head.role") },
          { head: t("polls.acts.head.date") },
        ]}
        rows={acts.map((act) => [
          t(VERB_WORDS[act.verb]),
          act.statement === null ? "–" : String(act.statement),
          <span key="detail" dir="auto">
            {detailOf(frame, act)}
          </span>,
          roleWords(act.actingRole),
          <Time key="at" at={act.madeAt} mode="datetime" />,
        ])}
      />
    </Section>
  );
}

/** What changed, as far as one line tells it. */
function detailOf({ lang, t }: Frame, { verb, reason, before, after }: ShownAct): string {
  const text = (facts: ShownAct["after"], name: string): string => {
    const value = facts?.[name];
    if (Array.isArray(value)) return value.join(", ");
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const pair = (name: string, show: (value: string) => string = (value) => value): string =>
    t("polls.acts.fromTo", { before: show(text(before, name)) || "–", after: show(text(after, name)) || "–" });
  switch (verb) {
    case "put_off":
      return pair("closesAt", (value) => formatDateTime(lang, new Date(value)));
    case "who_proposes":
      return pair("whoProposes");
    case "nodes":
      return pair("codes");
    case "reword":
      return pair("text");
    case "remove":
      return text(before, "text");
    case "correct":
      return t("polls.acts.corrected", { number: text(after, "number") });
    case "import":
      return text(after, "from");
    case "stage_add":
    case "stage_edit":
      return text(after, "name");
    case "stage_remove":
      return text(before, "name");
    default:
      return reason ?? "–";
  }
}
