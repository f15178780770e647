import { randomUUID } from "node:crypto";
import { type Browser, ESSAI, type Fields } from "../house.ts";
import type { Form, Make } from "./forms.ts";
import type { Stage } from "./stage.ts";

const one = { one: true, required: true } as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;
const list = { list: true, required: true } as const;

/** A group made by hand, and what may be done with it. */
export async function campaignForms(stage: Stage, editor: Browser, form: Make): Promise<readonly Form[]> {
  const texts = await Promise.all(Array.from({ length: 4 }, () => stage.contribute()));
  const [first, second, third, fourth] = texts.map(({ number }) => String(number));
  const desk = "/fr/equipe/envois-groupes";
  const id = randomUUID();
  const good = { act: "create", demarche: ESSAI.process, id, numeros: `${first}, ${second}, ${third}` };
  await editor.get(desk);
  await editor.submit(good, desk);
  const group = editor.path;
  const [row] = await stage.sql<{ id: string }[]>`select id from campaigns.act order by position desc limit 1`;
  const onGroup = (fields: Fields, kinds: Form["fields"]) =>
    form("/equipe/envois-groupes/:campaign", editor, {
      action: group,
      good: { version: "1", ...fields },
      fields: { ...kinds, act: one, version: one },
      goodElsewhere: true,
    });
  return [
    form("/equipe/envois-groupes", editor, {
      action: desk,
      good: { ...good, id: randomUUID(), numeros: `${fourth}` },
      fields: { act: one, id: one, numeros: list },
      goodElsewhere: true,
    }),
    form("/equipe/envois-groupes", editor, {
      action: desk,
      good: { act: "search", demarche: ESSAI.process },
      fields: { act: one },
    }),
    form("/equipe/envois-groupes/:campaign", editor, {
      action: group,
      good: { act: "rename", version: "1", nom: "Un nom", nature: "campaign" },
      fields: { act: one, version: one, nom: words(200), nature: one },
    }),
    onGroup({ act: "choose", do: "out", contribution: [second ?? ""] }, { do: one }),
    onGroup({ act: "add", numeros: fourth ?? "" }, { numeros: list }),
    onGroup({ act: "undo", undone: row?.id ?? "" }, { undone: one }),
  ];
}
