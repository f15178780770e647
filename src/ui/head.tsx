import type { VNode } from "preact";
import { LANGS } from "#kernel/lang.ts";
import { inLanguage } from "#kernel/urls.ts";
import type { Frame } from "./frame.ts";

type HeadProps = {
  readonly frame: Frame;
  readonly title: string;
  readonly description?: string | undefined;
  readonly hasErrors: boolean;
  readonly robots?: string | undefined;
};

/** "Erreur : Votre avis – Jalon": what is wrong, then where one is, then whose site. */
function documentTitle({ frame, title, hasErrors }: HeadProps): string {
  const place = title === frame.siteName ? title : `${title} – ${frame.siteName}`;
  return hasErrors ? frame.t("layout.errorTitle", { title: place }) : place;
}

/** No script, no inline style, nothing from elsewhere: `default-src 'self'` is enough. */
export function Head(props: HeadProps): VNode {
  const { frame, description, robots } = props;
  const { assets, path } = frame;
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{documentTitle(props)}</title>
      {description ? <meta name="description" content={description} /> : null}
      {robots ? <meta name="robots" content={robots} /> : null}
      <meta name="color-scheme" content="light" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="preload" href={assets.font} as="font" type="font/woff2" crossOrigin="anonymous" />
      <link rel="stylesheet" href={assets.css} />
      {frame.themeHref ? <link rel="stylesheet" href={frame.themeHref} /> : null}
      <link rel="icon" href={assets.favicon} type="image/svg+xml" />
      {robots
        ? null
        : LANGS.map((lang) => <link key={lang} rel="alternate" hrefLang={lang} href={inLanguage(path, lang)} />)}
    </head>
  );
}
