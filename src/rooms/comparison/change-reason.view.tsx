import { Fragment } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Prose } from "#ui/prose.tsx";

export type ReasonShown = {
  readonly number: number;
  readonly editorialReason: string | null;
  readonly decisions: readonly {
    readonly number: number;
    /** The verdict in words. */
    readonly verdict: string;
    readonly reason: string;
    readonly language: string;
    readonly contributions: number;
    readonly first: readonly number[];
  }[];
  readonly passageId?: string | null;
  readonly nodeId?: string | null;
  /** Decisions beyond those shown: they are on the page of the change. */
  readonly more?: number;
};

type Props = { readonly frame: Frame; readonly documentSlug: string; readonly reasons: readonly ReasonShown[] };

/** Why a passage or an element changed, with the ways to the change, its decisions and the contributions they answer. */
export function ReasonLines({ frame, documentSlug, reasons }: Props) {
  const { lang, t } = frame;
  if (reasons.length === 0) return null;
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason.number}>
          <a href={urls.change(lang, { document: documentSlug, change: reason.number })}>
            {t("comparison.reason.change", { number: reason.number })}
          </a>
          {reason.editorialReason ? ` ${t("comparison.reason.editorial", { reason: reason.editorialReason })}` : null}
          {reason.decisions.length === 0 ? null : (
            <ul>
              {reason.decisions.map((decision) => (
                <DecisionLine key={decision.number} frame={frame} decision={decision} />
              ))}
              {(reason.more ?? 0) > 0 ? <li>{t("comparison.reason.more", { count: reason.more ?? 0 })}</li> : null}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function DecisionLine({
  frame,
  decision,
}: {
  readonly frame: Frame;
  readonly decision: ReasonShown["decisions"][number];
}) {
  const { lang, t } = frame;
  const { number, verdict, contributions, first } = decision;
  return (
    <li>
      <a href={urls.decision(lang, { number })}>{t("comparison.reason.decided", { number, verdict })}</a>
      {" : "}
      <Prose text={decision.reason} lang={decision.language} inline />
      {contributions === 0 ? null : (
        <>
          {" "}
          {t("comparison.reason.contributions", { count: contributions })}{" "}
          {first.map((one, index) => (
            <Fragment key={one}>
              {index > 0 ? ", " : null}
              <a href={urls.contribution(lang, { number: one })}>
                {t("comparison.reason.contribution", { number: one })}
              </a>
            </Fragment>
          ))}
          {contributions > first.length ? t("comparison.reason.others") : null}
        </>
      )}
    </li>
  );
}
