import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { DataTable } from "./data-table.tsx";
import { Details } from "./details.tsx";
import { useFrame } from "./frame-context.ts";

/** Marks drawn around (0, 0): people tell the groups apart by shape, also without colours. */
const MARKS = [
  "M0-4A4 4 0 1 1 0 4 4 4 0 1 1 0-4z",
  "M-3.6-3.6h7.2v7.2h-7.2z",
  "M0-4.8l4.6 8.2h-9.2z",
  "M0-5l4.4 5L0 5l-4.4-5z",
  "M-1.3-4.5h2.6v3.2h3.2v2.6h-3.2v3.2h-2.6v-3.2h-3.2v-2.6h3.2z",
  "M0 4.8l-4.6-8.2h9.2z",
] as const;
const OTHERS = "M-2.4-2.4l4.8 4.8M2.4-2.4l-4.8 4.8";

export type OpinionLayer = {
  /** `0` to `5`: shape and colour of a group; null: people of no group shown. */
  readonly mark: number | null;
  readonly label: string;
  readonly people: number;
  /** One corner per person, in a square of `size`. */
  readonly path: string;
};

type OpinionMapProps = {
  readonly title: string;
  readonly summary: string;
  readonly size: number;
  readonly layers: readonly OpinionLayer[];
  /** Written along the axes when a person named them. */
  readonly horizontal?: string | undefined;
  readonly vertical?: string | undefined;
  /** Where the reader stands: on a page that is for them alone. */
  readonly own?: { readonly x: number; readonly y: number; readonly label: string } | undefined;
  readonly labelHead: string;
  readonly valueHead: string;
};

const markOf = (mark: number | null): string => (mark === null ? OTHERS : (MARKS[mark % MARKS.length] ?? OTHERS));
const classOf = (mark: number | null): string =>
  `jl-opinions__mark jl-opinions__mark--${mark === null ? "others" : mark % MARKS.length}`;

/** People as marks; one path per group, its marks at the corners. The legend and the table hold the numbers. */
export function OpinionMap(props: OpinionMapProps): VNode {
  const { title, summary, size, layers, horizontal, vertical, own, labelHead, valueHead } = props;
  const { lang, t } = useFrame();
  return (
    <figure class="jl-chart jl-opinions">
      <figcaption class="jl-chart__title">
        {title}
        <span class="jl-chart__summary">{summary}</span>
      </figcaption>
      {vertical ? <p class="jl-opinions__axis">↑ {vertical}</p> : null}
      <svg class="jl-opinions__plot" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`${title}. ${summary}`}>
        <defs>
          {layers.map(({ mark, label }, index) => (
            <marker
              key={label}
              id={`opinion-mark-${index}`}
              viewBox="-6 -6 12 12"
              markerWidth="12"
              markerHeight="12"
              markerUnits="userSpaceOnUse"
            >
              <path class={classOf(mark)} d={markOf(mark)} />
            </marker>
          ))}
        </defs>
        <path class="jl-opinions__grid" d={`M0 ${size / 2}H${size}M${size / 2} 0V${size}`} />
        {layers.map(({ label, path }, index) => (
          <path
            key={label}
            class="jl-opinions__layer"
            d={path}
            marker-start={`url(#opinion-mark-${index})`}
            marker-mid={`url(#opinion-mark-${index})`}
            marker-end={`url(#opinion-mark-${index})`}
          />
        ))}
        {own ? (
          <g>
            <circle class="jl-opinions__own" cx={own.x} cy={own.y} r="12" />
            <text class="jl-opinions__name" x={own.x} y={own.y - 18} text-anchor="middle">
              {own.label}
            </text>
          </g>
        ) : null}
      </svg>
      {horizontal ? <p class="jl-opinions__axis">→ {horizontal}</p> : null}
      <ul class="jl-opinions__legend">
        {layers.map(({ mark, label }) => (
          <li key={label}>
            <svg viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">
              <path class={classOf(mark)} d={markOf(mark)} />
            </svg>{" "}
            {label}
          </li>
        ))}
      </ul>
      <Details summary={t("ui.chart.table")}>
        <DataTable
          caption={title}
          captionHidden
          columns={[{ head: labelHead }, { head: valueHead, numeric: true }]}
          rows={layers.map(({ label, people }) => [label, formatNumber(lang, people)])}
        />
      </Details>
    </figure>
  );
}
