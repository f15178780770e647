import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { rich } from "#ui/rich.tsx";
import { Warning } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { OwnLot } from "./count.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly poll: number;
  readonly lots: readonly OwnLot[];
  /** Ballots in no published lot yet: an acknowledgement promises them. */
  readonly waiting: number;
  /** The key of the question will be destroyed: older questions have none of their own. */
  readonly hasKey: boolean;
};

/** What a voter can take away: the proof of the votes that are in the journal, the promise for the others. */
export function OwnProofsView({ frame, poll, lots, waiting, hasKey }: Props): VNode {
  const { lang, t } = frame;
  const published = lots.filter((lot) => lot.isPublished);
  return (
    <Section title={t("ballots.own.title")} id="preuves">
      <p>{t("ballots.own.what")}</p>
      {published.length > 0 ? (
        <ul>
          {published.map(({ id, number, own, sealedAt }) => (
            <li key={id}>
              <a href={urls.pollProof(lang, { poll, lot: id })} download>
                {t("ballots.own.proof", { number, count: own })}
              </a>{" "}
              {rich(t, "ballots.own.sealed", { at: <Time at={sealedAt} mode="datetime" /> })}
            </li>
          ))}
        </ul>
      ) : null}
      {waiting > 0 ? (
        <>
          <p>{t("ballots.own.waiting", { count: waiting })}</p>
          <p>
            <a href={urls.pollAcknowledgement(lang, { poll })} download>
              {t("ballots.own.acknowledgement")}
            </a>
          </p>
        </>
      ) : null}
      <Warning>{t("ballots.own.shows")}</Warning>
      {hasKey ? <p>{t("ballots.own.key")}</p> : null}
      <p>
        {rich(t, "ballots.own.check", {
          check: <a href={urls.verifyProof(lang)}>{t("ballots.own.checkLink")}</a>,
          count: <a href={urls.pollBallots(lang, { poll })}>{t("ballots.own.countLink")}</a>,
        })}
      </p>
    </Section>
  );
}
