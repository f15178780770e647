import type { ComponentChildren, VNode } from "preact";

type DetailsProps = {
  readonly summary: string;
  readonly open?: boolean | undefined;
  readonly children: ComponentChildren;
};

/** More for who wants more. Nothing needed to act stands in there. */
export function Details({ summary, open, children }: DetailsProps): VNode {
  return (
    <details class="jl-details" open={open}>
      <summary class="jl-details__summary">
        <span class="jl-details__summary-text">{summary}</span>
      </summary>
      <div class="jl-details__text">{children}</div>
    </details>
  );
}

type AccordionItem = {
  readonly heading: string;
  readonly children: ComponentChildren;
  readonly open?: boolean | undefined;
};

/** Long matter in parts, without a script: each part opens by itself. */
export function Accordion({ items }: { readonly items: readonly AccordionItem[] }): VNode {
  return (
    <div class="jl-parts">
      {items.map(({ heading, children, open }) => (
        <details key={heading} class="jl-parts__part" open={open}>
          <summary class="jl-parts__summary">{heading}</summary>
          <div class="jl-parts__text">{children}</div>
        </details>
      ))}
    </div>
  );
}
