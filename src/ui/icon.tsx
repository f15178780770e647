import type { VNode } from "preact";

/** Drawn, not typed: the latin subset of the font has neither ticks nor arrows. 16 by 16, in the colour of the text. */
const PATHS = {
  arrow: "M2 8h10M8 3l5 5-5 5",
  back: "M10 3 5 8l5 5",
  check: "m2.5 8.5 3.5 3.5 7.5-8",
  clock: "M8 4v4.5l3 1.5M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z",
  cross: "m3.5 3.5 9 9m0-9-9 9",
  dash: "M3 8h10",
  exclamation: "M8 3v6.5M8 12v1",
  play: "M5 3v10l8-5Z",
  quote: "M6.5 4C4 5 3 6.5 3 9.5h3v3H3m10.5-8.5C11 5 10 6.5 10 9.5h3v3h-3",
  turn: "M13 8a5 5 0 1 1-1.5-3.5M12 1.5v3.2H8.8",
} as const;

export type IconName = keyof typeof PATHS;

/** Always beside a word that says the same thing, so hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <svg class="jl-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
