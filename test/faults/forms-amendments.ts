import { randomUUID } from "node:crypto";
import { asId, type PassageId } from "#kernel/ids.ts";
import { type Browser, ESSAI } from "../house.ts";
import type { Form, Make } from "./forms.ts";
import { type Stage, writeDraft } from "./stage.ts";

const one = { one: true, required: true } as const;
const maybe = { one: true } as const;
const words = { words: 10_000, required: true } as const;

/** An amendment of passage `n` that anybody can read, with the words of the passage. */
async function published(stage: Stage, n: number, proposedText: string) {
  const passageId = asId<PassageId>(ESSAI.passageId(n));
  const [row] = await stage.sql<{ text: string }[]>`
    select text from documents.edition_passage where passage_id = ${passageId} and edition_id = ${ESSAI.editionId}
  `;
  const { number } = await stage.contribute({ kind: "amendment", passageId, proposedText });
  return { number, about: row?.text ?? "" };
}

/** The forms of amendments: one more passage, an argument, what enters the draft edition and what leaves it again. */
export async function amendmentForms(
  stage: Stage,
  visitor: Browser,
  editor: Browser,
  form: Make,
): Promise<readonly Form[]> {
  const draft = await writeDraft(visitor, {
    kind: { kind: "amendment" },
    rewriting: { proposedText: "Les professionnels versent tout." },
  });
  const proposed = "Un tout autre texte.";
  const applied = await published(stage, 7, proposed);
  const declined = await published(stage, 5, proposed);
  const [edition] = await stage.sql<{ id: string }[]>`select id from documents.edition where state = 'draft'`;
  const good = {
    act: "apply",
    edition: edition?.id ?? "",
    id: randomUUID(),
    decision: "new",
    draft: "",
    verdict: "partly_accepted",
    addressedTo: "",
    reason: "Un motif.",
    answer: "Une réponse.",
    choice1: "own",
    words1: "Nos mots.",
    seen1: applied.about,
    result1: proposed,
  };
  const fields = {
    act: one,
    edition: one,
    id: one,
    decision: one,
    verdict: one,
    reason: words,
    answer: words,
    choice1: one,
    words1: words,
    seen1: maybe,
  };
  const team = "/equipe/amendements/:number";
  return [
    form("/contribuer/:draft/passages/:anchor", visitor, {
      action: `${draft}/passages/p2`,
      good: { operation: "add", proposedText: "", addedText: "Un bilan est publié." },
      fields: { operation: maybe, addedText: words },
    }),
    form("/contributions/:number/discuter", visitor, {
      action: `/fr/contributions/${declined.number}/discuter`,
      good: { stance: "for" },
      fields: { stance: one },
    }),
    form(team, editor, { action: `/fr/equipe/amendements/${applied.number}`, good, fields }),
    form(team, editor, {
      action: `/fr/equipe/amendements/${declined.number}`,
      good: { act: "undo", edition: edition?.id ?? "" },
      fields: { act: one, edition: one },
    }),
  ];
}
