// What is required over all conversations, and how it is told.

/** The thresholds for the platform's own groups are for this many conversations; fewer are judged beside a second implementation. */
const OWN_CONVERSATIONS = 12;
const BELOW_SECOND = 0.05;

export class Checks {
  readonly failed: string[] = [];
  count = 0;

  require(isMet: boolean, sentence: string): void {
    this.count += 1;
    if (isMet) return;
    this.failed.push(sentence);
    console.log(`  FAILED  ${sentence}`);
  }
}

export type Told = {
  /** Agreement with the platform's own groups: ours, and that of the second implementation. */
  readonly own: { readonly ours: number; readonly second: number | null }[];
  readonly silhouettes: { better: number; all: number };
  readonly lists: { readonly withTimes: { same: number; all: number }; readonly byId: { same: number; all: number } };
  readonly seedsAgree: number[];
  readonly planted: { readonly groups: number; readonly k: number; readonly ari: number }[];
};

export const say = (what: string, value: string): void => console.log(`  ${what.padEnd(50)}  ${value}`);
export const small = (difference: number): string => (difference === 0 ? "0" : difference.toExponential(1));
export const three = (value: number): string => value.toFixed(3);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

export function overAll(checks: Checks, told: Told): void {
  console.log("\nover all conversations");
  givenLists(checks, told.lists);
  ownGroups(checks, told.own);
  silhouettesBeside(checks, told.silhouettes);
  if (told.seedsAgree.length > 0) {
    const least = Math.min(...told.seedsAgree);
    say("mode improved, clear: ARI of two seeds, least", `${three(least)} (required 0.9)`);
    checks.require(least >= 0.9, `two seeds agree at ${three(least)} only where the verdict is clear`);
  }
  plantedGroups(checks, told.planted);
}

function givenLists(checks: Checks, { withTimes, byId }: Told["lists"]): void {
  if (withTimes.all > 0)
    say("own groups: representative lists, logs with times", `${withTimes.same} of ${withTimes.all}`);
  checks.require(withTimes.same === withTimes.all, `lists for own groups: ${withTimes.same} of ${withTimes.all}`);
  if (byId.all === 0) return;
  const needed = Math.floor((byId.all * 36) / 37);
  say("own groups: representative lists, without times", `${byId.same} of ${byId.all} (required ${needed})`);
  checks.require(byId.same >= needed, `lists without times: ${byId.same} of ${byId.all}`);
}

/** Own groups come from the history of the platform: with some conversations any cold run agrees, with others none does. */
function ownGroups(checks: Checks, own: Told["own"]): void {
  if (own.length === 0) return;
  const what = "mode polis, own groups: median ARI";
  const ours = own.map((one) => one.ours);
  const good = ours.filter((ari) => ari >= 0.75).length;
  if (own.length >= OWN_CONVERSATIONS) {
    const needed = Math.floor((own.length * 7) / 12);
    say(what, `${three(median(ours))} (required 0.8); ${good} of ${own.length} >= 0.75 (required ${needed})`);
    checks.require(median(ours) >= 0.8 && good >= needed, `${what} ${three(median(ours))}, ${good} of ${own.length}`);
    return;
  }
  say(what, `${three(median(ours))}; ${good} of ${own.length} >= 0.75`);
  const beside = own.filter(({ second }) => second !== null);
  say("  0.8 and 7 in 12 are required", `of ${OWN_CONVERSATIONS} conversations or more, not of ${own.length}`);
  if (beside.length === 0) return;
  const [mine, theirs] = [median(beside.map((one) => one.ours)), median(beside.map(({ second }) => second ?? 0))];
  say("  beside a second implementation", `${three(mine)}, its ${three(theirs)} (required its less ${BELOW_SECOND})`);
  checks.require(mine >= theirs - BELOW_SECOND, `${what} ${three(mine)}, the second implementation's ${three(theirs)}`);
}

function silhouettesBeside(checks: Checks, { better, all }: Told["silhouettes"]): void {
  if (all === 0) return;
  const needed = Math.floor((all * 13) / 17);
  say("mode polis: silhouette >= red-dwarf's - 0.03", `${better} of ${all} (required ${needed})`);
  checks.require(better >= needed, `silhouettes not below red-dwarf's: ${better} of ${all}`);
}

function plantedGroups(checks: Checks, planted: Told["planted"]): void {
  const right = planted.filter(({ groups, k }) => groups === k).length;
  const needed = Math.ceil((planted.length * 11) / 12);
  say("mode improved, planted: k right", `${right} of ${planted.length} (required ${needed})`);
  checks.require(right >= needed, `planted: k right in ${right} of ${planted.length}`);
  const medians = [
    [4, 0.75],
    [5, 0.7],
  ] as const;
  for (const [groups, required] of medians) {
    const middle = median(planted.filter((run) => run.groups === groups).map(({ ari }) => ari));
    say(`mode improved, ${groups} planted groups: median ARI`, `${three(middle)} (required ${required})`);
    checks.require(middle >= required, `${groups} planted groups: median ARI ${three(middle)}`);
  }
}
