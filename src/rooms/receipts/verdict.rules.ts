/** What a proof is checked for, in this order. */
export const STEPS = ["file", "signature", "place", "text", "witnesses"] as const;
export type Step = (typeof STEPS)[number];

export type StepResult = {
  readonly step: Step;
  /**
   * `waiting`: nothing is false, and witnesses are missing. `unasked`: the policy asks for no witness. `unseen`: an earlier
   * check failed.
   */
  readonly result: "right" | "wrong" | "waiting" | "unasked" | "unseen";
};

/** The words that a proof is about. */
export type WrittenText = { readonly title: string; readonly body: string; readonly content: string };

/** What became of a promise. */
export type PromiseVerdict =
  | { readonly state: "unsigned" }
  | { readonly state: "ballot"; readonly dueAt: Date }
  | {
      readonly state: "kept" | "waiting" | "broken";
      readonly code: string;
      readonly receivedAt: string;
      readonly dueAt: Date;
    };
