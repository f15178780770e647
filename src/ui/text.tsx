import type { ComponentChildren, VNode } from "preact";
import { useT } from "./frame-context.ts";

type Children = { readonly children: ComponentChildren };

/** The first sentence of a page, larger. */
export function Lead({ children }: Children): VNode {
  return <p class="jl-body-l">{children}</p>;
}

export function Muted({ children }: Children): VNode {
  return <p class="jl-muted">{children}</p>;
}

export function Inset({ children }: Children): VNode {
  return <div class="jl-inset-text">{children}</div>;
}

/** A consequence to know before acting; the word "Attention" is read first. */
export function Warning({ children }: Children): VNode {
  const t = useT();
  return (
    <div class="jl-warning-text">
      <span class="jl-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="jl-warning-text__text">
        <VisuallyHidden>{t("ui.warning")} </VisuallyHidden>
        {children}
      </strong>
    </div>
  );
}

/** Read aloud, not shown. */
export function VisuallyHidden({ children }: Children): VNode {
  return <span class="jl-visually-hidden">{children}</span>;
}

export function Quote({ children, lang }: Children & { readonly lang?: string | undefined }): VNode {
  return (
    <blockquote class="jl-quote" dir="auto" lang={lang}>
      {children}
    </blockquote>
  );
}

export function Code({ children }: Children): VNode {
  return <code class="jl-code">{children}</code>;
}
