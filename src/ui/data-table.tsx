import type { ComponentChildren, VNode } from "preact";
import { classes } from "./field.tsx";
import { useT } from "./frame-context.ts";
import { VisuallyHidden } from "./text.tsx";

export type SortState = "ascending" | "descending" | "none";

export type Column = {
  readonly head: string;
  readonly numeric?: boolean | undefined;
  /** A link that asks for the list in this order; `state` is the order now. */
  readonly sort?: { readonly href: string; readonly state: SortState } | undefined;
};

type DataTableProps = {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** The first cell of a row is its name. */
  readonly rowHeads?: boolean | undefined;
  /** Said instead of the table when there is nothing. */
  readonly empty?: string | undefined;
};

function Head({ column }: { readonly column: Column }): VNode {
  const t = useT();
  const { head, numeric, sort } = column;
  return (
    <th
      scope="col"
      class={classes("jl-table__header", numeric && "jl-table__header--numeric")}
      aria-sort={sort ? sort.state : undefined}
    >
      {sort ? (
        <a href={sort.href} class={`jl-sort jl-sort--${sort.state}`}>
          <VisuallyHidden>{t("ui.table.sortBy")} </VisuallyHidden>
          {head}
        </a>
      ) : (
        head
      )}
    </th>
  );
}

function Row({
  cells,
  columns,
  heads,
}: {
  cells: readonly ComponentChildren[];
  columns: readonly Column[];
  heads: boolean;
}) {
  return (
    <tr class="jl-table__row">
      {cells.map((cell, index) => {
        const numeric = columns[index]?.numeric;
        if (heads && index === 0) {
          return (
            <th key={index} scope="row" class="jl-table__header">
              {cell}
            </th>
          );
        }
        return (
          <td key={index} class={classes("jl-table__cell", numeric && "jl-table__cell--numeric")}>
            {cell}
          </td>
        );
      })}
    </tr>
  );
}

/** Wide tables scroll inside their own box, which the keyboard can reach and a screen reader can name. */
export function DataTable(props: DataTableProps): VNode {
  const t = useT();
  const { caption, captionHidden, columns, rows, rowHeads = true, empty } = props;
  if (rows.length === 0) return <p class="jl-muted">{empty ?? t("ui.table.empty")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard (RGAA 10.11)
    <section class="jl-scroll" aria-label={caption} tabIndex={0}>
      <table class="jl-table">
        <caption class={captionHidden ? "jl-visually-hidden" : "jl-table__caption jl-table__caption--s"}>
          {caption}
        </caption>
        <thead class="jl-table__head">
          <tr class="jl-table__row">
            {columns.map((column) => (
              <Head key={column.head} column={column} />
            ))}
          </tr>
        </thead>
        <tbody class="jl-table__body">
          {rows.map((cells, index) => (
            <Row key={index} cells={cells} columns={columns} heads={rowHeads} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
