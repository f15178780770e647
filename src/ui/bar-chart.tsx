import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { useFrame } from "./frame-context.ts";
import { Bar } from "./progress.tsx";

export type BarDatum = {
  readonly label: string;
  readonly value: number;
  /** How the number is written; in the language's way when left out. */
  readonly text?: string | undefined;
  readonly href?: string | undefined;
  /** Of the label, when it is not the page's. */
  readonly lang?: string | undefined;
};

type BarChartProps = {
  readonly title: string;
  readonly titleLang?: string | undefined;
  /** What the chart shows, in one sentence. */
  readonly summary?: string | undefined;
  readonly bars: readonly BarDatum[];
  readonly labelHead: string;
  readonly valueHead: string;
  readonly max?: number | undefined;
  readonly source?: string | undefined;
};

/** The chart is its own table: each bar is drawn in the row that holds its number. */
export function BarChart(props: BarChartProps): VNode {
  const { title, titleLang, summary, bars, labelHead, valueHead, max, source } = props;
  const { lang } = useFrame();
  const top = max ?? Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <figure class="jl-chart">
      <table class="jl-bars">
        <caption class="jl-chart__title">
          {titleLang ? <span lang={titleLang}>{title}</span> : title}
          {summary ? <span class="jl-chart__summary">{summary}</span> : null}
        </caption>
        <thead class="jl-visually-hidden">
          <tr>
            <th scope="col">{labelHead}</th>
            <th scope="col">{valueHead}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, value, text, href, lang: own }) => (
            <tr key={label} class="jl-bars__row">
              <th scope="row" class="jl-bars__label" lang={own}>
                {href ? <a href={href}>{label}</a> : label}
              </th>
              <td class="jl-bars__cell">
                <Bar value={value} max={top} />
                <span class="jl-bars__value">{text ?? formatNumber(lang, value)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {source ? <figcaption class="jl-chart__source">{source}</figcaption> : null}
    </figure>
  );
}
