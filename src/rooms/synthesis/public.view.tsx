import { urls } from "#kernel/urls.ts";
import { Details } from "#ui/details.tsx";
import { type FileLink, FileLinks } from "#ui/file-links.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Code, Inset, Lead, Muted, Quote, VisuallyHidden } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type Publication, type PublishedClaim, percentDown, type ShownQuote } from "./publication.rules.ts";
import { roleKey, stanceKey } from "./stance.rules.ts";
import { stanceCounts } from "./workbench-note.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly publication: Publication;
  /** The page of this publication, which will always show it; else the page of the latest one. */
  readonly isNumbered: boolean;
  /** All publications of the process, the last first. */
  readonly publications: readonly Publication[];
  readonly claims: readonly PublishedClaim[];
  readonly quotes: readonly ShownQuote[];
  readonly files: readonly FileLink[];
};

/** A published synthesis: each sentence leads to what it rests on. */
export function PublicationView(props: Props) {
  const { frame, publication, publications, claims } = props;
  const { lang, t } = frame;
  const { number, language } = publication;
  const process = { process: publication.processSlug };
  const latest = publications[0]?.number ?? number;
  const own = language === lang ? undefined : language;
  const rare = claims.filter(({ kind }) => kind === "rare");
  return (
    <Page
      frame={frame}
      title={
        props.isNumbered
          ? t("synthesis.publication.title", { title: publication.title, number: String(number) })
          : publication.title
      }
      ownHeading
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: publication.processTitle, href: urls.process(lang, process) },
      ]}
      section="processes"
    >
      <h1 lang={own}>{publication.title}</h1>
      <p>
        {t("synthesis.publication.name", { number: String(number) })}
        {" · "}
        <Time at={publication.publishedAt} />
      </p>
      {latest === number ? null : (
        <Inset>
          {t("synthesis.publication.older")}{" "}
          <a href={urls.processSynthesis(lang, process)}>{t("synthesis.publication.latest")}</a>
        </Inset>
      )}
      <FileLinks title={t("synthesis.publication.files")} files={props.files} />
      {publication.introduction === "" ? null : <Introduction text={publication.introduction} language={language} />}
      <Section title={t("synthesis.publication.claims")} id="constats">
        <p>{t("synthesis.publication.howToRead")}</p>
        <ClaimsByTheme {...props} claims={claims.filter(({ kind }) => kind === "claim")} />
      </Section>
      {rare.length === 0 ? null : (
        <Section title={t("synthesis.publication.rare")} id="avis-rares">
          <p>{t("synthesis.publication.rareHint")}</p>
          <ClaimList {...props} claims={rare} />
        </Section>
      )}
      <Method frame={frame} publication={publication} />
      <Others {...props} />
    </Page>
  );
}

function Introduction({ text, language }: { readonly text: string; readonly language: string }) {
  const [first = "", ...rest] = text.split(/\r?\n\s*\r?\n/);
  return (
    <>
      <Lead>
        <Prose text={first} lang={language} inline />
      </Lead>
      <Prose text={rest.join("\n\n")} lang={language} />
    </>
  );
}

/** In the order of the note; the name of a theme stands once, above the claims that follow each other under it. */
function ClaimsByTheme(props: Props) {
  const groups: { readonly theme: string | null; readonly claims: PublishedClaim[] }[] = [];
  for (const claim of props.claims) {
    const last = groups.at(-1);
    if (last && last.theme === claim.theme) last.claims.push(claim);
    else groups.push({ theme: claim.theme, claims: [claim] });
  }
  return (
    <>
      {groups.map(({ theme, claims }, index) => (
        <div key={index}>
          {theme === null ? null : <h3 lang={props.publication.language}>{theme}</h3>}
          <ClaimList {...props} claims={claims} />
        </div>
      ))}
    </>
  );
}

