import { NotFound } from "#kernel/errors.ts";
import type { Actor } from "#platform/http/world.ts";
import { DRAFTERS, makerAs } from "./decision.rules.ts";
import { findTemplate } from "./template.queries.ts";
import { TemplateSavedSince, type TemplateWords } from "./template.rules.ts";
import { insertTemplate, markTemplateRetired, updateTemplate } from "./template.store.ts";

const kept = ({ process, ...words }: TemplateWords) => ({ ...words, processSlug: process === "" ? null : process });

export async function makeTemplate(actor: Actor, id: string, words: TemplateWords): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    await insertTemplate(tx, { id, ...kept(words) }, maker);
  });
}

type Edit = { readonly id: string; readonly version: number; readonly words: TemplateWords };

/** Throws `TemplateSavedSince` when somebody else saved it after `version` was read. */
export async function editTemplate(actor: Actor, { id, version, words }: Edit): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    if (!(await findTemplate(tx, id))) throw new NotFound();
    if (!(await updateTemplate(tx, { id, version, ...kept(words) }, maker))) throw new TemplateSavedSince();
  });
}

/** Offered no more, or offered again; a template that is so already is left alone. */
export async function retireTemplate(
  actor: Actor,
  { id, version, isRetired }: { readonly id: string; readonly version: number; readonly isRetired: boolean },
): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const template = await findTemplate(tx, id);
    if (!template) throw new NotFound();
    if ((template.retiredAt !== null) === isRetired) return;
    if (!(await markTemplateRetired(tx, { id, version, isRetired }, maker))) throw new TemplateSavedSince();
  });
}
