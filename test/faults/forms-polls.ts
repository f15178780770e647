import { randomUUID } from "node:crypto";
import { type Browser, ESSAI, type Fields } from "../house.ts";
import type { Form, Make } from "./forms.ts";
import { type Member, post, type Stage } from "./stage.ts";

const one = { one: true, required: true } as const;
const maybe = { one: true } as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;
const freely = (limit: number) => ({ words: limit }) as const;
const DESK = "/fr/equipe/questions";
const QUESTION = {
  title: "Qui ouvre le dossier ?",
  introduction: "Une question.",
  followUp: "Une réponse.",
  language: "fr",
  opens: "2026-01-01 00:00",
  closes: "2090-01-01 00:00",
  whoVotes: "everyone",
  whoProposes: "everyone",
  mode: "improved",
};
const questionFields = {
  title: words(200),
  introduction: freely(4_000),
  followUp: freely(2_000),
  language: one,
  opens: one,
  closes: one,
  whoVotes: one,
  whoProposes: one,
  mode: one,
};

/** A question in preparation, with what it needs to be published. */
async function draft(editor: Browser, title: string): Promise<string> {
  const { location } = await post(editor, `${DESK}/nouvelle`, {
    ...QUESTION,
    title,
    process: ESSAI.process,
    id: randomUUID(),
  });
  await post(editor, `${location}/affirmations`, { act: "lines", lines: "Première phrase.\nSeconde phrase." });
  return location;
}

async function versionOf(stage: Stage, address: string): Promise<string> {
  const [, poll, statement] = /questions\/(\d+)(?:\/affirmations\/(\d+))?/.exec(address) ?? [];
  const [row] = statement
    ? await stage.sql<{ version: number }[]>`
        select statement.version from polls.statement join polls.poll on poll.id = poll_id
        where poll.number = ${Number(poll)} and statement.number = ${Number(statement)}
      `
    : await stage.sql<{ version: number }[]>`select version from polls.poll where number = ${Number(poll)}`;
  return String(row?.version ?? 0);
}

/** A question in each state, its statements and stages, and what people propose. */
export async function pollForms(stage: Stage, editor: Member, form: Make): Promise<readonly Form[]> {
  const [visitor, moderator] = [stage.visitor(), await stage.as("moderator")];
  const { number: contribution } = await stage.contribute();
  const [edited = "", published = "", thrown = "", running = ""] = await Promise.all(
    ["Édition", "Publication", "À jeter", "En cours"].map((title) => draft(editor, title)),
  );
  await post(editor, running, { act: "publish", version: await versionOf(stage, running) });
  const onPoll = async (at: string, good: Fields, fields: Form["fields"]) =>
    form("/equipe/questions/:poll", editor, {
      action: at,
      good: { version: await versionOf(stage, at), ...good },
      fields: { act: one, ...fields },
    });
  const onStatement = async (browser: Browser, at: string, good: Fields, fields: Form["fields"]) =>
    form("/equipe/questions/:poll/affirmations/:statement", browser, {
      action: at,
      good: { version: await versionOf(stage, at), ...good },
      fields: { act: one, ...fields },
    });
  const day = { "heldOn-day": "3", "heldOn-month": "4", "heldOn-year": "2026" };
  const dayFields = { "heldOn-day": one, "heldOn-month": one, "heldOn-year": one };
  const list = `${DESK}/1/affirmations`;
  return [
    form("/questions/:poll/proposer", visitor, {
      action: "/fr/questions/1/proposer",
      good: { step: "send", id: randomUUID(), text: "Une phrase proposée.", language: "fr", website: "" },
      fields: { step: one, text: words(280), language: one },
    }),
    form("/questions/:poll/etapes/:stage", visitor, { action: "/fr/questions/1/etapes/rennes", good: {}, fields: {} }),
    form("/equipe/questions/nouvelle", editor, {
      action: `${DESK}/nouvelle`,
      good: { ...QUESTION, process: ESSAI.process, id: randomUUID() },
      fields: { ...questionFields, process: one, id: one },
    }),
    await onPoll(edited, { ...QUESTION, act: "save", title: "Autre question" }, { ...questionFields, version: one }),
    await onPoll(published, { act: "publish" }, { version: one }),
    await onPoll(thrown, { act: "delete" }, { version: one }),
    // three acts on one question: the first is sent here, the others in the room
    await onPoll(running, { act: "who-proposes", whoProposes: "nobody" }, { whoProposes: one, version: one }),
    {
      ...(await onPoll(running, { act: "put-off", closes: "2091-01-01 00:00" }, { closes: one, version: one })),
      goodElsewhere: true,
    },
    {
      ...(await onPoll(running, { act: "close", reason: "Tout est dit." }, { reason: words(2_000), version: one })),
      goodElsewhere: true,
    },
    await onPoll(`${DESK}/1`, { act: "nodes", codes: "A1-a, A2-b" }, { codes: { list: true }, version: one }),
    form("/equipe/questions/:poll/affirmations", editor, {
      action: list,
      good: { act: "lines", lines: "Une affirmation de l’équipe." },
      fields: { act: one, lines: words(280) },
    }),
    form("/equipe/questions/:poll/affirmations", editor, {
      action: list,
      good: { act: "contribution", contribution: String(contribution), text: "Une phrase tirée d’une contribution." },
      fields: { contribution: one, text: words(280) },
    }),
    await onStatement(
      moderator,
      `${list}/13`,
      { act: "hide", reason: "off_subject", note: "Une précision." },
      { reason: one, note: freely(500), version: one },
    ),
    await onStatement(moderator, `${list}/14`, { act: "show" }, { version: one }),
    await onStatement(editor, `${list}/11`, { act: "meta", meta: "yes" }, { meta: one, version: one }),
    await onStatement(editor, `${list}/10`, { act: "nodes", codes: "A1-b" }, { codes: maybe, version: one }),
    await onStatement(
      editor,
      `${edited}/affirmations/2`,
      { act: "reword", text: "Seconde phrase, autrement." },
      { text: words(280), version: one },
    ),
    await onStatement(editor, `${edited}/affirmations/1`, { act: "remove" }, { version: one }),
    await onStatement(
      editor,
      `${running}/affirmations/2`,
      { act: "correct", text: "Seconde phrase, corrigée." },
      { text: words(280), version: one },
    ),
    form("/equipe/questions/:poll/etapes", editor, {
      action: `${DESK}/1/etapes`,
      good: { act: "add", code: "brest", name: "Brest", territory: "R53", ...day },
      fields: { act: one, code: words(60), name: words(120), territory: maybe, ...dayFields },
    }),
    form("/equipe/questions/:poll/etapes", editor, {
      action: `${DESK}/1/etapes`,
      good: { act: "change", code: "rennes", name: "Rennes, mairie", territory: "R53", ...day },
      fields: { act: one, code: words(60), name: words(120), territory: maybe, ...dayFields },
    }),
    // files are tried in the room; the fields beside them are refused before any file is read
    form("/equipe/reprendre-un-vote", editor, {
      action: "/fr/equipe/reprendre-un-vote",
      good: {
        id: randomUUID(),
        process: ESSAI.process,
        title: "",
        from: "ailleurs",
        language: "fr",
        closes: "2090-01-01 00:00",
      },
      fields: { id: one, process: one, title: freely(200), from: words(200), language: one, closes: one },
      goodElsewhere: true,
    }),
  ];
}
