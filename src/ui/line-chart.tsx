import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { DataTable } from "./data-table.tsx";
import { Details } from "./details.tsx";
import { useFrame } from "./frame-context.ts";

export type LinePoint = {
  readonly label: string;
  /** Place on the axis of time, in any unit: years, days, milliseconds. */
  readonly at: number;
  readonly value: number;
  readonly text?: string | undefined;
};

type LineChartProps = {
  readonly title: string;
  readonly summary?: string | undefined;
  readonly points: readonly LinePoint[];
  readonly labelHead: string;
  readonly valueHead: string;
  readonly target?: { readonly label: string; readonly value: number } | undefined;
  readonly source?: string | undefined;
};

/** A round number at or above the greatest value: 1, 2, 2.5 or 5 times a power of ten. */
export function roundCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

const place = (number: number) => Math.round(number * 100) / 100;

/**
 * A line over time from zero. The drawing stretches with its box (strokes do not); numbers and dates stand around it as text,
 * so that they grow with the reader's letters. The table below holds the same numbers.
 */
export function LineChart({ title, summary, points, labelHead, valueHead, target, source }: LineChartProps): VNode {
  const { lang, t } = useFrame();
  const sorted = [...points].sort((a, b) => a.at - b.at);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return <p class="jl-muted">{t("ui.table.empty")}</p>;
  const top = roundCeiling(Math.max(target?.value ?? 0, ...sorted.map((point) => point.value)));
  const x = (at: number) => place(last.at === first.at ? 50 : ((at - first.at) / (last.at - first.at)) * 100);
  const y = (value: number) => place(100 - (value / top) * 100);
  const written = (point: LinePoint) => point.text ?? formatNumber(lang, point.value);
  const line = sorted.map((point) => `${x(point.at)} ${y(point.value)}`).join("L");
  const description = t("ui.chart.line", {
    firstLabel: first.label,
    firstValue: written(first),
    lastLabel: last.label,
    lastValue: written(last),
  });
  return (
    <figure class="jl-chart jl-line">
      <figcaption class="jl-chart__title">
        {title}
        {summary ? <span class="jl-chart__summary">{summary}</span> : null}
      </figcaption>
      <p class="jl-line__top">{formatNumber(lang, top)}</p>
      <svg
        class="jl-line__plot"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}. ${description}`}
      >
        <path class="jl-line__grid" d="M0 0H100M0 50H100M0 100H100" />
        {target ? <path class="jl-line__target" d={`M0 ${y(target.value)}H100`} /> : null}
        <path class="jl-line__line" d={`M${line}`} />
        <path class="jl-line__dots" d={sorted.map((point) => `M${x(point.at)} ${y(point.value)}h0`).join("")} />
      </svg>
      <p class="jl-line__ends">
        <span>
          {first.label} : <strong>{written(first)}</strong>
        </span>
        <span>
          {last.label} : <strong>{written(last)}</strong>
        </span>
      </p>
      {target ? (
        <p class="jl-line__legend">{t("ui.chart.target", { label: target.label, value: target.value })}</p>
      ) : null}
      <Details summary={t("ui.chart.table")}>
        <DataTable
          caption={title}
          captionHidden
          columns={[{ head: labelHead }, { head: valueHead, numeric: true }]}
          rows={sorted.map((point) => [point.label, written(point)])}
        />
      </Details>
      {source ? <p class="jl-chart__source">{source}</p> : null}
    </figure>
  );
}
