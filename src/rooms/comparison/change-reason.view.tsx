import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";

export type ReasonShown = {
  readonly number: number;
  readonly editorialReason: string | null;
  readonly decisions: readonly { readonly number: number; readonly contributions: number }[];
};

type Props = { readonly frame: Frame; readonly documentSlug: string; readonly reasons: readonly ReasonShown[] };

/** Why a passage or a title changed, with the ways to the change, its decisions and the contributions they answer. */
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
          {reason.decisions.map((decision) => (
            <span key={decision.number}>
              {", "}
              <a href={urls.decision(lang, { number: decision.number })}>
                {t("comparison.reason.decision", { number: decision.number, count: decision.contributions })}
              </a>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
