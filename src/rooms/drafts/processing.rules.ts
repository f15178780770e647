import type { Role } from "#kernel/viewer.ts";

/** Who keeps the register of processing. */
export const REGISTRARS = ["administrator"] as const satisfies readonly Role[];

export type Sending = { readonly url: string; readonly model: string; readonly purpose: string };
type Entry = { readonly host: string; readonly model: string; readonly purpose: string };

/** The server as people know it: its name, and its port when it has one. */
export const hostOf = (url: string): string => new URL(url).host;

/** An entry covers exactly the sending it describes: another server, model or purpose needs another. */
export function isSameProcessing(sending: Sending, entry: Entry): boolean {
  return hostOf(sending.url) === entry.host && sending.model === entry.model && sending.purpose === entry.purpose;
}
