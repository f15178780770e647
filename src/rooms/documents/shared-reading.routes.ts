import type { Context } from "#platform/http/context.ts";
import type { Edition } from "./edition.rules.ts";
import { type PublishedEdition, readPublished } from "./published-edition.queries.ts";
import { openReading, type Reading } from "./reading.queries.ts";

/** The document of the address as this audience may read it, loaded once per revision. */
export async function sharedReading(ctx: Context): Promise<Reading> {
  const slug = ctx.params.document ?? "";
  return await ctx.shared(`reading ${slug}`, () => openReading(ctx.sql, slug, ctx.viewer));
}

export async function sharedEdition(ctx: Context, { id }: Edition): Promise<PublishedEdition> {
  return await ctx.shared(`edition ${id}`, () => readPublished(ctx.sql, id));
}
