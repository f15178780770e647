import { saysSomething } from "#engine/text/says-something.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { VERDICTS, verdictKey } from "#rooms/decisions";
import type { FieldError } from "#ui/frame.ts";
import type { AccountValues, Search } from "./account.view.tsx";
import { typedList, typedText } from "./open-draft.routes.ts";

const EDITORIAL_LIMIT = 2_000;

export type TypedAccount = { readonly decisions: readonly number[]; readonly editorialReason: string | null };

/** What was typed of an account: decisions with an editorial reason besides or not, or an editorial reason alone. */
export function typedAccount(ctx: Context, typed: Typed): TypedAccount | FieldError {
  const fault = (field: string, message: string): FieldError => ({ field, message });
  const why = typedText(typed, "why");
  const field = why === "editorial" ? "reason" : "also";
  const reason = typedText(typed, field).trim();
  if (why !== "decisions" && why !== "editorial") return fault("why", ctx.t("editions.error.why"));
  if (why === "editorial" && !saysSomething(reason)) return fault("reason", ctx.t("editions.error.reason"));
  if (reason.length > EDITORIAL_LIMIT)
    return fault(field, ctx.t("editions.error.longReason", { limit: EDITORIAL_LIMIT }));
  const ticked = typedList(typed, "decision");
  if (!ticked.every((text) => /^[1-9]\d{0,14}$/.test(text)))
    return fault("decision", ctx.t("editions.error.unknownDecision"));
  if (why === "editorial") return { decisions: [], editorialReason: reason };
  if (ticked.length === 0) return fault("decision", ctx.t("editions.error.noDecision"));
  return { decisions: ticked.map(Number), editorialReason: saysSomething(reason) ? reason : null };
}

export function typedValues(typed: Typed): AccountValues {
  return {
    why: typedText(typed, "why"),
    decisions: typedList(typed, "decision"),
    reason: typedText(typed, "reason"),
    also: typedText(typed, "also"),
  };
}

/** What decisions are looked for: from the form that was sent, or from the address. */
export function searchOf(ctx: Context, typed?: Typed): Search {
  const read = (name: string) => (typed ? typedText(typed, name) : ctx.queryText(name));
  const verdict = VERDICTS.find((known) => known === read("suite")) ?? "";
  const verdicts = VERDICTS.map((value) => ({ value, text: ctx.t(verdictKey(value)) }));
  return { words: read("texte").trim(), verdict, verdicts };
}

/** Numbers of decisions as ticked; anything else is left out. */
export function tickedNumbers(values: AccountValues): readonly number[] {
  return values.decisions.filter((text) => /^\d{1,15}$/.test(text)).map(Number);
}
