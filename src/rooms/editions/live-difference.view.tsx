import type { VNode } from "preact";
import { Difference } from "#ui/difference.tsx";
import type { Frame } from "#ui/frame.ts";
import { Island } from "#ui/island.tsx";
import { Section } from "#ui/layout.tsx";
import { liveDifference } from "./live-difference.rules.ts";

type Props = {
  readonly frame: Frame;
  /** The words of the edition before; empty for a new passage. */
  readonly before: string;
  readonly value: string;
  readonly language: string;
  /** The field where the words are typed. */
  readonly children: VNode;
};

/** The field of a passage, and under it what the edition would change: drawn anew while one types, where scripts run. */
export function LiveDifference({ frame, before, value, language, children }: Props) {
  const { t } = frame;
  const { segments, added, removed } = liveDifference(before, value.trim());
  // the script puts the numbers where `{added}` and `{removed}` stand
  const props = { before, count: t("editions.live.count", { added: "{added}", removed: "{removed}" }) };
  return (
    <Island name="live-difference" props={props}>
      {children}
      <Section title={t("editions.live.title")} id="difference">
        <Difference segments={segments} lang={language} />
        <p role="status">{t("editions.live.count", { added: String(added), removed: String(removed) })}</p>
      </Section>
      <template>
        <Difference
          segments={[
            { op: "added", text: "x" },
            { op: "removed", text: "x" },
          ]}
        />
      </template>
    </Island>
  );
}
