import { describe, expect, it } from "vitest";
import {
  type Answers,
  canOpen,
  type DraftFacts,
  isComplete,
  nextStep,
  STEP_WORDS,
  stepBefore,
  stepOfWord,
  stepsOf,
} from "./draft.rules.ts";

const draft = (answers: Answers, more: Partial<DraftFacts> = {}): DraftFacts => ({
  answers,
  passageText: "Un passage.",
  personId: null,
  channel: "online",
  ...more,
});
const person = "00000000-0000-4000-8000-000000000001";
const full: Answers = { kind: "comment", body: "Oui", voice: "anonymous", wantsAnswer: false };

describe("the pages of the form", () => {
  it("ask one thing after the other, the rewriting for amendments only", () => {
    expect(stepsOf(draft({}))).toEqual(["kind", "words", "voice", "answer", "check"]);
    expect(stepsOf(draft({ kind: "amendment" }))).toEqual(["kind", "rewriting", "words", "voice", "answer", "check"]);
  });

  it("ask no address of who has an account, unless they type for somebody else", () => {
    expect(stepsOf(draft({}, { personId: person }))).not.toContain("answer");
    expect(stepsOf(draft({}, { personId: person, channel: "paper" }))).toContain("answer");
  });

  it("go to the first page without an answer, then to the check page", () => {
    expect(nextStep(draft({}))).toBe("kind");
    expect(nextStep(draft({ kind: "comment" }))).toBe("words");
    expect(nextStep(draft(full))).toBe("check");
    expect(nextStep(draft({ ...full, kind: "amendment" }))).toBe("rewriting");
    expect(nextStep(draft({ ...full, kind: "amendment", proposedText: "x" }, { passageText: null }))).toBe("kind");
  });

  it("open only when those before are answered, and lead back", () => {
    expect(canOpen("check", draft({ kind: "comment" }))).toBe(false);
    expect(canOpen("words", draft({ kind: "comment" }))).toBe(true);
    expect(canOpen("rewriting", draft(full))).toBe(false);
    expect(stepBefore("kind", draft(full))).toBeNull();
    expect(stepBefore("check", draft(full, { personId: person }))).toBe("voice");
  });

  it("are complete when nothing is left to ask", () => {
    expect(isComplete(draft(full))).toBe(true);
    expect(isComplete(draft({ ...full, body: undefined } as unknown as Answers))).toBe(false);
  });

  it("have a word of their own in the address", () => {
    for (const word of Object.values(STEP_WORDS)) expect(STEP_WORDS[stepOfWord(word) ?? "kind"]).toBe(word);
    expect(stepOfWord("recu")).toBeNull();
    expect(stepOfWord("constructor")).toBeNull();
  });
});
