import type { Lang } from "#kernel/lang.ts";
import type { Role, Viewer } from "#kernel/viewer.ts";
import type { MessageKey } from "#ui/messages.ts";
import type { Sql } from "./db.ts";

/** One line of the team's home: where work waits, for whom, how much. */
export type Desk = {
  readonly roles: readonly Role[];
  readonly titleKey: MessageKey;
  readonly href: (lang: Lang) => string;
  /** How many things wait for this person. */
  readonly waiting: (sql: Sql, viewer: Viewer) => Promise<number>;
  /** Since when the oldest of them waits. */
  readonly oldest?: (sql: Sql, viewer: Viewer) => Promise<Date | null>;
};
