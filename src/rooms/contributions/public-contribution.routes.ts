import { NotFound } from "#kernel/errors.ts";
import type { Context } from "#platform/http/context.ts";
import { mayReadProcess } from "#rooms/processes";
import { contributionByNumber } from "./contribution.queries.ts";
import { erasedByNumber } from "./erased.queries.ts";
import type { ErasedContribution } from "./erased.rules.ts";
import type { PublicContribution } from "./public-contribution.rules.ts";

function numberOf(ctx: Context): number | null {
  return /^[1-9]\d{0,14}$/.test(ctx.params.number ?? "") ? Number(ctx.params.number) : null;
}

/** What is left of the contribution of the address when it was published and then erased. */
export async function erasedContribution(ctx: Context): Promise<ErasedContribution | null> {
  const number = numberOf(ctx);
  const found = number === null ? null : await erasedByNumber(ctx.sql, number);
  return found && (await mayReadProcess(ctx.sql, found.processId, ctx.viewer)) ? found : null;
}

/** The public contribution of the address, for who may read its process. */
export async function publicContribution(ctx: Context): Promise<PublicContribution> {
  const number = numberOf(ctx);
  const found = number === null ? null : await contributionByNumber(ctx.sql, number);
  if (!found || !(await mayReadProcess(ctx.sql, found.processId, ctx.viewer))) throw new NotFound();
  return found;
}
