import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import type { CountLine, Dimension } from "./attachment.rules.ts";
import { channelKey } from "./stance.rules.ts";

export const DIMENSIONS = ["channel", "territory", "category"] as const satisfies readonly Dimension[];

export function lineName({ lang, t }: Frame, line: Pick<CountLine, "dimension" | "key" | "nameFr" | "nameEn">): string {
  if (line.dimension === "channel") return t(channelKey(line.key));
  if (line.key === "") return t("synthesis.counts.notSaid");
  return (lang === "en" ? line.nameEn : line.nameFr) ?? line.key;
}

/** Exact counts, for the team: one table for each way of counting. */
export function CountTables({ frame, counts }: { readonly frame: Frame; readonly counts: readonly CountLine[] }) {
  const { t } = frame;
  if (counts.length === 0) return null;
  return (
    <>
      {DIMENSIONS.map((dimension) => (
        <DataTable
          key={dimension}
          caption={t(`synthesis.counts.by.${dimension}`)}
          columns={[
            { head: t(`synthesis.counts.head.${dimension}`) },
            { head: t("synthesis.counts.contributions"), numeric: true },
            { head: t("synthesis.counts.people"), numeric: true },
          ]}
          rows={counts
            .filter((line) => line.dimension === dimension)
            .map((line) => [lineName(frame, line), String(line.count), String(line.people)])}
        />
      ))}
    </>
  );
}
