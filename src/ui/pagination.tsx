import type { ComponentChildren, VNode } from "preact";
import { classes } from "./field.tsx";
import { useT } from "./frame-context.ts";
import { Icon } from "./icon.tsx";
import { VisuallyHidden } from "./text.tsx";

/** First, last, the page and its neighbours; a gap (null) where numbers are left out. */
export function shownPages(page: number, pages: number): readonly (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const numbers = [...new Set(wanted)].sort((a, b) => a - b);
  return numbers.flatMap((number, index) => {
    const gap = number - (numbers[index - 1] ?? 0);
    if (gap === 2) return [number - 1, number];
    return gap > 2 ? [null, number] : [number];
  });
}

type PaginationProps = {
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
};

export function Pagination({ page, pages, href }: PaginationProps): VNode | null {
  const t = useT();
  if (pages <= 1) return null;
  return (
    <nav class="jl-pages" aria-label={t("ui.pages.label")}>
      {page > 1 ? (
        <a class="jl-pages__step" href={href(page - 1)} rel="prev">
          <Icon name="back" />
          {t("ui.pages.previous")}
        </a>
      ) : null}
      <ul class="jl-pages__list">
        {shownPages(page, pages).map((number, index) =>
          number === null ? (
            <li key={`gap-${index}`} class="jl-pages__gap">
              …
            </li>
          ) : (
            <li key={number}>
              <a
                class={classes("jl-pages__link", number === page && "jl-pages__link--current")}
                href={href(number)}
                aria-current={number === page ? "page" : undefined}
              >
                <VisuallyHidden>{t("ui.pages.page")} </VisuallyHidden>
                {number}
              </a>
            </li>
          ),
        )}
      </ul>
      {page < pages ? (
        <a class="jl-pages__step" href={href(page + 1)} rel="next">
          {t("ui.pages.next")}
          <Icon name="arrow" />
        </a>
      ) : null}
    </nav>
  );
}

type Neighbour = { readonly href: string; readonly text?: string | undefined };
type PreviousNextProps = { readonly previous?: Neighbour | undefined; readonly next?: Neighbour | undefined };

/** From one page of a text to its neighbours, each with its title. */
export function PreviousNext({ previous, next }: PreviousNextProps): VNode {
  const t = useT();
  const step = (neighbour: Neighbour | undefined, rel: "prev" | "next", word: string) =>
    neighbour ? (
      <a class={`jl-neighbours__link jl-neighbours__link--${rel}`} href={neighbour.href} rel={rel}>
        <strong>{word}</strong>
        {neighbour.text ? <span>{neighbour.text}</span> : null}
      </a>
    ) : null;
  return (
    <nav class="jl-neighbours" aria-label={t("ui.pages.neighbours")}>
      {step(previous, "prev", t("ui.pages.previousOne"))}
      {step(next, "next", t("ui.pages.nextOne"))}
    </nav>
  );
}

/** "12 contributions, des plus récentes aux plus anciennes": how many, and in which order. */
export function ResultCount({ children }: { readonly children: ComponentChildren }): VNode {
  return (
    <p class="jl-result-count" role="status">
      {children}
    </p>
  );
}
