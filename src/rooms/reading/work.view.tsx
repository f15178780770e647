import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { facetName } from "./facet-words.view.ts";
import type { Work } from "./item.rules.ts";

type WorkProps = { readonly frame: Frame; readonly process: { readonly slug: string }; readonly work: Work };

/** What colleagues made of it so far: groups, themes, claims, decisions. */
export function WorkList({ frame, process, work }: WorkProps): VNode {
  const { lang, t } = frame;
  const { codes, claims, campaigns, decisions } = work;
  const desk = (query: Readonly<Record<string, string | number>>) =>
    urls.teamReadingDesk(lang, { process: process.slug }, query);
  return (
    <>
      {campaigns.length === 0 ? null : (
        <Section title={t("reading.work.campaigns")}>
          <ul>
            {campaigns.map(({ number, name, state }) => (
              <li key={number}>
                <a href={desk({ campagne: number })}>{name}</a>
                {state === "proposed" ? ` ${t("reading.work.proposed")}` : ""}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t("reading.work.codes")}>
        {codes.length === 0 ? <p>{t("reading.work.noCode")}</p> : null}
        <ul>
          {codes.map(({ theme, code, quote }, index) => (
            <li key={`${code} ${index}`}>
              <a href={desk({ theme: code })}>{theme}</a>
              {quote === null ? "" : t("reading.work.quote", { quote })}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("reading.work.claims")}>
        {claims.length === 0 ? <p>{t("reading.work.noClaim")}</p> : null}
        <ul>
          {claims.map(({ number, text, stance }) => (
            <li key={number}>
              <a href={urls.teamClaim(lang, { number })}>{t("reading.work.claim", { number: String(number) })}</a>
              {` (${t(`reading.stance.${stance}`)}) `}
              {text}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("reading.work.decisions")}>
        {decisions.length === 0 ? <p>{t("contributions.noVerdict")}</p> : null}
        <ul>
          {decisions.map(({ number, state, verdict }) => (
            <li key={number}>
              <a href={urls.teamDecision(lang, { decision: number })}>
                {t("reading.work.decision", { number: String(number) })}
              </a>
              {` ${facetName(frame, "verdict", { value: verdict, nameFr: null, nameEn: null })}`}
              {state === "draft" ? ` ${t("reading.work.draft")}` : ""}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
