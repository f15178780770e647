import type { VNode } from "preact";

type Figure = { readonly value: string; readonly label: string; readonly href?: string | undefined };

/** A few numbers with their words; each can open its list. */
export function KeyFigures({ items }: { readonly items: readonly Figure[] }): VNode {
  return (
    <ul class="jl-figures">
      {items.map(({ value, label, href }) => {
        const content = (
          <>
            <span class="jl-figures__value">{value}</span> <span class="jl-figures__label">{label}</span>
          </>
        );
        return <li key={label}>{href ? <a href={href}>{content}</a> : content}</li>;
      })}
    </ul>
  );
}
