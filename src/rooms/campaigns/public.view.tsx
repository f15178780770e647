import { Fragment } from "preact";
import { formatDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { KeyFigures } from "#ui/key-figures.tsx";
import { Cards, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Time } from "#ui/time.tsx";
import { type Campaign, publicPeople } from "./campaign.rules.ts";
import { MemberDifference, MemberFacts } from "./comparison.view.tsx";
import type { Member, PublicCampaign, PublicWords } from "./row.rules.ts";

type Named = { readonly slug: string; readonly title: string };
type ListProps = {
  readonly frame: Frame;
  readonly process: Named;
  readonly campaigns: readonly PublicCampaign[];
  readonly totals: { readonly campaigns: number; readonly texts: number };
  readonly page: number;
  readonly pages: number;
};

/** Everything that was sent by several people in one process. */
export function ProcessCampaignsView({ frame, process, campaigns, totals, page, pages }: ListProps) {
  const { lang, t } = frame;
  const here = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("campaigns.public.title")}
      lead={t("campaigns.public.lead")}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: process.title, href: urls.process(lang, here) },
      ]}
    >
      {totals.campaigns === 0 ? (
        <p>{t("campaigns.public.none")}</p>
      ) : (
        <ResultCount>{t("campaigns.public.count", { count: totals.campaigns, texts: totals.texts })}</ResultCount>
      )}
      <Cards>
        {campaigns.map((campaign) => (
          <Fragment key={campaign.number}>
            <h2>
              <a href={urls.campaign(lang, { number: campaign.number })}>{campaign.name}</a>
            </h2>
            <p>
              {countWords(frame, campaign)} · <Time at={campaign.confirmedAt} />
            </p>
          </Fragment>
        ))}
      </Cards>
      <Pagination page={page} pages={pages} href={(n) => urls.processCampaigns(lang, here, { page: n })} />
    </Page>
  );
}

/** "412 personnes ont envoyé ce texte", or how many texts where people cannot be counted in public. */
function countWords({ t }: Frame, { kind, texts, people }: PublicCampaign): string {
  const known = publicPeople(people);
  if (kind === "near_duplicates") return t("campaigns.public.alike", { texts });
  return known === null ? t("campaigns.public.texts", { texts }) : t("campaigns.public.people", { people: known });
}

type CampaignProps = {
  readonly frame: Frame;
  readonly campaign: Campaign;
  readonly kept: PublicWords | null;
  readonly texts: number;
  readonly people: number;
  readonly supporters: number;
  readonly members: readonly Member[];
  readonly page: number;
  readonly pages: number;
  readonly roleWords: (role: string) => string;
};

/** One confirmed group: the text, how many sent it, and each of the texts. */
export function CampaignView(props: CampaignProps) {
  const { frame, campaign, kept, members, page, pages } = props;
  const { lang, t } = frame;
  const { number, name, processSlug } = campaign;
  const process = { process: processSlug };
  return (
    <Page
      frame={frame}
      title={name}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: campaign.processTitle, href: urls.process(lang, process) },
        { text: t("campaigns.public.title"), href: urls.processCampaigns(lang, process) },
      ]}
    >
      <Figures {...props} />
      {kept === null ? (
        <p>{t("campaigns.public.noneLeft")}</p>
      ) : (
        <>
          <Section title={t("campaigns.public.kept")}>
            <Prose text={kept.body} lang={kept.language} />
            {kept.proposedText === null ? null : <Prose text={kept.proposedText} lang={kept.language} />}
          </Section>
          <Section title={t("campaigns.public.members")} id="textes">
            <p>
              <a href={urls.processContributions(lang, process, { campagne: number })}>
                {t("campaigns.public.asList")}
              </a>
            </p>
            {members.map((member) => (
              <Fragment key={member.number}>
                <MemberFacts frame={frame} member={{ ...member, flags: [], isChanged: false }} />
                <MemberDifference frame={frame} kept={kept} member={member} />
              </Fragment>
            ))}
            <Pagination page={page} pages={pages} href={(n) => urls.campaign(lang, { number }, { page: n })} />
          </Section>
        </>
      )}
      <HowCounted {...props} />
    </Page>
  );
}

function Figures({ frame, texts, people, supporters }: CampaignProps) {
  const { t } = frame;
  const known = publicPeople(people);
  return (
    <>
      <KeyFigures
        items={[
          ...(known === null ? [] : [{ value: String(known), label: t("campaigns.public.figures.people") }]),
          { value: String(texts), label: t("campaigns.public.figures.texts") },
          ...(supporters === 0 ? [] : [{ value: String(supporters), label: t("campaigns.public.figures.supporters") }]),
        ]}
      />
      {known === null && texts > 0 ? <p>{t("campaigns.public.fewPeople")}</p> : null}
    </>
  );
}

function HowCounted({ frame, campaign, roleWords }: CampaignProps) {
  const { lang, t } = frame;
  return (
    <Section title={t("campaigns.public.howTitle")}>
      <p>{t("campaigns.public.how")}</p>
      <p>
        {t("campaigns.public.whoGrouped", {
          role: roleWords(campaign.actingRole),
          date: formatDate(lang, campaign.confirmedAt ?? campaign.madeAt),
        })}
      </p>
    </Section>
  );
}
