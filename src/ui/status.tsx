import type { ComponentChildren, VNode } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "neutral" | "waiting" | "progress" | "success" | "warning" | "danger";

const ICONS: Readonly<Record<Tone, IconName>> = {
  neutral: "dash",
  waiting: "clock",
  progress: "turn",
  success: "check",
  warning: "exclamation",
  danger: "cross",
};

type StatusProps = { readonly tone: Tone; readonly children: ComponentChildren };

/** How something stands: shape, word and colour say the same. */
export function Status({ tone, children }: StatusProps): VNode {
  return (
    <strong class={`jl-status jl-status--${tone}`}>
      <Icon name={ICONS[tone]} />
      {children}
    </strong>
  );
}
