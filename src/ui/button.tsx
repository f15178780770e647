import type { ComponentChildren, VNode } from "preact";
import { classes } from "./field.tsx";

export type ButtonKind = "primary" | "secondary" | "warning";

type ButtonProps = {
  readonly kind?: ButtonKind | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly formAction?: string | undefined;
  readonly children: ComponentChildren;
};

const look = (kind: ButtonKind) => classes("jl-button", kind !== "primary" && `jl-button--${kind}`);

/** Sends the form it stands in. */
export function Button({ kind = "primary", name, value, formAction, children }: ButtonProps): VNode {
  return (
    <button type="submit" class={look(kind)} name={name} value={value} formAction={formAction}>
      {children}
    </button>
  );
}

type ButtonLinkProps = {
  readonly href: string;
  readonly kind?: ButtonKind | undefined;
  readonly children: ComponentChildren;
};

/** Goes somewhere, and looks like the main thing to do. It stays a link: no role of button. */
export function ButtonLink({ href, kind = "primary", children }: ButtonLinkProps): VNode {
  return (
    <a href={href} class={look(kind)}>
      {children}
    </a>
  );
}

export function ButtonGroup({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="jl-button-group">{children}</div>;
}
