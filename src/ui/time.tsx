import type { VNode } from "preact";
import { formatDate, formatDateTime, formatPartialDate, isPartialDate } from "#kernel/dates.ts";
import { useFrame } from "./frame-context.ts";

type TimeProps = {
  /** A moment (Date or ISO text), or a date as precise as it is known: "2023", "2023-02", "2023-02-28". */
  readonly at: string | Date;
  readonly mode?: "date" | "datetime" | undefined;
  readonly timeZone?: string | undefined;
};

/** In full words for people, exact for machines. */
export function Time({ at, mode = "date", timeZone }: TimeProps): VNode {
  const { lang } = useFrame();
  if (typeof at === "string" && isPartialDate(at)) return <time dateTime={at}>{formatPartialDate(lang, at)}</time>;
  const moment = new Date(at);
  const words = mode === "date" ? formatDate(lang, moment, timeZone) : formatDateTime(lang, moment, timeZone);
  return <time dateTime={moment.toISOString()}>{words}</time>;
}
