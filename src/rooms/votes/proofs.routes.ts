import { Conflict, NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { isIdentifier } from "#ledger/bytes.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { ballotAcknowledgement, ballotProof, ownLots, promisedBallots } from "#rooms/ballots";
import { type Standing, standingOf } from "./vote-page.routes.ts";

const TEXT = "text/plain; charset=utf-8";

/** What this person can take away of one question; null without a vote. */
export async function ownProofs({ sql }: Context, { poll, voter }: Standing) {
  if (!voter) return null;
  const [lots, promised] = await Promise.all([
    ownLots(sql, poll.id, voter.id),
    promisedBallots(sql, poll.id, voter.id),
  ]);
  if (lots.length === 0 && !promised) return null;
  return { poll: poll.number, lots, waiting: promised?.commitments.length ?? 0 };
}

/** For the voter alone: what opens a vote is in it. */
function sendOwn(ctx: Context, text: string, name: string): Response {
  return ctx.answer(text, {
    headers: {
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
      "content-type": TEXT,
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

async function sendProof(ctx: Context): Promise<Response> {
  const { poll, voter } = await standingOf(ctx);
  const { lot = "" } = ctx.params;
  if (!voter || !isIdentifier(lot)) throw new NotFound();
  const proof = await ballotProof(ctx.sql, { poll: poll.id, voter: voter.id }, lot);
  if (proof === null) throw new NotFound();
  return sendOwn(ctx, proof, `preuve-question-${poll.number}-${lot.slice(0, 8)}.tlog-proof`);
}

async function sendAcknowledgement(ctx: Context): Promise<Response> {
  const { poll, voter } = await standingOf(ctx);
  if (!voter) throw new NotFound();
  const given = await ballotAcknowledgement(ctx.sql, ctx.world.config, { poll: poll.id, voter: voter.id });
  if (given === "nothing") throw new NotFound();
  if (given === "noKey") throw new Conflict("votes.mine.noKey");
  return sendOwn(ctx, given.text, `accuse-question-${poll.number}.txt`);
}

export const proofRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.pollProof, who: "everyone", query: [], handle: sendProof }),
  route({ method: "GET", path: patterns.pollAcknowledgement, who: "everyone", query: [], handle: sendAcknowledgement }),
];
