// The corpus of the bench "synthesis": generated French contributions, the same at each run, written by the store that imports
// use, so that every trigger of the product does its work.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { asId, type ContributionId, type EditionId, type PassageId, type ProcessId } from "../src/kernel/ids.ts";
import type { Sql } from "../src/platform/db.ts";
import { type DatedRow, insertDatedRows } from "../src/rooms/contributions/contribution.store.ts";

/** Said once in the whole corpus. */
export const RARE_WORD = "xylophoniste";

const CHUNK = 1_000;
const CHANNELS = ["online", "online", "online", "room", "paper", "phone", "counter", "letter", "import"] as const;

/** Numbers from 0 to 1, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let h = Math.imul(state ^ (state >>> 15), state | 1);
    h ^= h + Math.imul(h ^ (h >>> 7), h | 61);
    return ((h ^ (h >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Roll = () => number;
type Chain = { readonly starts: readonly string[]; readonly next: ReadonlyMap<string, readonly string[]> };

/** Which words follow which two words in the contributions of the demonstration. */
function readChain(): Chain {
  const file = path.resolve(import.meta.dirname, "../db/seed/contributions.csv");
  const rows = parse(readFileSync(file, "utf8"), { columns: true }) as { body: string }[];
  const starts: string[] = [];
  const next = new Map<string, string[]>();
  for (const { body } of rows) {
    const words = body.split(/\s+/).filter(Boolean);
    starts.push(words.slice(0, 2).join(" "));
    for (let at = 0; at + 2 < words.length; at += 1) {
      const pair = `${words[at]} ${words[at + 1]}`;
      const known = next.get(pair);
      if (known) known.push(words[at + 2] ?? "");
      else next.set(pair, [words[at + 2] ?? ""]);
    }
  }
  return { starts, next };
}

