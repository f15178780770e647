import { formatDate } from "#kernel/dates.ts";
import type { Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { inLang, lastMoment, type PhaseKind, type PhaseState, phaseState } from "./process.rules.ts";

export type PhaseFacts = {
  readonly id: string;
  readonly kind: PhaseKind;
  readonly title: string;
  readonly titleEn: string;
  readonly plannedOpensAt: Date;
  readonly plannedClosesAt: Date;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly isOpen: boolean;
  readonly hasBegun: boolean;
  readonly circles: readonly {
    readonly circleId: string;
    readonly name: string;
    readonly nameEn: string;
    readonly mayRead: boolean;
    readonly mayContribute: boolean;
    readonly mayVote: boolean;
  }[];
};

const TONES = { planned: "neutral", open: "progress", closed: "neutral", answered: "success" } as const;
const STATES: Readonly<Record<PhaseState, MessageKey>> = {
  planned: "processes.state.planned",
  open: "processes.state.open",
  closed: "processes.state.closed",
  answered: "processes.state.answered",
};

export function PhaseStatus({ frame, phase }: { readonly frame: Frame; readonly phase: PhaseFacts }) {
  const state = phaseState(phase);
  return <Status tone={TONES[state]}>{frame.t(STATES[state])}</Status>;
}

/** "Dates prévues : du 14 au 16 mars." What begins and ends on one day has one date. */
function FromTo({ frame, name, from, to }: FromToProps) {
  const { lang, t } = frame;
  const isOneDay = formatDate(lang, from) === formatDate(lang, to);
  return (
    <p>
      {isOneDay
        ? rich(t, `processes.dates.${name}Day`, { date: <Time at={from} /> })
        : rich(t, `processes.dates.${name}`, { from: <Time at={from} />, to: <Time at={to} /> })}
    </p>
  );
}
type FromToProps = {
  readonly frame: Frame;
  readonly name: "planned" | "actual";
  readonly from: Date;
  readonly to: Date;
};

/** Planned dates and what really happened, in words. */
export function PhaseDates({ frame, phase }: { readonly frame: Frame; readonly phase: PhaseFacts }) {
  const { t } = frame;
  const { openedAt, closedAt } = phase;
  return (
    <>
      <FromTo frame={frame} name="planned" from={phase.plannedOpensAt} to={lastMoment(phase.plannedClosesAt)} />
      {openedAt && closedAt ? <FromTo frame={frame} name="actual" from={openedAt} to={lastMoment(closedAt)} /> : null}
      {openedAt && !closedAt ? <p>{rich(t, "processes.dates.opened", { from: <Time at={openedAt} /> })}</p> : null}
      {phase.answeredAt ? <p>{rich(t, "processes.dates.answered", { date: <Time at={phase.answeredAt} /> })}</p> : null}
    </>
  );
}

type SectionProps = { readonly frame: Frame; readonly phase: PhaseFacts; readonly language: string };

export function PhaseSection({ frame, phase, language }: SectionProps) {
  const { lang, t } = frame;
  const title = inLang(lang, { fr: phase.title, en: phase.titleEn });
  const foreign = lang === "fr" && language !== "fr" ? language : undefined;
  const allowed = phase.circles.filter((circle) => circle.mayRead || circle.mayContribute || circle.mayVote);
  return (
    <article>
      <h3 lang={foreign}>{title}</h3>
      <p>
        <PhaseStatus frame={frame} phase={phase} />
      </p>
      <PhaseDates frame={frame} phase={phase} />
      {allowed.length > 0 ? (
        <ul>
          {allowed.map((circle) => (
            <li key={circle.name}>
              {t("processes.circle", {
                name: inLang(lang, { fr: circle.name, en: circle.nameEn }),
                rights: rightsInWords(frame, circle),
              })}
            </li>
          ))}
        </ul>
      ) : (
        <Muted>{t("processes.noCircle")}</Muted>
      )}
    </article>
  );
}

function rightsInWords({ lang, t }: Frame, circle: PhaseFacts["circles"][number]): string {
  const words = [
    circle.mayRead ? t("processes.rights.read") : "",
    circle.mayContribute ? t("processes.rights.contribute") : "",
    circle.mayVote ? t("processes.rights.vote") : "",
  ].filter(Boolean);
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(words);
}
