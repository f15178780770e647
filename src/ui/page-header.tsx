import type { VNode } from "preact";
import { LANGS, type Lang } from "#kernel/lang.ts";
import { inLanguage, urls } from "#kernel/urls.ts";
import { Hidden } from "./form.tsx";
import type { Frame } from "./frame.ts";

const LANGUAGE_NAMES: Readonly<Record<Lang, string>> = { fr: "Français", en: "English" };

function Languages({ frame }: { readonly frame: Frame }): VNode {
  return (
    <nav class="jl-languages" aria-label={frame.t("layout.languages")}>
      <ul>
        {LANGS.map((lang) => (
          <li key={lang}>
            {lang === frame.lang ? (
              <span aria-current="true">{LANGUAGE_NAMES[lang]}</span>
            ) : (
              <a href={inLanguage(frame.path, lang)} lang={lang} hrefLang={lang}>
                {LANGUAGE_NAMES[lang]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account({ frame }: { readonly frame: Frame }): VNode {
  const { lang, viewer, t } = frame;
  if (!viewer) {
    return (
      <a class="jl-account" href={urls.signIn(lang)}>
        {t("layout.signIn")}
      </a>
    );
  }
  return (
    <div class="jl-account">
      <a href={urls.account(lang)} dir="auto">
        <span class="jl-visually-hidden">{t("layout.account")} </span>
        {viewer.displayName}
      </a>
      <form method="post" action={urls.signOut(lang)}>
        <Hidden name="csrf" value={frame.csrf} />
        <button type="submit" class="jl-link-button">
          {t("layout.signOut")}
        </button>
      </form>
    </div>
  );
}

/** Whose site this is, who one is here, in which language. */
export function PageHeader({ frame }: { readonly frame: Frame }): VNode {
  const { t } = frame;
  return (
    <header class="jl-masthead">
      {frame.demo ? (
        <div class="jl-demo">
          <p class="jl-width-container">
            <strong class="jl-tag jl-tag--purple">{t("layout.demoTag")}</strong> {t("layout.demo")}
          </p>
        </div>
      ) : null}
      {frame.frozen ? (
        <div class="jl-frozen">
          <p class="jl-width-container">
            <strong class="jl-tag jl-tag--orange">{t("layout.frozenTag")}</strong> {t("layout.frozen")}{" "}
            <a href={urls.journalState(frame.lang)}>{t("layout.frozenLink")}</a>
          </p>
        </div>
      ) : null}
      <div class="jl-width-container jl-masthead__row">
        <a class="jl-masthead__name" href={urls.home(frame.lang)}>
          <span class="jl-masthead__mark" aria-hidden="true" />
          {frame.siteName}
        </a>
        <div class="jl-masthead__end">
          <Account frame={frame} />
          <Languages frame={frame} />
        </div>
      </div>
    </header>
  );
}
