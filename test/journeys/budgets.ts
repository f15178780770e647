import type { Weight } from "./look.ts";
import type { Kind } from "./page-list.ts";

/** First visit, bytes on the wire compressed, headers included: what a page may weigh. */
const BUDGETS: Readonly<Record<Kind, Weight>> = {
  public: {
    html: 12_000,
    css: 14_000,
    js: 8_000,
    font: 28_000,
    image: 40_000,
    total: 100_000,
    requests: 8,
    nodes: 450,
  },
  reading: {
    html: 15_000,
    css: 14_000,
    js: 8_000,
    font: 28_000,
    image: 10_000,
    total: 75_000,
    requests: 6,
    nodes: 450,
  },
  office: {
    html: 40_000,
    css: 25_000,
    js: 60_000,
    font: 28_000,
    image: 40_000,
    total: 200_000,
    requests: 12,
    nodes: 1_200,
  },
};

/** What is above its budget. A page marked as heavy (a whole text to print) is let off its length, not its other costs. */
export function overBudget(kind: Kind, weight: Weight, isHeavy: boolean): readonly string[] {
  const parts = Object.keys(BUDGETS[kind]) as (keyof Weight)[];
  return parts
    .filter((part) => !(isHeavy && ["html", "nodes"].includes(part)) && weight[part] > BUDGETS[kind][part])
    .map((part) => `${part}: ${weight[part]}, at most ${BUDGETS[kind][part]}`);
}
