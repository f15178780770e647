import { Invalid } from "#kernel/errors.ts";
import type { NodeId, ProcessId } from "#kernel/ids.ts";
import type { Sql } from "#platform/db.ts";
import { nodesByCode } from "./desk.queries.ts";

const MOST = 50;

/** The elements that a person named by their codes: "1.2, A3-b". Throws on one that the text does not hold. */
export async function nodesTyped(sql: Sql, processId: ProcessId, typed: string): Promise<readonly NodeId[]> {
  const codes = [...new Set(typed.split(/[\s,;]+/).filter((code) => code !== ""))];
  if (codes.length > MOST) throw new Invalid({ codes: "polls.error.manyCodes" });
  if (codes.length === 0) return [];
  const { ids, unknown } = await nodesByCode(sql, processId, codes);
  if (unknown.length > 0)
    throw new Invalid({ codes: "polls.error.unknownCode" }, { code: unknown[0]?.slice(0, 40) ?? "" });
  return ids;
}
