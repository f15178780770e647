import { describe, expect, it } from "vitest";
import { cpuNow } from "../../../test/fixtures/cpu-time.ts";
import { type Plan, Planner, type Round, type Text } from "./plan.rules.ts";

const BASE = "Nous demandons que la maternité de notre ville reste ouverte toute la nuit, avec une équipe complète.";
let order = 0;
const text = (words: string): Text => {
  order += 1;
  return { id: `t${order}`, order, words };
};
function planner(rounds: readonly Round[] = [], loose: readonly Text[] = []): Planner {
  const ids = Array.from({ length: 99 }, (_, i) => `r${i + 1}`);
  return new Planner({ sample: [BASE], rounds, loose, newId: () => ids.shift() ?? "none" });
}
function place(by: Planner, slice: readonly Text[]): Plan {
  const steps = by.place(slice);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
const flagsOf = ({ proposals }: Plan) =>
  proposals.map(({ kept, members }) => [kept.id, ...members.map((m) => `${m.textId} ${m.flags}`)]);

describe("groups proposed", () => {
  it("keep the first text, and leave out those that say the opposite", () => {
    order = 0;
    const texts = [
      BASE,
      `Bonjour. ${BASE}`,
      BASE.toUpperCase(),
      BASE.replace("reste", "ne reste pas"),
      "Autre chose, sans rapport aucun.",
    ];
    const plan = place(planner(), texts.map(text));
    expect(flagsOf(plan)).toEqual([["t1", "t3 ", "t2 "]]);
    expect(plan.joinings).toMatchObject([{ roundId: "r1", textId: "t4", flags: ["negation"] }]);
  });

  it("put the opposed group beside, not inside", () => {
    order = 0;
    const against = BASE.replace("reste", "ne reste pas");
    const plan = place(planner(), [BASE, `${BASE} Merci`, against, `${against} Merci`].map(text));
    expect(flagsOf(plan)).toEqual([
      ["t1", "t2 "],
      ["t3", "t4 "],
    ]);
    expect(plan.joinings).toEqual([]);
  });

  it("gather texts that all differ by a few words, each to be decided", () => {
    order = 0;
    const pens = ["ville", "canton", "territoire", "département"].map((place) => BASE.replace("ville", place));
    expect(flagsOf(place(planner(), pens.map(text)))).toEqual([["t1", "t2 wording", "t3 wording", "t4 wording"]]);
  });

  it("take in what comes later, and leave a refused group refused", () => {
    order = 0;
    const by = planner([{ id: "old", isRefused: false, keptWords: BASE }]);
    expect(place(by, [text(`${BASE} Merci`), text(BASE)]).joinings).toMatchObject([
      { roundId: "old", textId: "t1", flags: [] },
      { roundId: "old", textId: "t2", similarity: 1 },
    ]);
    const refused = planner([{ id: "no", isRefused: true, keptWords: BASE }]);
    expect(place(refused, [text(BASE), text(BASE)])).toEqual({ proposals: [], joinings: [] });
  });

  it("compare the new texts with those that stayed alone", () => {
    order = 0;
    const by = planner([], [text(BASE)]);
    expect(place(by, [text("Rien à voir avec le sujet du jour.")]).proposals).toEqual([]);
    expect(flagsOf(place(by, [text(`${BASE} Merci.`)]))).toEqual([["t1", "t3 "]]);
  });

  it("set closed answers and empty texts aside", () => {
    order = 0;
    expect(place(planner(), ["oui", "Oui !", "", " ", "RAS", "RAS"].map(text))).toEqual({
      proposals: [],
      joinings: [],
    });
  });

  it("take linear time for 10,000 equal texts and 2,000 variants", () => {
    order = 0;
    const start = cpuNow();
    const by = planner();
    const equal = place(
      by,
      Array.from({ length: 10_000 }, () => text(BASE)),
    );
    expect(equal.proposals[0]?.members).toHaveLength(9_999);
    const pens = ["ville", "vallée", "commune", "paroisse"];
    const variant = (i: number) =>
      BASE.replace("ville", `${pens[i % 4]} ${"abcdefghij".charAt(i % 10).repeat(1 + (i % 7))}`);
    let joined = 0;
    for (let slice = 0; slice < 4; slice += 1) {
      joined += place(
        by,
        Array.from({ length: 500 }, (_, i) => text(variant(slice * 500 + i))),
      ).joinings.length;
    }
    expect(joined).toBe(2_000);
    expect(cpuNow() - start).toBeLessThan(8_000);
  });

  it("take bounded time for variants that each bear a number", () => {
    order = 0;
    const start = cpuNow();
    const signed = Array.from({ length: 300 }, (_, i) => text(`${BASE} Signé le ${i}.`));
    const { proposals } = place(planner(), signed);
    expect(proposals.flatMap(({ members }) => members)).toHaveLength(299);
    expect(proposals[0]?.members.every(({ flags }) => flags.includes("number"))).toBe(true);
    expect(cpuNow() - start).toBeLessThan(8_000);
  });
});
