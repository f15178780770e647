import type { VNode } from "preact";

type Tab = {
  readonly text: string;
  readonly href: string;
  readonly current?: boolean | undefined;
  readonly count?: number | undefined;
};

/** Several views of one thing, each with its own address: links that look like tabs, and are announced as links. */
export function Tabs({ label, items }: { readonly label: string; readonly items: readonly Tab[] }): VNode {
  return (
    <nav class="jl-views" aria-label={label}>
      <ul class="jl-views__list">
        {items.map(({ text, href, current, count }) => (
          <li key={href}>
            <a class="jl-views__link" href={href} aria-current={current ? "page" : undefined}>
              {text}
              {count === undefined ? null : <span class="jl-views__count"> ({count})</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
