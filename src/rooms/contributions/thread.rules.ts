import type { Verdict } from "./contribution.rules.ts";

/**
 * What a contribution is tied to, one row a link, each with the date the link was made. A new kind of link is: one line here,
 * one block of `listLinks` (thread.queries.ts), one entry of `STEPS` (thread.view.tsx). Dates in facts are ISO texts.
 */
export type LinkFacts = {
  readonly discussed: { readonly number: number };
  readonly campaign: { readonly number: number; readonly name: string; readonly count: number };
  readonly statement: {
    readonly poll: number;
    readonly number: number;
    readonly text: string;
    readonly language: string;
  };
  readonly theme: { readonly code: string; readonly name: string };
  readonly claim: { readonly number: number; readonly text: string };
  readonly decision: { readonly number: number; readonly verdict: Verdict; readonly isInForce: boolean };
  readonly change: {
    readonly number: number;
    readonly kind: string;
    readonly nodeCode: string | null;
    readonly anchor: string | null;
  };
  readonly edition: { readonly edition: number; readonly label: string };
  readonly objective: { readonly edition: number; readonly code: string; readonly title: string };
  readonly measure: {
    readonly edition: number;
    readonly code: string;
    readonly value: number;
    readonly unit: string;
    readonly on: string | null;
  };
};

export type ThreadLink = {
  [Kind in keyof LinkFacts]: {
    readonly kind: Kind;
    readonly at: Date | null;
    readonly facts: LinkFacts[Kind];
  };
}[keyof LinkFacts];
