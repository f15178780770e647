import type { VNode } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { DataTable } from "./data-table.tsx";
import { Details } from "./details.tsx";
import { useFrame } from "./frame-context.ts";
import { VisuallyHidden } from "./text.tsx";

/** Three letters people know for each region (INSEE code), and its place is in the style sheet: one square each, big or small. */
const REGIONS: Readonly<Record<string, string>> = {
  "01": "GUA",
  "02": "MTQ",
  "03": "GUY",
  "04": "RÉU",
  "06": "MAY",
  "11": "IDF",
  "24": "CVL",
  "27": "BFC",
  "28": "NOR",
  "32": "HDF",
  "44": "GES",
  "52": "PDL",
  "53": "BRE",
  "75": "NAQ",
  "76": "OCC",
  "84": "ARA",
  "93": "PAC",
  "94": "COR",
};

export type Tile = {
  readonly code: string;
  readonly name: string;
  /** null: too few to be shown, or unknown. */
  readonly value: number | null;
  readonly text?: string | undefined;
  readonly href?: string | undefined;
};

type TileMapProps = {
  readonly title: string;
  readonly summary?: string | undefined;
  readonly tiles: readonly Tile[];
  readonly labelHead: string;
  readonly valueHead: string;
  readonly source?: string | undefined;
};

/** Depth of colour, 1 to 4, by share of the greatest value; 0 is "not given". The number is written on the tile. */
export function tileDepth(value: number | null, greatest: number): 0 | 1 | 2 | 3 | 4 {
  if (value === null) return 0;
  if (greatest <= 0) return 1;
  return Math.min(4, 1 + Math.floor((value / greatest) * 4)) as 1 | 2 | 3 | 4;
}

/** Each region is one square of the same size, overseas regions below: no region weighs more because it is wide. */
export function TileMap({ title, summary, tiles, labelHead, valueHead, source }: TileMapProps): VNode {
  const { lang, t } = useFrame();
  const placed = tiles.filter((tile) => tile.code in REGIONS);
  const greatest = Math.max(0, ...placed.map((tile) => tile.value ?? 0));
  const written = ({ value, text }: Tile) =>
    text ?? (value === null ? t("ui.chart.notGiven") : formatNumber(lang, value));
  const named = (tile: Tile) => (tile.href ? <a href={tile.href}>{tile.name}</a> : tile.name);
  return (
    <figure class="jl-chart">
      <figcaption class="jl-chart__title">
        {title}
        {summary ? <span class="jl-chart__summary">{summary}</span> : null}
      </figcaption>
      <ul class="jl-tiles">
        {placed.map((tile) => {
          const content = (
            <>
              <span aria-hidden="true">{REGIONS[tile.code]}</span>
              <VisuallyHidden>{t("ui.chart.tile", { name: tile.name })} </VisuallyHidden>
              {tile.value === null ? (
                <>
                  <strong aria-hidden="true">–</strong>
                  <VisuallyHidden>{t("ui.chart.notGiven")}</VisuallyHidden>
                </>
              ) : (
                <strong>{written(tile)}</strong>
              )}
            </>
          );
          return (
            <li
              key={tile.code}
              class={`jl-tile jl-tile--${tile.code} jl-tile--depth-${tileDepth(tile.value, greatest)}`}
            >
              {tile.href ? <a href={tile.href}>{content}</a> : <span>{content}</span>}
            </li>
          );
        })}
      </ul>
      <Details summary={t("ui.chart.table")}>
        <DataTable
          caption={title}
          captionHidden
          columns={[{ head: labelHead }, { head: valueHead, numeric: true }]}
          rows={tiles.map((tile) => [named(tile), written(tile)])}
        />
      </Details>
      {source ? <p class="jl-chart__source">{source}</p> : null}
    </figure>
  );
}
