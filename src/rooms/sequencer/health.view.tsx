import { formatNumber } from "#kernel/dates.ts";
import { fixedUrls, journalNotice, urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Status, type Tone } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Code, Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import {
  type AlarmName,
  alarmsOf,
  durationOf,
  type Health,
  type Notice,
  nameOfKey,
  publicReason,
  type WitnessState,
} from "./health.rules.ts";
import { type ProgramFacts, ProgramFile } from "./program-file.view.tsx";

type Props = {
  readonly frame: Frame;
  readonly health: Health;
  readonly witnesses: readonly WitnessState[];
  readonly notices: readonly Notice[];
  readonly verifier: ProgramFacts | null;
  readonly witnessProgram: ProgramFacts | null;
  readonly siteUrl: string;
};

const TONES: Readonly<Record<AlarmName, Tone>> = {
  frozen: "danger",
  notBegun: "neutral",
  late: "warning",
  refused: "warning",
  witness: "warning",
};

export function HealthView({ frame, health, witnesses, notices, verifier, witnessProgram, siteUrl }: Props) {
  const { lang, t } = frame;
  const alarms = alarmsOf(health, witnesses);
  const [gravest] = alarms;
  return (
    <Page
      frame={frame}
      title={t("sequencer.stateTitle")}
      lead={t("sequencer.stateLead")}
      breadcrumb={[{ text: t("journal.title"), href: urls.journal(lang) }, { text: t("sequencer.stateTitle") }]}
    >
      <p>
        <Status tone={gravest ? TONES[gravest] : "success"}>{t(`sequencer.verdict.${gravest ?? "inOrder"}`)}</Status>
      </p>
      {alarms.map((alarm) => (
        <Inset key={alarm}>
          <p>{t(`sequencer.means.${alarm}`)}</p>
          <p>{t(`sequencer.todo.${alarm}`)}</p>
        </Inset>
      ))}
      <Figures frame={frame} health={health} />
      <Witnesses {...{ frame, witnesses, witnessProgram, siteUrl }} />
      {notices.length > 0 ? (
        <Section title={t("sequencer.noticesTitle")}>
          <p>{t("sequencer.noticesText")}</p>
          <ul>
            {notices.map(({ digest, at }) => (
              <li key={digest}>
                <a href={journalNotice({ digest })}>
                  {t("sequencer.notice")} <Time at={at} mode="datetime" />
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t("sequencer.checkTitle")}>
        <p>
          {rich(t, "sequencer.checkText", {
            leaves: <a href={urls.journalLeaves(lang)}>{t("sequencer.leavesTitle")}</a>,
          })}
        </p>
        <ul>
          {(["checkpoint", "policy", "health"] as const).map((name) => (
            <li key={name}>
              <a href={ADDRESSES[name]}>
                <Code>{ADDRESSES[name]}</Code>
              </a>{" "}
              {t(`sequencer.address.${name}`)}
            </li>
          ))}
        </ul>
        {verifier ? <ProgramFile frame={frame} program={verifier} siteUrl={siteUrl} /> : null}
      </Section>
    </Page>
  );
}

const ADDRESSES = {
  checkpoint: fixedUrls.journalCheckpoint,
  policy: fixedUrls.journalPolicy,
  health: fixedUrls.journalHealth,
} as const;

function Figures({ frame, health }: Pick<Props, "frame" | "health">) {
  const { lang, t } = frame;
  const { publishedAt, queueDepth, oldestQueuedSeconds: oldest, examinedAt, frozenSince } = health;
  const ago = (seconds: number): string => {
    const { unit, count } = durationOf(seconds);
    return t(`sequencer.${unit}`, { count });
  };
  const waiting = t("sequencer.waiting", { count: queueDepth });
  return (
    <SummaryList
      title={t("sequencer.figuresTitle")}
      rows={[
        { key: t("sequencer.size"), value: t("sequencer.leafCount", { count: health.publishedSize ?? 0 }) },
        {
          key: t("sequencer.lastCheckpoint"),
          value: publishedAt ? (
            <>
              <Time at={publishedAt} mode="datetime" />{" "}
              {t("sequencer.ago", { duration: ago(health.checkpointAgeSeconds ?? 0) })}
            </>
          ) : (
            t("sequencer.never")
          ),
        },
        {
          key: t("sequencer.queue"),
          value: oldest === null ? waiting : `${waiting} ${t("sequencer.oldest", { duration: ago(oldest) })}`,
        },
        { key: t("sequencer.refused"), value: formatNumber(lang, health.refused) },
        {
          key: t("sequencer.frozen"),
          value:
            health.frozenBecause === null ? (
              t("sequencer.notFrozen")
            ) : (
              <>
                {t("sequencer.frozenSince")} {frozenSince ? <Time at={frozenSince} mode="datetime" /> : null}{" "}
                <Code>{publicReason(health.frozenBecause)}</Code>
              </>
            ),
        },
        {
          key: t("sequencer.examined"),
          value: examinedAt ? <Time at={examinedAt} mode="datetime" /> : t("sequencer.never"),
        },
      ]}
    />
  );
}

type WitnessesProps = Pick<Props, "frame" | "witnesses" | "witnessProgram" | "siteUrl">;

function Witnesses({ frame, witnesses, witnessProgram, siteUrl }: WitnessesProps) {
  const { t } = frame;
  return (
    <Section title={t("sequencer.witnessesTitle")}>
      <p>{t("sequencer.witnessesText")}</p>
      <DataTable
        caption={t("sequencer.witnessesTitle")}
        captionHidden
        empty={t("sequencer.noWitness")}
        columns={[
          { head: t("sequencer.witness") },
          { head: t("sequencer.witnessSize"), numeric: true },
          { head: t("sequencer.witnessTime") },
          { head: t("sequencer.witnessState") },
        ]}
        rows={witnesses.map(({ vkey, size, cosignedAt, failure }) => [
          nameOfKey(vkey),
          formatNumber(frame.lang, size),
          cosignedAt ? <Time key="at" at={cosignedAt} mode="datetime" /> : t("sequencer.never"),
          failure === null ? t("sequencer.witnessWell") : `${t("sequencer.witnessFailed")} ${failure}`,
        ])}
      />
      {witnessProgram ? <ProgramFile frame={frame} program={witnessProgram} siteUrl={siteUrl} /> : null}
    </Section>
  );
}
