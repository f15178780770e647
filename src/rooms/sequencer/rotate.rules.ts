import { parsePolicy } from "#ledger/policy.ts";

/** The policy with one more key of the log, at the address of the others; the same text when it is there already. */
export function policyWith(text: string, vkey: string): string {
  const { logs } = parsePolicy(text);
  if (logs.some(({ key }) => key.vkey === vkey)) return text;
  const url = logs.at(-1)?.url ?? null;
  const lines = text.split("\n");
  const last = lines.findLastIndex((line) => /^[ \t]*log[ \t]/.test(line));
  lines.splice(last + 1, 0, `log ${vkey}${url === null ? "" : ` ${url}`}`);
  const changed = lines.join("\n");
  parsePolicy(changed);
  return changed;
}
