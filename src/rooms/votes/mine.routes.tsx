import { z } from "zod";
import { Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { keyFate, OwnProofsView } from "#rooms/ballots";
import { listStatements, PollHeader, pollTrail } from "#rooms/polls";
import { listCategories, listTerritories } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { MineView, OWN_PAGE } from "./mine.view.tsx";
import { saveProfile } from "./profile.actions.ts";
import { ProfileView } from "./profile.view.tsx";
import { ownProofs, proofRoutes } from "./proofs.routes.ts";
import { standingOf } from "./vote-page.routes.ts";

async function minePage(ctx: Context): Promise<Response> {
  const standing = await standingOf(ctx);
  const { poll, state, voter, votes } = standing;
  const { frame } = ctx;
  const [fate, proofs] = [await keyFate(ctx.sql, poll.id), await ownProofs(ctx, standing)];
  const statements = await ctx.shared(`votes.all.${poll.number}`, async () => await listStatements(ctx.sql, poll.id));
  const pages = Math.max(1, Math.ceil(votes.length / OWN_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const shown = votes.slice((page - 1) * OWN_PAGE, page * OWN_PAGE).map((vote) => ({
    vote,
    statement: statements.find(({ number, state }) => number === vote.number && state === "shown") ?? null,
  }));
  return ctx.page(
    <MineView
      frame={frame}
      {...{ poll, state, page, pages }}
      voter={voter?.isTakenOver ? null : voter}
      header={<PollHeader frame={frame} poll={poll} current="mine" />}
      trail={pollTrail(frame, poll)}
      proofs={proofs && <OwnProofsView frame={frame} {...proofs} hasKey={fate === "kept"} />}
      isKeyDestroyed={fate === "destroyed"}
      rows={shown}
      count={votes.length}
    />,
  );
}

const profileSchema = z.object({
  territory: z.string("votes.error.territory").max(40, "votes.error.territory"),
  category: z.string("votes.error.category").max(100, "votes.error.category"),
});

type Typed = { readonly territory: string; readonly category: string };
type Sent = { readonly typed: Typed; readonly errors: readonly FieldError[] };

async function profilePage(ctx: Context, sent?: Sent): Promise<Response> {
  const { poll, state, voter } = await standingOf(ctx);
  const { frame } = ctx;
  const [territories, categories] = await Promise.all([listTerritories(ctx.sql), listCategories(ctx.sql)]);
  const typed = sent?.typed ?? { territory: voter?.territoryCode ?? "", category: voter?.categoryCode ?? "" };
  return ctx.page(
    <ProfileView
      frame={frame}
      {...{ poll, state, typed, territories, categories }}
      header={<PollHeader frame={frame} poll={poll} current={null} />}
      trail={pollTrail(frame, poll)}
      canAnswer={state === "open" && voter !== null}
      errors={sent?.errors ?? []}
    />,
    { status: sent ? 422 : 200 },
  );
}

async function sendProfile(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(profileSchema);
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const typed = { territory: text(form.typed.territory), category: text(form.typed.category) };
  if (!form.ok) return await profilePage(ctx, { typed, errors: form.errors });
  const { poll, state, identity, voter } = await standingOf(ctx);
  if (state !== "open" || !voter || identity.tag === null) throw new Refused("votes.profile.first");
  const [territories, categories] = await Promise.all([listTerritories(ctx.sql), listCategories(ctx.sql)]);
  const { territory, category } = form.value;
  const groups = categories.flatMap((group) => [group, ...group.children]);
  const faults = {
    ...(territory === "" || territories.some(({ code }) => code === territory)
      ? {}
      : { territory: "votes.error.territory" }),
    ...(category === "" || groups.some(({ code }) => code === category) ? {} : { category: "votes.error.category" }),
  };
  if (Object.keys(faults).length > 0) return await profilePage(ctx, { typed, errors: ctx.fieldErrors(faults) });
  await saveProfile(ctx.actor, { poll, voterId: voter.id, territory: territory || null, category: category || null });
  return ctx.redirect(urls.pollProfile(ctx.lang, { poll: poll.number }), { notice: "votes.profile.saved" });
}

export const mineRoutes: readonly Route[] = [
  ...proofRoutes,
  route({ method: "GET", path: patterns.pollMine, who: "everyone", query: ["page"], handle: minePage }),
  route({ method: "GET", path: patterns.pollProfile, who: "everyone", query: [], handle: (ctx) => profilePage(ctx) }),
  route({ method: "POST", path: patterns.pollProfile, who: "everyone", handle: sendProfile }),
];
