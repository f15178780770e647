import type { VNode } from "preact";
import { useT } from "./frame-context.ts";

export type ContentsItem = {
  readonly text: string;
  readonly href: string;
  readonly code?: string | undefined;
  readonly current?: boolean | undefined;
  readonly items?: readonly ContentsItem[] | undefined;
};

function Items({ items }: { readonly items: readonly ContentsItem[] }): VNode {
  return (
    <ol class="jl-contents__list">
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? "page" : undefined}>
            {item.code ? <span class="jl-contents__code">{item.code} </span> : null}
            {item.text}
          </a>
          {item.items && item.items.length > 0 ? <Items items={item.items} /> : null}
        </li>
      ))}
    </ol>
  );
}

type ContentsProps = { readonly label?: string | undefined; readonly items: readonly ContentsItem[] };

/** Table of contents. The numbers are the text's own codes, not the list's. */
export function Contents({ label, items }: ContentsProps): VNode {
  const t = useT();
  return (
    <nav class="jl-contents" aria-label={label ?? t("ui.contents")}>
      <p class="jl-contents__title" aria-hidden="true">
        {label ?? t("ui.contents")}
      </p>
      <Items items={items} />
    </nav>
  );
}
