import { Invalid } from "#kernel/errors.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { POLL_FIELDS, type TypedPoll } from "./poll-form.rules.ts";

export const textOf = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === "string" ? value : "";
};

/** The fields of a form of which each stands once: sent twice, one says nothing, and must not empty what was there. */
export async function fieldsOf(ctx: Context): Promise<Typed> {
  const { fields } = await ctx.form();
  const twice = Object.keys(fields).find((name) => typeof fields[name] !== "string");
  if (twice !== undefined) throw new Invalid({ [twice.slice(0, 40)]: "polls.error.form" });
  return fields;
}

/** The fields of a question, each once. */
export function typedPoll(fields: Typed): TypedPoll {
  return Object.fromEntries(POLL_FIELDS.map((name) => [name, textOf(fields, name)])) as TypedPoll;
}
