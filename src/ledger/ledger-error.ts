/** What is not exactly as the specification says. The message names the rule, in English; nothing is ever repaired. */
export class LedgerError extends Error {
  override readonly name: string = "LedgerError";
}
