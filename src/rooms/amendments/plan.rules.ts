import { isSameText } from "#engine/diff/diff.ts";
import { type ContestedWords, merge } from "#engine/diff/merge.ts";
import type { Operation } from "#engine/diff/operation.ts";
import type { Verdict } from "./list-filter.rules.ts";

/** What taking a passage of an amendment into the draft of an edition would do today. */
export type Plan =
  /** `text` null: the passage goes. */
  | { readonly kind: "applied" | "merged" | "already"; readonly text: string | null }
  | { readonly kind: "conflict"; readonly contested: readonly ContestedWords[] }
  /** The draft does not hold the passage any more. */
  | { readonly kind: "gone" };

type Proposed = {
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
};

export function planOf({ operation, aboutText, proposedText }: Proposed, current: string | null): Plan {
  switch (operation) {
    case "add":
      return current === null ? { kind: "gone" } : { kind: "applied", text: proposedText };
    case "remove":
      if (current === null) return { kind: "already", text: null };
      return isSameText(aboutText, current) ? { kind: "applied", text: null } : whatChanged(aboutText, current);
    case "rewrite":
      return current === null ? { kind: "gone" } : merge(aboutText, proposedText ?? "", current);
    default:
      return operation satisfies never;
  }
}

/** A passage that others changed is not removed over their words. */
function whatChanged(aboutText: string, current: string): Plan {
  const removal = merge(aboutText, "", current);
  const whole = [{ base: aboutText, current, proposed: "" }];
  return { kind: "conflict", contested: removal.kind === "conflict" ? removal.contested : whole };
}

export function canApply(plan: Plan): plan is Extract<Plan, { readonly text: string | null }> {
  return plan.kind === "applied" || plan.kind === "merged" || plan.kind === "already";
}

/** What a page shows and a form sends back: the words that applying makes; empty when it makes none. */
export function resultOf(plan: Plan): string {
  return canApply(plan) ? (plan.text ?? "") : "";
}

export const CHOICES = ["apply", "own", "decline"] as const;
export type Choice = (typeof CHOICES)[number];
export type Outcome = "applied" | "merged" | "in_part" | "declined";

/** What the editor may choose: own words need a place to stand. */
export function choicesFor(plan: Plan): readonly Choice[] {
  if (canApply(plan)) return plan.kind === "already" && plan.text === null ? ["apply", "decline"] : CHOICES;
  return plan.kind === "gone" ? ["decline"] : ["own", "decline"];
}

export function outcomeOf(choice: Choice, plan: Plan): Outcome {
  if (choice === "decline") return "declined";
  if (choice === "own") return "in_part";
  return plan.kind === "merged" ? "merged" : "applied";
}

/** Accepted is all of it as proposed; accepted in part is some of it; anything else changes no word. */
export function verdictFits(verdict: Verdict, outcomes: readonly Outcome[]): boolean {
  const isWhole = outcomes.every((outcome) => outcome === "applied" || outcome === "merged");
  const isNone = outcomes.every((outcome) => outcome === "declined");
  if (verdict === "accepted") return isWhole;
  if (verdict === "partly_accepted") return !isNone;
  return isNone;
}

export type PlanKind = Plan["kind"];

export const PLAN_WORDS = {
  applied: "amendments.plan.applied",
  merged: "amendments.plan.merged",
  already: "amendments.plan.already",
  conflict: "amendments.plan.conflict",
  gone: "amendments.plan.gone",
} as const satisfies Record<PlanKind, string>;

export const PLAN_TONES = {
  applied: "success",
  merged: "progress",
  already: "neutral",
  conflict: "warning",
  gone: "warning",
} as const satisfies Record<PlanKind, string>;

export const OUTCOME_WORDS = {
  applied: "amendments.outcome.applied",
  merged: "amendments.outcome.merged",
  in_part: "amendments.outcome.inPart",
  declined: "amendments.outcome.declined",
} as const satisfies Record<Outcome, string>;