const pick = <T>(roll: Roll, list: readonly T[]): T => {
  const found = list[Math.floor(roll() * list.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};

/** A text of 12 words to 700, 80 in the middle, that reads like the others. */
function writeText(roll: Roll, { starts, next }: Chain): string {
  const spread = roll() + roll() + roll() - 1.5;
  const length = Math.round(Math.min(700, Math.max(12, 80 * Math.exp(1.3 * spread))));
  const words = pick(roll, starts).split(" ");
  while (words.length < length) {
    const follow = next.get(words.slice(-2).join(" "));
    words.push(...(follow ? [pick(roll, follow)] : pick(roll, starts).split(" ")));
  }
  return `${words.join(" ").replace(/[,;:]$/, "")}${/[.!?]$/.test(words.at(-1) ?? "") ? "" : "."}`.slice(0, 9_900);
}

type Place = {
  readonly processId: ProcessId;
  readonly editionId: EditionId;
  readonly passages: readonly { readonly id: PassageId; readonly text: string }[];
  readonly territories: readonly string[];
  readonly categories: readonly string[];
};

async function readPlace(sql: Sql, process: string): Promise<Place> {
  const [found] = await sql<{ processId: ProcessId; editionId: EditionId }[]>`
    select process.id as "processId", edition.id as "editionId"
    from processes.process
    join documents.edition on edition.document_id = process.document_id and edition.state = 'published'
    where process.slug = ${process}
    order by edition.number desc
    limit 1
  `;
  if (!found) throw new Error(`no process ${process}`);
  const passages = await sql<Place["passages"][number][]>`
    select passage_id as id, text from documents.edition_passage where edition_id = ${found.editionId} order by passage_id
  `;
  const territories = await sql<{ code: string }[]>`select code from processes.territory order by code`;
  const categories = await sql<{ code: string }[]>`select code from processes.actor_category order by code`;
  return {
    ...found,
    passages,
    territories: territories.map(({ code }) => code),
    categories: categories.map(({ code }) => code),
  };
}

/** Contributions `from` to `to` of the corpus; the word in a hundred thousand stands in the one in the middle. */
function* contributions(place: Place, from: number, to: number): Generator<DatedRow> {
  const chain = readChain();
  for (let n = from; n < to; n += 1) {
    const roll = dice(n + 1);
    const body = writeText(roll, chain);
    const isAbout = roll() < 0.8;
    const passage = isAbout ? pick(roll, place.passages) : null;
    const isAmendment = passage !== null && roll() < 0.2;
    const sentAt = new Date(Date.UTC(2026, 0, 15) + n * 60_000).toISOString();
    const digest = createHash("sha256").update(`bench ${n}`).digest("hex");
    yield {
      id: asId<ContributionId>(digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")),
      processId: place.processId,
      phaseId: null,
      editionId: place.editionId,
      nodeId: null,
      kind: isAmendment ? "amendment" : pick(roll, ["comment", "comment", "proposal", "testimony"] as const),
      passageId: passage?.id ?? null,
      aboutText: passage?.text ?? null,
      title: null,
      body: n === 4_321 ? `${body} ${RARE_WORD}` : body,
      proposedText: isAmendment ? `${passage.text} ${writeText(roll, chain)}`.slice(0, 9_900) : null,
      operation: "rewrite",
      parts: [],
      aboutContributionId: null,
      stance: null,
      channel: pick(roll, CHANNELS),
      channelDetail: null,
      territoryCode: roll() < 0.7 ? pick(roll, place.territories) : null,
      categoryCode: roll() < 0.8 ? pick(roll, place.categories) : null,
      organisation: null,
      authorName: null,
      personId: null,
      // one in ten: the group of the bulk decision
      language: n % 10 === 9 ? "en" : "fr",
      receiptHash: digest,
      state: "published",
      isSynthetic: true,
      submittedAt: sentAt,
      publishedAt: sentAt,
      email: null,
      sourceId: null,
      truthTheme: null,
      duplicateOf: null,
      campaign: null,
      isOffTopic: false,
      hasHealthDetails: false,
    };
  }
}

/** What a team leaves half way: 6 in 10 read once, 3 twice, half assigned, 6 in 10 coded, 3 in 10 answered. */
export async function furnish(sql: Sql, process: string): Promise<void> {
  const [found] = await sql<{ id: string }[]>`select id from processes.process where slug = ${process}`;
  const processId = found?.id ?? "";
  await sql`
    insert into accounts.person (email, display_name)
    select 'lecture' || n || '@jalon.test', 'Lecture ' || n
    from generate_series(1, 5) as n
    on conflict do nothing
  `;
  for (const [reader, share] of [
    [1, 6],
    [2, 3],
  ] as const) {
    await sql`
      insert into reading.mark (person_id, contribution_id)
      select (select id from accounts.person where email = ${`lecture${reader}@jalon.test`}), contribution_id
      from corpus.line
      where process_id = ${processId}
        and number % 10 < ${share}
      on conflict do nothing
    `;
  }
  await sql`
    insert into reading.assignment (contribution_id, person_id, acting_role)
    select line.contribution_id, person.id, 'editor'
    from corpus.line
    join accounts.person on person.email = 'lecture' || (1 + line.number % 5) || '@jalon.test'
    where line.process_id = ${processId}
      and line.number % 2 = 0
    on conflict do nothing
  `;
  await sql`
    insert into themes.theme (process_id, code, name, definition, position)
    select ${processId}, 'mesure-' || n, 'Thème de mesure ' || n, 'Un thème de la mesure', 900 + n
    from generate_series(1, 12) as n
    on conflict do nothing
  `;
  await sql`
    insert into themes.code (contribution_id, theme_id, origin, acting_role)
    select line.contribution_id, theme.id, 'person', 'analyst'
    from corpus.line
    join themes.theme on theme.process_id = line.process_id and theme.code = 'mesure-' || (1 + (line.number * 7) % 12)
    where line.process_id = ${processId}
      and line.number % 10 between 2 and 7
    on conflict do nothing
  `;
  await answer(sql, processId);
  await sql`vacuum analyze`;
}

/** Thirty published decisions on 3 in 10 of those that nobody decided on yet. */
async function answer(sql: Sql, processId: string): Promise<void> {
  await sql.begin(async (tx) => {
    const made = await tx<{ id: string }[]>`
      insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
      select ${processId}, (array['accepted', 'declined', 'to_be_studied', 'partly_accepted'])[1 + n % 4], 'Un motif.',
        'Une réponse.', 'editor'
      from generate_series(1, 30) as n
      returning id
    `;
    const ids = made.map(({ id }) => id);
    await tx`
      insert into decisions.covering (decision_id, contribution_id, acting_role)
      select (${ids}::uuid[])[1 + line.number % 30], line.contribution_id, 'editor'
      from corpus.line
      where line.process_id = ${processId}
        and line.language = 'fr'
        and line.number % 10 < 3
        and not exists (
          select from decisions.covering where covering.contribution_id = line.contribution_id and covering.is_in_force
        )
    `;
    await tx`
      update decisions.decision
      set state = 'published', published_at = now()
      where id = any (${ids}::uuid[])
    `;
  });
}

/** Sends in the contributions from `from` to `to`; gives how many a second. */
export async function sendCorpus(sql: Sql, process: string, from: number, to: number): Promise<number> {
  const place = await readPlace(sql, process);
  const startedAt = performance.now();
  let chunk: DatedRow[] = [];
  const send = async () => {
    const items = chunk;
    chunk = [];
    await sql.begin((tx) => insertDatedRows(tx, items));
  };
  for (const item of contributions(place, from, to)) {
    chunk.push(item);
    if (chunk.length === CHUNK) await send();
  }
  if (chunk.length > 0) await send();
  await sql`vacuum analyze`;
  return (to - from) / ((performance.now() - startedAt) / 1_000);
}
