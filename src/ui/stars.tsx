import type { VNode } from "preact";
import { useT } from "./frame-context.ts";

const STAR = "m8 1 2.1 4.6 5 .6-3.7 3.4 1 5L8 12.1l-4.4 2.5 1-5L.9 6.2l5-.6Z";

type StarsProps = { readonly value: number; readonly max?: number | undefined; readonly count?: number | undefined };

/** A mean mark: the words carry it, the stars are rounded to the nearest whole. */
export function Stars({ value, max = 5, count }: StarsProps): VNode {
  const t = useT();
  return (
    <span class="jl-stars">
      {Array.from({ length: max }, (_, index) => (
        <svg
          key={index}
          class="jl-icon"
          viewBox="0 0 16 16"
          width="16"
          height="16"
          aria-hidden="true"
          focusable="false"
        >
          <path d={STAR} class={index < Math.round(value) ? "jl-stars__full" : "jl-stars__empty"} />
        </svg>
      ))}{" "}
      {t("ui.stars.value", { value, max })}
      {count === undefined ? null : ` ${t("ui.stars.count", { count })}`}
    </span>
  );
}
