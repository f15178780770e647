import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { useFrame } from "./frame-context.ts";

export type Crumb = { readonly text: string; readonly href?: string | undefined };

/** Where the page stands; the last level is the page itself and leads nowhere. */
export function Breadcrumb({ items }: { readonly items: readonly Crumb[] }): VNode {
  const { lang, t } = useFrame();
  const all: readonly Crumb[] = [{ text: t("layout.home"), href: urls.home(lang) }, ...items];
  return (
    <nav class="jl-breadcrumbs" aria-label={t("layout.breadcrumb")}>
      <ol class="jl-breadcrumbs__list">
        {all.map(({ text, href }) => (
          <li key={text} class="jl-breadcrumbs__list-item">
            {href ? (
              <a class="jl-breadcrumbs__link" href={href}>
                {text}
              </a>
            ) : (
              <span aria-current="page">{text}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A href, or a href with its own words instead of "Retour". */
export type BackTarget = string | { readonly text: string; readonly href: string };

export function BackLink({ to }: { readonly to: BackTarget }): VNode {
  const { t } = useFrame();
  const { text, href } = typeof to === "string" ? { text: t("layout.back"), href: to } : to;
  return (
    <nav aria-label={t("layout.backLabel")}>
      <a class="jl-back-link" href={href}>
        {text}
      </a>
    </nav>
  );
}
