import type { ThemeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/** Acts on one draft come one after the other. */
export async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await tx`select id from drafts.draft where id = ${draftId} for no key update`;
}

/** The shelf is the theme that a person made of it. False when somebody acted on it since it was read. */
export async function linkShelf(tx: Tx, shelfId: string, version: number, themeId: ThemeId): Promise<boolean> {
  const rows = await tx`
    update drafts.draft_theme
    set theme_id = ${themeId}, version = version + 1
    where id = ${shelfId}
      and version = ${version}
      and state = 'open'
      and theme_id is null
    returning id
  `;
  return rows.length === 1;
}

/** What was merged into this shelf before goes with it. False when somebody acted on it since it was read. */
export async function mergeShelf(tx: Tx, shelfId: string, version: number, intoId: string): Promise<boolean> {
  const rows = await tx`
    update drafts.draft_theme
    set state = 'merged', merged_into = ${intoId}, version = version + 1
    where id = ${shelfId}
      and version = ${version}
      and state = 'open'
    returning id
  `;
  if (rows.length === 0) return false;
  await tx`
    update drafts.draft_theme
    set merged_into = ${intoId}, version = version + 1
    where merged_into = ${shelfId}
  `;
  return true;
}

/** Dropped, or back on its own. False when somebody acted on it since it was read. */
export async function setShelfState(tx: Tx, shelfId: string, version: number, to: "open" | "dropped") {
  const rows = await tx`
    update drafts.draft_theme
    set state = ${to}, merged_into = null, version = version + 1
    where id = ${shelfId}
      and version = ${version}
      and state <> ${to}
    returning id
  `;
  return rows.length === 1;
}
