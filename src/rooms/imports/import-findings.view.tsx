import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Muted } from "#ui/text.tsx";

/** Something of the file that was not taken as it stands. */
export type FindingShown = { readonly line: number; readonly kind: string; readonly words: string };

const SHOWN = 100;

/** Item by item: where, what it is, its words, and what one can do. */
export function ImportFindings({
  frame,
  findings,
}: {
  readonly frame: Frame;
  readonly findings: readonly FindingShown[];
}) {
  const { t } = frame;
  const more = findings.length - SHOWN;
  return (
    <Section title={t("imports.findings", { count: findings.length })} id="points">
      <p>{t("imports.findingsSay")}</p>
      <DataTable
        caption={t("imports.findings", { count: findings.length })}
        captionHidden
        columns={["where", "what", "words", "todo"].map((name) => ({
          head: t(`imports.finding.${name}` as MessageKey),
        }))}
        rows={findings
          .slice(0, SHOWN)
          .map(({ line, kind, words }) => [
            t("import.place.paragraph", { line }),
            t(`imports.found.${kind}` as MessageKey),
            words === "" ? "–" : words,
            t(`imports.todo.${kind}` as MessageKey),
          ])}
      />
      {more > 0 ? <Muted>{t("imports.findingsMore", { count: more })}</Muted> : null}
    </Section>
  );
}
