// What a site shows, compared with its log. Both move: what differs is looked at twice, and said when it differs twice.
import { TILE_WIDTH } from "#ledger/tiles.ts";
import { compareEditions } from "./compare-editions.ts";
import { asFault, EXIT, Fault, judged } from "./fault.ts";
import { judgedText, linesOf } from "./lots.ts";
import { checkOpens, MAX_OPENING, parseOpening } from "./opening.ts";
import { openPlace, type Place } from "./place.ts";
import { readAhead } from "./read-ahead.ts";
import type { Report, Run } from "./run.ts";
import { readSite, type SiteContribution, type SiteData } from "./site-data.ts";
import { readLogOf, type SiteLog } from "./site-log.ts";

const AHEAD = 6;
const SECOND_LOOK_MS = 8000;
/** Openings of 256 leaves at most. */
const MAX_OPENINGS = 256 * MAX_OPENING;

/** By object or edition: two looks have the same failure or none. */
type Found = Map<string, Fault>;
type Look = { readonly found: Found; readonly data: SiteData; readonly log: SiteLog; readonly skipped: number };

/** `site ADDRESS`: every visible contribution has its leaf and matches it; every leaf that should be visible is. */
export async function checkSite(run: Run): Promise<Report> {
  const [address = ""] = run.words;
  const first = await lookAt(run, address);
  let last = first;
  if (first.found.size > 0) {
    await run.pause(SECOND_LOOK_MS);
    last = await lookAt({ ...run, warnings: [], faults: [] }, address);
    for (const [what, fault] of last.found) if (first.found.has(what)) throw fault;
  }
  const { data, log, skipped } = last;
  const visible = data.contributions.length;
  return {
    lines: [
      { key: "sitePassed", params: { visible } },
      { key: "siteEditions", params: { editions: data.editions.length } },
      ...(skipped > 0 ? [{ key: "siteSkipped", params: { count: skipped } } as const] : []),
    ],
    facts: {
      size: log.size,
      processes: data.processes.length,
      visible,
      editions: data.editions.length,
      notCheckable: skipped,
    },
  };
}

/** The site before its log: whatever is shown was logged before. */
async function lookAt(run: Run, address: string): Promise<Look> {
  const data = await readSite(await openPlace(address));
  const log = await readLogOf(run, address);
  const found: Found = new Map();
  const toOpen = data.contributions.filter((one) => isLoggedAsVisible(one, log, found));
  await compareWords(run, log, toOpen, found);
  const skipped = findMissing(data, log, found);
  await compareEditions(data, log, found);
  return { found, data, log, skipped };
}

const nameOf = ({ id, number, process }: SiteContribution) => ({ id, number, process: process.process });

function isLoggedAsVisible(one: SiteContribution, { chains }: SiteLog, found: Found): boolean {
  const standing = chains.stateOf(one.id);
  if (standing?.family !== "contribution") {
    found.set(one.id, new Fault(EXIT.wrong, "contributionWithoutLeaf", nameOf(one)));
  } else if (standing.process !== one.process.id) {
    found.set(one.id, new Fault(EXIT.wrong, "contributionElsewhere", nameOf(one)));
  } else if (standing.state !== "visible" && standing.state !== "merged") {
    found.set(one.id, new Fault(EXIT.wrong, "contributionNotVisible", { ...nameOf(one), state: standing.state }));
  } else return standing.state === "visible";
  return false;
}

/** Each contribution with what opens its last words: the words of the site are those that the leaf committed to. */
async function compareWords(run: Run, log: SiteLog, shown: readonly SiteContribution[], found: Found): Promise<void> {
  const bundles = new Map<number, SiteContribution[]>();
  for (const one of shown) {
    const n = Math.floor((log.words.get(one.id)?.index ?? 0) / TILE_WIDTH);
    bundles.set(n, [...(bundles.get(n) ?? []), one]);
  }
  const order = [...bundles.keys()].sort((a, b) => a - b);
  const read = readAhead(order.length, AHEAD, async (at) => await openingsOf(log.place, order[at] ?? 0));
  let [at, done] = [0, 0];
  for await (const { file, lines } of read) {
    const wanted = bundles.get(order[at] ?? 0) ?? [];
    at += 1;
    const openings = new Map(
      lines.map((line, place) => {
        const opening = judged("badBallot", { file, line: place + 1 }, () => parseOpening(line));
        return [`${opening.o} ${opening.r}` as string, opening] as const;
      }),
    );
    for (const one of wanted) {
      const words = log.words.get(one.id);
      const opening = openings.get(`${one.id} ${words?.r}`);
      const fault = words ? faultOf(one, words, opening) : null;
      if (fault) found.set(one.id, fault);
    }
    done += wanted.length;
    run.progress({ key: "progressSite", params: {} }, done, shown.length);
  }
}

function faultOf(
  one: SiteContribution,
  { index, h, ha }: { readonly index: number; readonly h: string; readonly ha: string | null },
  opening: ReturnType<typeof parseOpening> | undefined,
): Fault | null {
  const name = { ...nameOf(one), index };
  if (!opening) return new Fault(EXIT.wrong, "openingMissing", name);
  try {
    checkOpens(opening, { h, ...(ha === null ? {} : { ha }) });
  } catch (error) {
    return asFault(error, "openingDiffers", name);
  }
  if (opening.content !== one.content) return new Fault(EXIT.wrong, "contributionDiffers", name);
  const label = opening.author?.label;
  const hasOrganisation =
    !label || !one.organisation || label === one.organisation || label.startsWith(`${one.organisation}, `);
  return hasOrganisation ? null : new Fault(EXIT.wrong, "authorDiffers", name);
}

async function openingsOf(
  place: Place,
  n: number,
): Promise<{ readonly file: string; readonly lines: readonly string[] }> {
  const file = `journal/ouvertures/${n}`;
  const bytes = await place.read(file, MAX_OPENINGS);
  return { file, lines: bytes === null ? [] : linesOf(judgedText(bytes, file)) };
}

/** What the log says is public and the site does not show; how many are of consultations that not everybody may read. */
function findMissing({ processes, contributions }: SiteData, { chains, words }: SiteLog, found: Found): number {
  const readable = new Set(processes.map(({ id }) => id));
  const shown = new Set(contributions.map(({ id }) => id));
  let skipped = 0;
  for (const [id, { family, state, process }] of chains.objects()) {
    if (family !== "contribution" || state !== "visible") continue;
    if (!readable.has(process)) skipped += 1;
    else if (!shown.has(id)) {
      found.set(id, new Fault(EXIT.wrong, "contributionMissing", { id, index: words.get(id)?.index ?? 0 }));
    }
  }
  return skipped;
}
