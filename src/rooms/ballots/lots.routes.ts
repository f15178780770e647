import { Readable } from "node:stream";
import { NotFound } from "#kernel/errors.ts";
import { asId, type PollId } from "#kernel/ids.ts";
import { fixedUrls } from "#kernel/urls.ts";
import { writeBatch } from "#ledger/ballot-batch.ts";
import { isIdentifier, toBase64Url } from "#ledger/bytes.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mayReadPoll, openingDocument, pollById, pollByNumber } from "#rooms/polls";
import { commitmentsOf, contentOf } from "./ballot.rules.ts";
import { closingPaper, lotCommitments, lotOpenings, type OpenedBallot, openedPollOf } from "./lots.queries.ts";

const TEXT = { "content-type": "text/plain; charset=utf-8" };
const JSON_LINES = { "content-type": "application/jsonl; charset=utf-8" };
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const FOR_EVER = { "cache-control": "public, max-age=31536000, immutable" };
const REVALIDATE = { "cache-control": "public, no-cache" };

function identifierOf(text: string | undefined): string {
  if (text === undefined || !isIdentifier(text)) throw new NotFound();
  return text;
}

/** Commitments of a lot: what its leaf in the log stands for. They say nothing of votes or people. */
async function sendLot(ctx: Context): Promise<Response> {
  const bytes = await lotCommitments(ctx.sql, identifierOf(ctx.params.lot));
  if (!bytes) throw new NotFound();
  return ctx.answer(writeBatch(commitmentsOf(bytes)), { headers: { ...TEXT, ...FOR_EVER } });
}

/** Only what everybody may read is open to programs: nobody is looked up here. */
async function isPublic(ctx: Context, number: number): Promise<boolean> {
  const poll = await pollByNumber(ctx.sql, number);
  return poll !== null && (await mayReadPoll(ctx.sql, poll, null));
}

async function sendOpenings(ctx: Context): Promise<Response> {
  const lot = identifierOf(ctx.params.lot);
  const number = await openedPollOf(ctx.sql, lot);
  if (number === null || !(await isPublic(ctx, number))) throw new NotFound();
  const lines = Readable.from(openingLines(lotOpenings(ctx.sql, lot)));
  return ctx.stream(Readable.toWeb(lines) as ReadableStream, { headers: { ...JSON_LINES, ...REVALIDATE } });
}

async function* openingLines(pieces: AsyncIterable<readonly OpenedBallot[]>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece.map(openingLine).join(""));
}

function openingLine({ nonce, ...facts }: OpenedBallot): string {
  return `${JSON.stringify({ content: contentOf(facts), nonce: toBase64Url(nonce) })}\n`;
}

/** The texts whose digests are logged: their bytes never change. */
function paper(which: "record" | "result"): (ctx: Context) => Promise<Response> {
  return async (ctx) => {
    const found = await closingPaper(ctx.sql, identifierOf(ctx.params.poll));
    if (!found || !(await isPublic(ctx, found.number))) throw new NotFound();
    return ctx.answer(found[which], { headers: { ...JSON_TYPE, ...REVALIDATE } });
  };
}

async function sendRules(ctx: Context): Promise<Response> {
  const id = asId<PollId>(identifierOf(ctx.params.poll));
  const poll = await pollById(ctx.sql, id);
  const rules = await openingDocument(ctx.sql, id);
  if (!poll || rules === null || !(await isPublic(ctx, poll.number))) throw new NotFound();
  return ctx.answer(rules, { headers: { ...JSON_TYPE, ...REVALIDATE } });
}

const open = { method: "GET", who: "everyone", cache: "open", query: [] } as const;

export const lotRoutes: readonly Route[] = [
  route({ ...open, path: fixedUrls.journalLot, handle: sendLot }),
  route({ ...open, path: fixedUrls.journalLotOpenings, handle: sendOpenings }),
  route({ ...open, path: fixedUrls.journalPollRules, handle: sendRules }),
  route({ ...open, path: fixedUrls.journalPollClosing, handle: paper("record") }),
  route({ ...open, path: fixedUrls.journalPollResult, handle: paper("result") }),
];
