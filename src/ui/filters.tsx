import type { ComponentChildren, VNode } from "preact";
import { AmongFilters } from "./field.tsx";
import { Hidden } from "./form.tsx";
import { useT } from "./frame-context.ts";

type FiltersProps = {
  readonly action: string;
  readonly label?: string | undefined;
  /** What the button says, where it does something else than narrow a list: "Comparer". */
  readonly apply?: string | undefined;
  /** Parts of the address to keep besides the fields: the order, another list on the page. */
  readonly keep?: Readonly<Record<string, string | undefined>> | undefined;
  readonly resetHref?: string | undefined;
  readonly children: ComponentChildren;
};

/** A GET form: the filtered list has its own address. */
export function Filters({ action, label, apply, keep = {}, resetHref, children }: FiltersProps): VNode {
  const t = useT();
  return (
    <search class="jl-filters" aria-label={label ?? t("ui.filters.label")}>
      <form method="get" action={action}>
        {Object.entries(keep).map(([name, value]) => (value ? <Hidden key={name} name={name} value={value} /> : null))}
        <div class="jl-filters__fields">
          <AmongFilters.Provider value={true}>{children}</AmongFilters.Provider>
        </div>
        <div class="jl-button-group">
          <button type="submit" class="jl-button jl-button--secondary">
            {apply ?? t("ui.filters.apply")}
          </button>
          {resetHref ? <a href={resetHref}>{t("ui.filters.reset")}</a> : null}
        </div>
      </form>
    </search>
  );
}
