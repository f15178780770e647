import type { ComponentChildren, VNode } from "preact";

/** A bar as wide as its box; always beside the number it draws. */
export function Bar({ value, max }: { readonly value: number; readonly max: number }): VNode {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0;
  return (
    <svg class="jl-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="jl-bar__track" width="100" height="10" />
      <rect class="jl-bar__value" width={Math.round(share * 10) / 10} height="10" />
    </svg>
  );
}

type ProgressProps = { readonly value: number; readonly max: number; readonly children: ComponentChildren };

/** The sentence says it ("4 actions terminées sur 11"); the bar only draws it. */
export function Progress({ value, max, children }: ProgressProps): VNode {
  return (
    <div class="jl-progress">
      <p class="jl-progress__words">{children}</p>
      <Bar value={value} max={max} />
    </div>
  );
}
