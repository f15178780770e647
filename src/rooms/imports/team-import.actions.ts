import { Refused } from "#kernel/errors.ts";
import { actingRole, type Role } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import { type HowToTake, type Imported, importEdition, previewImport } from "./import.actions.ts";
import type { ImportedDocument } from "./imported-document.rules.ts";

export const IMPORTERS = ["editor", "administrator"] as const satisfies readonly Role[];

export type TeamImport = HowToTake & {
  readonly imported: ImportedDocument;
  readonly publish: boolean;
  readonly replaceDraft: boolean;
};

/** A file confirmed by an editor. Null when the text published already says the same: a second click imports nothing twice. */
export async function importForTeam(actor: Actor, input: TeamImport): Promise<Imported | null> {
  const role = actingRole(actor.viewer, ...IMPORTERS);
  if (!role || !actor.viewer) throw new Refused();
  const createdBy = actor.viewer.personId;
  return await actor.sql.begin(async (tx) => {
    const preview = await previewImport(tx, input.imported, input);
    if (preview.isUnchanged && preview.draft === null) return null;
    // a later edition is published from its own page, once each difference has its reason
    if (input.publish && preview.document !== null) throw new Refused("imports.publishLater");
    return await importEdition(tx, { ...input, createdBy, actingRole: role });
  });
}
