import { type Browser, ESSAI, type Fields } from "../house.ts";
import type { Form, Make } from "./forms.ts";
import type { Stage } from "./stage.ts";

const one = { one: true, required: true } as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;
const freely = (limit: number) => ({ words: limit }) as const;
const some = { many: true } as const;
const OLD = "texte-ancien";

/** An older text with one part, so that lineage can be stated. */
async function olderText(stage: Stage): Promise<void> {
  await stage.sql`
    with
    made as (
      insert into documents.document (slug, kind, title) values (${OLD}, 'roadmap', 'Texte ancien') returning id
    ),
    edition as (
      insert into documents.edition (document_id, number, title, label)
      select id, 1, 'Texte ancien', 'Projet' from made
      returning id, document_id
    ),
    node as (
      insert into documents.node (document_id) select id from made returning id, document_id
    )
    insert into documents.edition_node (edition_id, document_id, node_id, position, sort_key, type, code, title)
    select edition.id, node.document_id, node.id, 1, '0001', 'action', '3', 'Une action'
    from edition
    join node on node.document_id = edition.document_id
  `;
}

/** The forms that change the structure of a draft, that explain several differences, and that state lineage. */
export async function structureForms(stage: Stage, editor: Browser, form: Make, at: string): Promise<readonly Form[]> {
  await olderText(stage);
  const passage = (anchor: string, good: Fields, fields: Form["fields"]) =>
    form("/equipe/editions/:edition/passages/:anchor", editor, { action: `${at}/passages/${anchor}`, good, fields });
  const node = (code: string, good: Fields, fields: Form["fields"]) =>
    form("/equipe/editions/:edition/elements/:code", editor, { action: `${at}/elements/${code}`, good, fields });
  const named = { type: "objective", title: "Une partie de plus" };
  const namedFields = { act: one, type: one, code: words(40), title: words(500) };
  const facts = { type: "objective", code: "A2-a", status: "" };
  const seen = { "seen-type": "objective", "seen-code": "A2-a", "seen-carrier": "", "seen-status": "" };
  const last = "Un professionnel s’identifie une seule fois pour tous ses services.";
  return [
    passage(
      "p6",
      {
        act: "split",
        first: "Un professionnel s’identifie une seule fois.",
        second: "Pour tous ses services.",
        seen: last,
      },
      { act: one, first: words(10_000), second: words(10_000) },
    ),
    passage(
      "p5",
      {
        act: "merge",
        into: "p4",
        text: "Les médecins prescrivent et le pharmacien vérifie.",
        seenFrom: "Le pharmacien vérifie l’ordonnance en ligne.",
        seenInto: "Les médecins prescrivent par voie numérique.",
      },
      { act: one, into: one, text: words(10_000) },
    ),
    {
      ...passage(
        "p8",
        { act: "restore", node: ESSAI.nodeId(7), position: "1" },
        { act: one, node: one, position: one },
      ),
      goodElsewhere: true,
    },
    node("A2-b", { act: "add-node", ...named, code: "A2-b-1", position: "1" }, { ...namedFields, position: one }),
    node(
      "A2-a",
      { act: "facts", ...facts, carrier: "CNAM", ...seen },
      { act: one, type: one, code: words(40), carrier: freely(300), status: freely(300) },
    ),
    node("A1-b", { act: "move-node", parent: ESSAI.nodeId(4), position: "1" }, { act: one, position: one }),
    node(
      "A1-a",
      { act: "split-node", ...named, code: "A1-z", parts: ESSAI.passageId(2) },
      { ...namedFields, parts: some },
    ),
    { ...node("A2-c", { act: "merge-node", into: ESSAI.nodeId(6) }, { act: one, into: one }), goodElsewhere: true },
    { ...node("A2-c", { act: "remove-node", seen: "1-2" }, { act: one, seen: one }), goodElsewhere: true },
    form("/equipe/editions/:edition", editor, {
      action: at,
      good: { act: "add-node", type: "axis", code: "9", title: "Un axe de plus", position: "9" },
      fields: { ...namedFields, position: one },
    }),
    form("/equipe/editions/:edition/raisons", editor, {
      action: `${at}/raisons`,
      good: { object: ESSAI.passageId(1), why: "editorial", reason: "Clarté" },
      fields: { object: { many: true, required: true }, why: one, reason: words(2_000) },
    }),
    form("/equipe/filiations/:from/:to", editor, {
      action: `/fr/equipe/filiations/${OLD}/${ESSAI.document}?partie=3`,
      good: { fate: "continued", codes: "A1-a", note: "" },
      fields: { fate: one, codes: one, note: freely(2_000) },
    }),
  ];
}
