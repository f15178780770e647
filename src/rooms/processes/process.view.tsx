import { urls } from "#kernel/urls.ts";
import { ButtonLink } from "#ui/button.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { rich } from "#ui/rich.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Lead } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type PhaseFacts, PhaseSection } from "./phase.view.tsx";
import type { ProcessRecord } from "./record.rules.ts";
import { RecordLinks } from "./record.view.tsx";

export type ProcessPageData = {
  readonly process: {
    readonly slug: string;
    readonly title: string;
    readonly summary: string;
    readonly authority: string;
    readonly language: string;
    readonly followUp: string;
    readonly needsSecondReader: boolean;
  };
  readonly phases: readonly PhaseFacts[];
  readonly meter: { readonly answered: number; readonly total: number };
  readonly record: ProcessRecord;
  /** Absent when this person may not read it yet. */
  readonly text: {
    readonly slug: string;
    readonly title: string;
    readonly language: string;
    readonly edition: number;
    readonly label: string;
    readonly editions: number;
  } | null;
  /** End of the phase in which this person may contribute now. */
  readonly openUntil: Date | null;
};

export function ProcessView({ frame, ...data }: { readonly frame: Frame } & ProcessPageData) {
  const { lang, t } = frame;
  const { process, openUntil } = data;
  const own = process.language === lang ? undefined : process.language;
  return (
    <Page
      frame={frame}
      title={process.title}
      description={process.summary}
      ownHeading
      breadcrumb={[{ text: t("processes.list.title"), href: urls.processes(lang) }]}
    >
      <h1 lang={own}>{process.title}</h1>
      <div lang={own}>
        <Lead>{process.summary}</Lead>
      </div>
      {openUntil ? (
        <>
          <Inset>{rich(t, "processes.openSentence", { date: <Time at={openUntil} /> })}</Inset>
          <ButtonLink href={urls.contributeStart(lang, { process: process.slug })}>
            {t("processes.participate")}
          </ButtonLink>
        </>
      ) : (
        <Inset>{t("processes.closedSentence")}</Inset>
      )}
      <SummaryList
        title={t("processes.facts.title")}
        rows={[
          { key: t("processes.facts.authority"), value: <span lang={own}>{process.authority}</span> },
          {
            key: t("processes.facts.until"),
            value: openUntil ? <Time at={openUntil} /> : t("processes.facts.notOpen"),
          },
          {
            key: t("processes.facts.followUp"),
            value: process.followUp ? <span lang={own}>{process.followUp}</span> : t("processes.facts.noFollowUp"),
          },
          {
            key: t("processes.facts.review"),
            value: t(process.needsSecondReader ? "processes.facts.reviewed" : "processes.facts.notReviewed"),
          },
          { key: t("processes.facts.text"), value: <TextLinks frame={frame} text={data.text} /> },
        ]}
      />
      <Section title={t("processes.answers.title")} id="reponses">
        <Meter frame={frame} {...data.meter} />
        <RecordLinks frame={frame} process={process} contributions={data.meter.total} record={data.record} />
      </Section>
      <Section title={t("processes.phases.title")} id="calendrier">
        {data.phases.length === 0 ? <p>{t("processes.phases.empty")}</p> : null}
        {data.phases.map((phase) => (
          <PhaseSection key={phase.id} frame={frame} phase={phase} language={process.language} />
        ))}
      </Section>
    </Page>
  );
}

function TextLinks({ frame, text }: { readonly frame: Frame; readonly text: ProcessPageData["text"] }) {
  const { lang, t } = frame;
  if (!text) return <>{t("processes.facts.noText")}</>;
  const params = { document: text.slug };
  return (
    <>
      <a
        href={urls.edition(lang, { ...params, edition: text.edition })}
        lang={text.language === lang ? undefined : text.language}
      >
        {text.title}
      </a>{" "}
      {t("processes.facts.edition", { number: text.edition })}
      {text.editions > 1 ? (
        <>
          {" – "}
          <a href={urls.comparison(lang, params, { de: text.edition - 1, a: text.edition })}>
            {t("processes.facts.compare")}
          </a>
        </>
      ) : null}
    </>
  );
}

function Meter({ frame, answered, total }: { frame: Frame; answered: number; total: number }) {
  const { t } = frame;
  if (total === 0) return <p>{t("processes.answers.none")}</p>;
  return (
    <Progress value={answered} max={total}>
      {t("processes.meter", { answered, total })}
    </Progress>
  );
}
