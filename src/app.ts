import { randomBytes } from "node:crypto";
import type { Command } from "#platform/command.ts";
import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import type { Desk } from "#platform/desk.ts";
import { createHandler, type Handler } from "#platform/http/handler.ts";
import { PublicCache } from "#platform/http/public-cache.ts";
import type { Route } from "#platform/http/route.ts";
import { assetRoute } from "#platform/http/static-routes.ts";
import type { World } from "#platform/http/world.ts";
import type { Invariant } from "#platform/invariant.ts";
import type { Job } from "#platform/job.ts";
import type { Log } from "#platform/log.ts";
import * as accounts from "#rooms/accounts";
import * as adoption from "#rooms/adoption";
import * as amendments from "#rooms/amendments";
import * as answers from "#rooms/answers";
import * as ballots from "#rooms/ballots";
import * as campaigns from "#rooms/campaigns";
import * as comparison from "#rooms/comparison";
import * as contributions from "#rooms/contributions";
import * as corpus from "#rooms/corpus";
import * as dataRights from "#rooms/data-rights";
import * as decisions from "#rooms/decisions";
import * as demo from "#rooms/demo";
import * as doctor from "#rooms/doctor";
import * as documents from "#rooms/documents";
import * as drafts from "#rooms/drafts";
import * as editions from "#rooms/editions";
import * as imports from "#rooms/imports";
import * as journal from "#rooms/journal";
import * as lineage from "#rooms/lineage";
import * as moderation from "#rooms/moderation";
import * as notices from "#rooms/notices";
import * as office from "#rooms/office";
import * as openData from "#rooms/open-data";
import * as opinions from "#rooms/opinions";
import * as pages from "#rooms/pages";
import * as polls from "#rooms/polls";
import * as processes from "#rooms/processes";
import * as reading from "#rooms/reading";
import * as receipts from "#rooms/receipts";
import * as sequencer from "#rooms/sequencer";
import * as synthesis from "#rooms/synthesis";
import * as themes from "#rooms/themes";
import * as thread from "#rooms/thread";
import * as votes from "#rooms/votes";
import type { Assets } from "#ui/assets.ts";
import { outsideCommands } from "./outside-commands.ts";

/** What a door may bring to the house. */
type Door = {
  readonly routes?: readonly Route[];
  readonly commands?: readonly Command[];
  readonly jobs?: readonly Job[];
  readonly invariants?: readonly Invariant[];
  readonly desks?: readonly Desk[];
};

/** The rooms, in order: a room may use those before it. The only place that knows them all. */
const rooms: readonly Door[] = [
  journal,
  sequencer,
  notices,
  accounts,
  processes,
  documents,
  imports,
  contributions,
  corpus,
  moderation,
  campaigns,
  reading,
  themes,
  drafts,
  synthesis,
  decisions,
  editions,
  comparison,
  lineage,
  amendments,
  answers,
  polls,
  ballots,
  votes,
  opinions,
  receipts,
  adoption,
  dataRights,
  thread,
  openData,
  office,
  pages,
  demo,
  doctor,
];

export const invariants: readonly Invariant[] = rooms.flatMap((door) => door.invariants ?? []);
export const commands: readonly Command[] = [
  ...rooms.flatMap((door) => door.commands ?? []),
  doctor.doctorCommand(() => invariants),
  sequencer.recoverCommand(moderation.replayLog),
  ...outsideCommands,
];
export const jobs: readonly Job[] = rooms.flatMap((door) => door.jobs ?? []);
export const desks: readonly Desk[] = rooms.flatMap((door) => door.desks ?? []);

export type AppParts = {
  readonly sql: Sql;
  readonly config: Config;
  readonly log: Log;
  readonly assets: Assets;
  readonly assetsFolder: string;
};

export type App = {
  readonly fetch: Handler;
  readonly cache: PublicCache;
  readonly world: World;
  readonly routes: readonly Route[];
};

/** The key of signed tokens: made by whoever starts first, the same for all processes on this database. */
async function loadSecret(sql: Sql): Promise<Uint8Array> {
  await sql`
    insert into platform.setting (name, value)
    values ('token-key', ${randomBytes(32).toString("base64")})
    on conflict (name) do nothing
  `;
  const [row] = await sql<{ value: string }[]>`select value from platform.setting where name = 'token-key'`;
  return Buffer.from(row?.value ?? "", "base64");
}

async function hasDemo(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from processes.process where is_demonstration) as found
  `;
  return row?.found ?? false;
}

/** The whole product on a migrated database, as one function from request to answer. */
export async function createApp({ sql, config, log, assets, assetsFolder }: AppParts): Promise<App> {
  const [secret, isDemo] = await Promise.all([loadSecret(sql), hasDemo(sql)]);
  const world: World = { sql, config, log, assets, secret, isDemo };
  await dataRights.replayAtStart({ sql, log });
  const cache = new PublicCache(sql);
  const routes = [...rooms.flatMap((door) => door.routes ?? []), ...pages.teamRoutes(desks), assetRoute(assetsFolder)];
  return {
    fetch: createHandler({ routes, world, cache, findSession: accounts.findSession, isFrozen: sequencer.isFrozen }),
    cache,
    world,
    routes,
  };
}
