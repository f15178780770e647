import type { ComponentChildren, VNode } from "preact";

type PanelProps = { readonly title: string; readonly children: ComponentChildren };

/** It is done: the first thing of a confirmation page (`ownHeading`). */
export function Panel({ title, children }: PanelProps): VNode {
  return (
    <div class="jl-panel jl-panel--confirmation">
      <h1 class="jl-panel__title">{title}</h1>
      <div class="jl-panel__body">{children}</div>
    </div>
  );
}
