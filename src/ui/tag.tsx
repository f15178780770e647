import type { ComponentChildren, VNode } from "preact";

export type TagColor = "grey" | "teal" | "blue" | "green" | "yellow" | "orange" | "red" | "purple" | "magenta";
type TagProps = { readonly color?: TagColor | undefined; readonly children: ComponentChildren };

/** A short word about a thing. Colour is never the only sign: the word says it. */
export function Tag({ color = "grey", children }: TagProps): VNode {
  return <strong class={`jl-tag jl-tag--${color}`}>{children}</strong>;
}
