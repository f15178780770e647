import { Invalid, NotFound } from "#kernel/errors.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Process, processBySlug } from "#rooms/processes";

/** The process of the address; 404 when there is none. */
export async function openProcess(ctx: Context): Promise<Process> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process) throw new NotFound();
  return process;
}

/** One field as it was typed; "" when absent or sent twice. */
export function typedText(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === "string" ? value : "";
}

/** A text that a page has once; sent twice it is another form. */
export function typedOnce(typed: Typed, name: string): string {
  if (Array.isArray(typed[name])) throw new Invalid({ [name]: "themes.formGone" });
  return typedText(typed, name);
}

/** All values of a field that may be sent several times. */
export function typedList(typed: Typed, name: string): readonly string[] {
  return [typed[name] ?? []].flat().filter((value) => value !== "");
}

/** A number of the address, 1 to fifteen digits; 404 for anything else. */
export function numberParam(ctx: Context, name: string): number {
  const text = ctx.params[name] ?? "";
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new NotFound();
  return Number(text);
}

export function pagesOf(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size));
}