function ClaimList({ frame, publication, claims, quotes }: Props) {
  const { lang, t } = frame;
  const own = publication.language === lang ? undefined : publication.language;
  return (
    <ul>
      {claims.map((claim) => (
        <li key={claim.number} id={`constat-${claim.number}`}>
          <p>
            <a href={urls.claim(lang, { number: claim.number })} lang={own}>
              {claim.text}
            </a>
          </p>
          {quotes
            .filter((one) => one.claim === claim.number)
            .map((one) => (
              <QuoteOf key={one.number} {...{ frame, one }} />
            ))}
          <Muted>
            {t("synthesis.claim.name", { number: String(claim.number) })}
            {" · "}
            {stanceCounts(frame, claim)}
          </Muted>
        </li>
      ))}
    </ul>
  );
}

type QuoteProps = { readonly frame: Frame; readonly one: ShownQuote };

function QuoteOf({ frame, one }: QuoteProps) {
  const { lang, t } = frame;
  return (
    <>
      <Quote lang={one.language === lang ? undefined : one.language}>{one.quote}</Quote>
      <Muted>
        <a href={urls.contribution(lang, { number: one.number })}>
          {t("synthesis.contribution", { number: String(one.number) })}
        </a>
        {one.stance === "supports" ? null : <> ({t(stanceKey(one.stance))})</>}
      </Muted>
    </>
  );
}

function Method({ frame, publication }: { readonly frame: Frame; readonly publication: Publication }) {
  const { lang, t } = frame;
  const { coveredCount: covered, contributionCount: total, lowestAlpha, agreedThemeCount, sampleSize } = publication;
  return (
    <Section title={t("synthesis.publication.method")} id="methode">
      <Progress value={covered} max={total}>
        {t("synthesis.publication.coverage", { covered, total, percent: percentDown(covered, total) })}
      </Progress>
      <Prose text={publication.method} lang={publication.language} />
      {lowestAlpha === null ? (
        <p>{t("synthesis.publication.noAgreement")}</p>
      ) : (
        <p>
          {t("synthesis.publication.agreement", {
            alpha: lowestAlpha.toLocaleString(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
            themes: agreedThemeCount ?? 0,
            sample: sampleSize ?? 0,
          })}
        </p>
      )}
      <SummaryList
        rows={[
          { key: t("synthesis.publication.by"), value: t(roleKey(publication.actingRole)) },
          { key: t("synthesis.publication.on"), value: <Time at={publication.publishedAt} /> },
          { key: t("synthesis.publication.hash"), value: <Code>{publication.hash}</Code> },
        ]}
      />
      <LinkList
        items={[
          { text: t("synthesis.publication.openData"), href: urls.openData(lang) },
          { text: t("synthesis.publication.journal"), href: urls.journal(lang) },
          {
            text: t("synthesis.publication.contributions"),
            href: urls.processContributions(lang, { process: publication.processSlug }),
          },
        ]}
      />
    </Section>
  );
}

function Others({ frame, publication, publications }: Props) {
  const { lang, t } = frame;
  const process = { process: publication.processSlug };
  const first = publications.at(-1)?.number ?? 1;
  if (publications.length < 2) return null;
  return (
    <Section title={t("synthesis.publication.all")} id="publications">
      {publication.number > first ? (
        <p>
          <a href={urls.synthesisChanges(lang, { ...process, publication: publication.number })}>
            {t("synthesis.publication.changes", { number: String(publication.number - 1) })}
          </a>
        </p>
      ) : null}
      <Details summary={t("synthesis.publication.list", { count: publications.length })}>
        <ul>
          {publications.map(({ number, publishedAt, title }) => (
            <li key={number}>
              <a href={urls.synthesisPublication(lang, { ...process, publication: number })}>
                {t("synthesis.publication.name", { number: String(number) })}
                <VisuallyHidden> {title}</VisuallyHidden>
              </a>
              {" · "}
              <Time at={publishedAt} />
            </li>
          ))}
        </ul>
      </Details>
    </Section>
  );
}
