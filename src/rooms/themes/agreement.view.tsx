import { formatNumber } from "#kernel/dates.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { standingOf } from "./sample.rules.ts";
import { agreementWords } from "./words.rules.ts";

export type AgreementRow = {
  readonly theme: string;
  readonly themeName: string;
  readonly measure: "alpha" | "kappa";
  readonly coders: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unitCount: number;
  readonly usedCount: number;
};

export function valueWords({ lang, t }: Frame, value: number | null): string {
  return value === null ? t("themes.public.undefined") : agreementWords(lang, value);
}

export function intervalWords({ lang, t }: Frame, low: number | null, high: number | null): string {
  if (low === null || high === null) return t("themes.public.undefined");
  return t("themes.public.between", { low: agreementWords(lang, low), high: agreementWords(lang, high) });
}

/** Each theme by itself: an average would hide the theme on which people do not agree. */
export function AgreementTable({ frame, rows }: { readonly frame: Frame; readonly rows: readonly AgreementRow[] }) {
  const { lang, t } = frame;
  return (
    <DataTable
      caption={t("samples.agreement")}
      captionHidden
      columns={[
        { head: t("samples.head.theme") },
        { head: t("samples.head.measure") },
        { head: t("samples.head.value"), numeric: true },
        { head: t("samples.head.interval") },
        { head: t("samples.head.units"), numeric: true },
        { head: t("samples.head.used"), numeric: true },
        { head: t("samples.head.public") },
      ]}
      rows={rows.map((row) => [
        row.themeName,
        row.measure === "alpha"
          ? t("samples.measure.alpha")
          : t("samples.measure.kappa", { pair: [...row.coders].join(" – ") }),
        valueWords(frame, row.value),
        intervalWords(frame, row.low, row.high),
        formatNumber(lang, row.unitCount),
        formatNumber(lang, row.usedCount),
        row.measure === "alpha" ? t(`themes.standing.${standingOf(row.value)}`) : "",
      ])}
    />
  );
}
