import type { Viewer } from "#kernel/viewer.ts";
import type { Config } from "#platform/config.ts";
import type { Sql } from "#platform/db.ts";
import type { Log } from "#platform/log.ts";
import type { Assets } from "#ui/assets.ts";

/** What every request and every command works with. Made once by `createApp`. */
export type World = {
  readonly sql: Sql;
  readonly config: Config;
  readonly log: Log;
  readonly assets: Assets;
  /** Key of signed device tokens and of form tokens; made once, kept in the database, never shown. */
  readonly secret: Uint8Array;
  /** The database holds demonstration content: said at the top of every page. */
  readonly isDemo: boolean;
};

/** A signed-in browser, as the accounts room finds it behind a cookie. */
export type SignedIn = { readonly viewer: Viewer; readonly csrf: string };
/** Whether the verifiable log is frozen, which every page says. */
export type IsFrozen = (sql: Sql) => Promise<boolean>;
export type FindSession = (sql: Sql, cookie: string) => Promise<SignedIn | null>;

/** Who does something: given to every action, which checks it on its first line. */
export type Actor = {
  readonly sql: Sql;
  readonly viewer: Viewer | null;
  /** `g:<hash>` of the signed device token of a visitor without account; null where the browser holds none. */
  readonly visitorKey: string | null;
  /** Keyed hash of the address prefix, for rate limits; never the address. */
  readonly addressKey: string;
};
