import { randomUUID } from "node:crypto";
import { type Browser, ESSAI, type Fields } from "../house.ts";
import type { Form, Make } from "./forms.ts";
import type { Stage } from "./stage.ts";

const one = { one: true, required: true } as const;
const maybe = { one: true } as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;
const freely = (limit: number) => ({ words: limit }) as const;
const some = { many: true, required: true } as const;
const DESK = `/fr/equipe/synthese/${ESSAI.process}`;

async function claimed(editor: Browser, text: string): Promise<number> {
  await editor.get(DESK);
  await editor.submit({ act: "add", id: randomUUID(), text, kind: "claim" }, DESK);
  return Number(/#constat-(\d+)$/.exec(editor.path)?.[1]);
}

/** The forms of the workbench, of a claim, of its sources and versions, of the note and of publishing. */
export async function synthesisForms(stage: Stage, editor: Browser, form: Make): Promise<readonly Form[]> {
  const { number } = await stage.contribute();
  const source = String(number);
  const [first, second, left] = [
    await claimed(editor, "Un premier constat."),
    await claimed(editor, "Un deuxième constat."),
    await claimed(editor, "Un constat qui sera retiré."),
  ];
  const attach = { act: "attach", claim: String(first), stance: "supports", contribution: source };
  await editor.submit({ ...attach, batch: randomUUID() }, DESK);
  const at = `/fr/equipe/constats/${first}`;
  await editor.get(at);
  await editor.submit({ act: "save", text: "Un premier constat, récrit.", kind: "claim" }, at);
  const [entry] = await stage.sql<{ id: number }[]>`
    select version.id
    from synthesis.claim_version as version
    join synthesis.claim on claim.id = version.claim_id
    where claim.number = ${first}
    order by version.id
    limit 1
  `;
  const onDesk = (good: Fields, fields: Form["fields"]) =>
    form("/equipe/synthese/:process", editor, { action: DESK, good, fields });
  const onClaim = (good: Fields, fields: Form["fields"], action = at) =>
    form("/equipe/constats/:number", editor, { action, good, fields });
  return [
    onDesk(
      { act: "add", id: randomUUID(), text: "Encore un constat.", kind: "rare" },
      { act: one, id: one, text: words(2_000), kind: one },
    ),
    onDesk(
      { ...attach, batch: randomUUID(), claim: String(second) },
      { act: one, batch: one, claim: one, stance: one, contribution: some },
    ),
    onDesk({ move: `${second}-before-${first}` }, { move: one }),
    onClaim(
      { act: "save", text: "Récrit encore.", kind: "rare", theme: "", answer: "Oui.", version: "2" },
      { act: one, text: words(2_000), kind: one, theme: maybe, answer: freely(10_000), version: one },
    ),
    form("/equipe/constats/:number/versions", editor, {
      action: `${at}/versions`,
      good: { entry: String(entry?.id), version: "3" },
      fields: { entry: one, version: one },
      // the form before it makes version 3
      goodElsewhere: true,
    }),
    form("/equipe/constats/:number/sources/:contribution", editor, {
      action: `${at}/sources/${number}`,
      good: { stance: "nuances", quote: "le jour même" },
      fields: { stance: one, quote: freely(1_000) },
    }),
    onClaim({ act: "detach", contribution: source }, { act: one, contribution: some }),
    onClaim(
      { act: "withdraw", reason: "Il répétait le premier." },
      { act: one, reason: words(2_000) },
      `/fr/equipe/constats/${left}`,
    ),
    form("/equipe/synthese/:process/note", editor, {
      action: `${DESK}/note`,
      good: { title: "Ce que vous avez dit", introduction: "", method: "Tout a été lu.", version: "1" },
      fields: { title: freely(200), introduction: freely(10_000), method: freely(10_000), version: one },
    }),
    form("/equipe/synthese/:process/publier", editor, {
      action: `${DESK}/publier`,
      good: { id: randomUUID(), seen: "0".repeat(64) },
      fields: { id: one, seen: one },
      // what is published is what was checked last: the tests of the room publish
      goodElsewhere: true,
    }),
  ];
}
