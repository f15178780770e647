import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "./frame.ts";

function links({ lang, site, t }: Frame): readonly { readonly href: string; readonly text: string }[] {
  return [
    { href: urls.accessibility(lang), text: t("layout.footer.accessibility") },
    { href: urls.legal(lang), text: t("layout.footer.legal") },
    { href: urls.terms(lang), text: t("layout.footer.terms") },
    { href: urls.privacy(lang), text: t("layout.footer.privacy") },
    { href: urls.myData(lang), text: t("layout.footer.myData") },
    { href: urls.charter(lang), text: t("layout.footer.charter") },
    { href: urls.ecodesign(lang), text: t("layout.footer.ecodesign") },
    { href: urls.openData(lang), text: t("layout.footer.openData") },
    { href: site?.sourceUrl ?? `${urls.legal(lang)}#code-source`, text: t("layout.footer.source") },
    { href: urls.siteMap(lang), text: t("layout.footer.siteMap") },
  ];
}

/** Help by a person first: who reads the foot of a page is often looking for somebody. */
export function PageFooter({ frame }: { readonly frame: Frame }): VNode {
  const { lang, site, t } = frame;
  return (
    <footer class="jl-foot">
      <div class="jl-width-container">
        <h2 class="jl-foot__title">{t("layout.footer.help")}</h2>
        <p class="jl-foot__help">
          {site?.phone ? (
            <>
              {t("layout.footer.phone")} <a href={`tel:${site.phone.replaceAll(/[^+\d]/g, "")}`}>{site.phone}</a>
            </>
          ) : (
            t("layout.footer.noPhone")
          )}
          <br />
          <a href={site?.email ? `mailto:${site.email}` : `${urls.help(lang)}#contact`}>{t("layout.footer.contact")}</a>
          {" · "}
          <a href={urls.help(lang)}>{t("layout.footer.helpPage")}</a>
          {" · "}
          <a href={urls.offline(lang)}>{t("layout.menu.offline")}</a>
        </p>
        <ul class="jl-foot__links">
          {links(frame).map((link) => (
            <li key={link.text}>
              <a href={link.href}>{link.text}</a>
            </li>
          ))}
        </ul>
        <p class="jl-foot__licence">{t("layout.footer.licence")}</p>
      </div>
    </footer>
  );
}
