import type { Command } from "#platform/command.ts";
import { exitCodes } from "#platform/failure.ts";
import type { Invariant } from "#platform/invariant.ts";
import { countRecord, examine, type Finding } from "./examine.queries.ts";

const SHOWN = 5;

function lineOf({ id, rule, sentence, offenders }: Finding): string {
  const name = `${String(rule).padStart(2)}  ${id}`;
  if (offenders.length === 0) return `ok      ${name}`;
  const more = offenders.length > SHOWN ? `, and ${offenders.length - SHOWN} more` : "";
  return `BROKEN  ${name}: ${offenders.length}\n        ${sentence}\n        ${offenders.slice(0, SHOWN).join("; ")}${more}`;
}

/** `invariants` are those of every room: the doctor knows none by name. */
export function doctorCommand(invariants: () => readonly Invariant[]): Command {
  return {
    name: "doctor",
    summary: "Recompute everything that must always hold and say what breaks it.",
    options: [],
    printsData: true,
    async run({ sql, out }) {
      const findings: Finding[] = [];
      for await (const finding of examine(sql, invariants())) {
        findings.push(finding);
        out.line(lineOf(finding));
      }
      const broken = findings.filter(({ offenders }) => offenders.length > 0);
      const totals = await countRecord(sql);
      out.data(
        {
          ...totals,
          invariants: findings.length,
          broken: broken.map(({ offenders, ...finding }) => ({
            ...finding,
            count: offenders.length,
            first: offenders.slice(0, SHOWN),
          })),
        },
        [
          `${totals.contributions} contributions, ${totals.published} published, ${totals.answered} answered`,
          `${findings.length} invariants, ${broken.length} broken`,
        ],
      );
      return broken.length === 0 ? 0 : exitCodes.broken;
    },
  };
}
