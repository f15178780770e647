import { formatDate } from "#kernel/dates.ts";
import type { Lang } from "#kernel/lang.ts";
import { urls } from "#kernel/urls.ts";
import { ButtonGroup, ButtonLink } from "#ui/button.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { Prose } from "#ui/prose.tsx";
import { Inset } from "#ui/text.tsx";

type HomeProcess = {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  readonly language: string;
  readonly documentSlug: string | null;
  readonly edition: number | null;
  readonly openUntil: Date | null;
  readonly polls: readonly { readonly number: number; readonly title: string; readonly language: string }[];
  readonly total: number;
  readonly answered: number;
};
type Props = { readonly frame: Frame; readonly processes: readonly HomeProcess[] };

export function HomeView({ frame, processes }: Props) {
  const { lang, t } = frame;
  const isOpen = ({ openUntil, polls }: HomeProcess) => openUntil !== null || polls.length > 0;
  const open = processes.filter(isOpen);
  const answered = processes.filter((process) => !isOpen(process) && process.total > 0);
  return (
    <Page frame={frame} title={t("pages.homeTitle")} lead={t("pages.homeLead")}>
      <Section title={t("pages.homeOpen")}>
        {open.length === 0 ? <Inset>{t("pages.homeNothingOpen")}</Inset> : null}
        {open.map((process) => (
          <OpenProcess key={process.slug} frame={frame} process={process} />
        ))}
      </Section>
      {answered.length > 0 ? (
        <Section title={t("pages.homeAnswered")}>
          {answered.map((process) => (
            <AnsweredProcess key={process.slug} frame={frame} process={process} />
          ))}
        </Section>
      ) : null}
      <Section title={t("pages.homeReceipt")}>
        <p>{t("pages.homeReceiptText")}</p>
        <p>
          <a href={urls.receiptSearch(lang)}>{t("pages.homeReceiptLink")}</a>
        </p>
      </Section>
      <Section title={t("pages.homeOfflineTitle")}>
        <p>{t("pages.homeOfflineText")}</p>
        <p>
          <a href={urls.offline(lang)}>{t("pages.homeOfflineLink")}</a>
        </p>
      </Section>
      <p>
        <a href={urls.processes(lang)}>{t("pages.homeOther")}</a>
      </p>
    </Page>
  );
}

type ProcessProps = { readonly frame: Frame; readonly process: HomeProcess };

function readingAddress(lang: Lang, process: HomeProcess): string {
  const { documentSlug, edition, slug } = process;
  return documentSlug && edition !== null
    ? urls.edition(lang, { document: documentSlug, edition })
    : urls.process(lang, { process: slug });
}

function Title({ frame, process }: ProcessProps) {
  return (
    <h3 lang={process.language === frame.lang ? undefined : process.language}>
      <a href={urls.process(frame.lang, { process: process.slug })}>{process.title}</a>
    </h3>
  );
}

function OpenProcess({ frame, process }: ProcessProps) {
  const { lang, t } = frame;
  return (
    <>
      <Title frame={frame} process={process} />
      {process.openUntil ? (
        <p>
          <strong>{t("pages.homeUntil", { date: formatDate(lang, process.openUntil) })}</strong> {t("pages.homeTime")}
        </p>
      ) : null}
      <ButtonGroup>
        {process.openUntil ? (
          <ButtonLink href={urls.contributeStart(lang, { process: process.slug })}>
            {t("pages.homeParticipate")}
          </ButtonLink>
        ) : null}
        <ButtonLink kind="secondary" href={readingAddress(lang, process)}>
          {t("pages.homeRead")}
        </ButtonLink>
      </ButtonGroup>
      {process.polls.length > 0 ? (
        <>
          <p>{t("pages.homePolls", { count: process.polls.length })}</p>
          <ul>
            {process.polls.map(({ number, title, language }) => (
              <li key={number}>
                <a href={urls.poll(lang, { poll: number })} lang={language === lang ? undefined : language}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Prose text={process.summary} lang={process.language} />
      <p>{t("pages.homeBy", { authority: process.authority })}</p>
    </>
  );
}

function AnsweredProcess({ frame, process }: ProcessProps) {
  const { lang, t } = frame;
  const { slug, documentSlug, edition, total, answered } = process;
  const changes =
    documentSlug && edition !== null && edition > 1
      ? [{ text: t("pages.homeSeeChanges"), href: urls.changes(lang, { document: documentSlug, edition }) }]
      : [];
  return (
    <>
      <Title frame={frame} process={process} />
      <Progress value={answered} max={total}>
        {t("pages.homeAnsweredText", { answered, total })}
      </Progress>
      <LinkList
        items={[
          { text: t("pages.homeSeeDecisions"), href: urls.processDecisions(lang, { process: slug }) },
          ...changes,
          { text: t("pages.homeSeeContributions"), href: urls.processContributions(lang, { process: slug }) },
        ]}
      />
    </>
  );
}
