import type { VNode } from "preact";
import { formatDateTime, formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Radios } from "#ui/radios.tsx";
import { Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import { patternWord, REASON_LIMIT, type Signal, type VotesAlike } from "./aside.rules.ts";
import { oddsOf } from "./signals.rules.ts";
import type { VotersProps } from "./voters.view.tsx";

const seenWord = (signal: Signal): string => `${patternWord(signal)}=${signal.verified + signal.guests}`;

/** What is out of the ordinary, what that means and does not mean, and the form that sets one group aside. */
export function Signals(props: VotersProps): VNode {
  const { frame, poll, signals, lookedAt, canSet } = props;
  const { t } = frame;
  const isAlike = signals.some(({ pattern }) => pattern === "alike");
  return (
    <>
      {signals.length === 0 ? <p>{t("voters.signals.none")}</p> : <p>{t("voters.signals.lead")}</p>}
      {isAlike ? <p>{t("voters.signals.notProof")}</p> : null}
      <Muted>
        {t(lookedAt ? "voters.signals.looked" : "voters.signals.notYet")}{" "}
        {lookedAt ? <Time at={lookedAt} mode="datetime" /> : null}
      </Muted>
      {canSet && signals.length > 0 ? <AsideForm {...props} /> : null}
      {canSet || signals.length === 0 ? null : <SignalList {...props} />}
      {signals.length > 0 && poll.isClosed ? <p>{t("voters.error.closed")}</p> : null}
    </>
  );
}

function SignalList({ frame, signals }: VotersProps): VNode {
  return (
    <ul>
      {signals.map((signal) => (
        <li key={seenWord(signal)}>
          {signalWords(frame, signal)} {signal.pattern === "alike" ? whyWords(frame, signal) : null}
        </li>
      ))}
    </ul>
  );
}

function AsideForm({ frame, poll, signals, id, typed, errors }: VotersProps): VNode {
  const { lang, t } = frame;
  const isAside = typed.act !== "back";
  const error = (name: string) => (isAside ? errors.find(({ field }) => field === name)?.message : undefined);
  const options = signals.map((signal) => ({
    value: seenWord(signal),
    text: signalWords(frame, signal),
    hint: signal.pattern === "alike" ? whyWords(frame, signal) : undefined,
  }));
  return (
    <Form frame={frame} action={urls.teamPollVoters(lang, { poll: poll.number })}>
      <Hidden name="act" value="aside" />
      <Hidden name="id" value={id} />
      <Radios
        name="signal"
        label={t("voters.signals.choose")}
        options={options}
        value={typed.signal}
        error={error("signal")}
      />
      <TextArea
        name="reason"
        label={t("voters.signals.reason")}
        hint={t("voters.signals.reasonHint")}
        limit={REASON_LIMIT}
        rows={3}
        value={isAside ? typed.reason : undefined}
        error={error("reason")}
      />
      <Button kind="warning">{t("voters.signals.act")}</Button>
    </Form>
  );
}

/** Times are written as people read them: inside a label there is no room for a piece of page. */
function signalWords({ t, lang }: Frame, signal: Signal): string {
  const { verified, guests } = signal;
  const people = verified + guests;
  if (signal.pattern === "day") {
    const words = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
    return t("voters.signals.day", { people, day: words.format(new Date(`${signal.day}T00:00:00Z`)) });
  }
  const [from, to] = [formatDateTime(lang, signal.fromAt), formatDateTime(lang, signal.toAt)];
  const statements = new Intl.ListFormat(lang).format(signal.statements.map(String));
  return t("voters.signals.alike", { people, verified, guests, count: signal.statements.length, statements, from, to });
}

/** Why it stands out: what was seen beside what one would expect. */
function whyWords({ t, lang }: Frame, { sameBallot, arrivals, alike, expected, chance }: VotesAlike): string {
  const fewer = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  return t("voters.signals.why", {
    same: formatNumber(lang, sameBallot),
    arrivals: formatNumber(lang, arrivals),
    alike: formatNumber(lang, alike),
    expected: fewer.format(expected),
    odds: formatNumber(lang, oddsOf(chance)),
  });
}
