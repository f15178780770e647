// T41: a moderator who abuses the role. Every act says why, to the author and to everybody; somebody else hears the appeal.
import { afterAll, beforeAll } from "vitest";
import { fault } from "./fault.ts";
import { createStage, type Member, moderate, post, type Stage } from "./stage.ts";

let stage: Stage;
let first: Member;
let second: Member;
beforeAll(async () => {
  stage = await createStage();
  [first, second] = [await stage.as("moderator"), await stage.as("moderator")];
});
afterAll(() => stage.close());

const stateOf = async (number: number) => {
  const [row] = await stage.sql<
    { state: string }[]
  >`select state from contributions.contribution where number = ${number}`;
  return row?.state ?? "";
};
const item = (number: number) => `/fr/equipe/moderation/${number}`;

for (const verb of ["hide", "ask_rephrase", "mask"]) {
  fault(
    "T41",
    {
      attack: `${verb} without ground, without reason, with a ground off the charter`,
      expected: "422, still as it was",
    },
    async () => {
      const wrong: string[] = [];
      for (const fields of [
        { reason: "Une raison." },
        { ground: "insult" },
        { ground: "insult", reason: "   " },
        { ground: "insult", reason: "\u200b" },
        { ground: "i_disagree", reason: "Je ne suis pas d’accord." },
      ]) {
        const { number } = await stage.contribute({ state: "received", body: "Appelez Zoé." });
        const { status } = await post(first, item(number), {
          verb,
          maskedBody: "Appelez [nom].",
          version: "1",
          seen: "received",
          ...fields,
        });
        if (status !== 422 || (await stateOf(number)) !== "received")
          wrong.push(`${JSON.stringify(fields)}: ${status}`);
      }
      return wrong;
    },
  );
}

fault(
  "T41",
  {
    attack: "hiding: what the author, the journal and the public learn",
    expected: "mail, ground, reason, receipt, way to contest, journal with role, public count",
  },
  async () => {
    const { id, number, receiptCode } = await stage.contribute({ state: "received", email: "ana@exemple.fr" });
    await moderate(first, number, { verb: "hide", ground: "hatred", reason: "Une phrase haineuse, la deuxième." });
    const [mail] = await stage.sql<
      { text: string }[]
    >`select text_body as text from notices.mail where subject_id = ${id} and purpose = 'moderation'`;
    const receipt = await (await stage.fetch(`/fr/recepisse/${receiptCode}`)).text();
    const [entry] = await stage.sql<
      { role: string }[]
    >`select acting_role as role from journal.entry where subject_id = ${id} and kind = 'contribution.hidden'`;
    const report = await (await stage.fetch("/fr/transparence")).text();
    const journal = await (await stage.fetch("/fr/journal")).text();
    return [
      mail?.text.includes("Une phrase haineuse, la deuxième.") ? "" : "no reason in the mail",
      mail?.text.includes("/fr/recepisse") ? "" : "no way back in the mail",
      receipt.includes("Une phrase haineuse, la deuxième.") ? "" : "no reason on the receipt",
      receipt.includes(`/recepisse/${receiptCode}/contester`) || /\/contester"/.test(receipt)
        ? ""
        : "no way to contest",
      entry?.role === "moderator" ? "" : "no entry of the journal",
      /[Hh]ain/.test(report) ? "" : "not counted in public",
      journal.length > 2_000 ? "" : "no journal page",
    ].filter(Boolean);
  },
);

const ORIGINAL = "Le docteur Quidamont a tort. Appelez-le au 06 12 34 56 78, il est sourd.";
const FORGED = [
  "Le docteur [nom masqué] a raison. Appelez-le au [téléphone], il est sourd.",
  "[tout masqué] Bravo à l’autorité.",
  "Le docteur [nom masqué] a tort.",
  "il est sourd. [masqué] Le docteur Quidamont a tort.",
  "Tout va bien.",
  `Le docteur [${"x".repeat(200)}] a tort. Appelez-le au [téléphone], il est sourd.`,
];

fault(
  "T41",
  {
    attack: "words put in an author’s mouth under cover of a mask, words dropped without a mark",
    expected: "422, still as it was",
  },
  async () => {
    const wrong: string[] = [];
    for (const maskedBody of FORGED) {
      const { number } = await stage.contribute({ state: "received", body: ORIGINAL });
      const { status } = await post(first, item(number), {
        verb: "mask",
        ground: "personal_data",
        reason: "Un nom.",
        maskedBody,
        version: "1",
        seen: "received",
      });
      if (status !== 422 || (await stateOf(number)) !== "received") wrong.push(`${maskedBody.slice(0, 40)}: ${status}`);
    }
    const { number } = await stage.contribute({ state: "received", body: ORIGINAL });
    const honest =
      "Le docteur [nom masqué] a tort. Appelez-le au [coordonnées masquées], il est [information de santé masquée].";
    const { status } = await post(first, item(number), {
      verb: "mask",
      ground: "personal_data",
      reason: "Un nom.",
      maskedBody: honest,
      version: "1",
      seen: "received",
    });
    if (status !== 303) wrong.push(`an honest mask: ${status}`);
    return wrong;
  },
);

fault(
  "T41",
  {
    attack: "a text proposed under cover of a mask, on a comment that proposes none",
    expected: "no proposed text in public",
  },
  async () => {
    const { number } = await stage.contribute({ state: "received", body: ORIGINAL });
    const maskedBody = "Le docteur [nom masqué] a tort. Appelez-le au [téléphone], il est sourd.";
    await post(first, item(number), {
      verb: "mask",
      ground: "personal_data",
      reason: "Un nom.",
      maskedBody,
      maskedProposed: "Faux.",
      version: "1",
      seen: "received",
    });
    const [row] = await stage.sql<
      { proposed: string | null }[]
    >`select proposed_text as proposed from contributions.public_contribution where number = ${number}`;
    return row?.proposed === null ? "no proposed text in public" : JSON.stringify(row);
  },
);

async function contested(): Promise<{
  readonly number: number;
  readonly receiptCode: string;
  readonly appeal: string;
}> {
  const { number, receiptCode, id } = await stage.contribute({ state: "received", email: "bob@exemple.fr" });
  await moderate(first, number, { verb: "ask_rephrase", ground: "insult", reason: "Une injure." });
  const author = stage.visitor();
  await author.get(`/fr/recepisse/${receiptCode}/contester`);
  await author.submit({ words: "Ce n’est pas une injure." });
  const [row] = await stage.sql<{ id: string }[]>`select id from moderation.appeal where contribution_id = ${id}`;
  return { number, receiptCode, appeal: row?.id ?? "" };
}

fault(
  "T41",
  { attack: "the person who acted decides on the appeal", expected: "403, appeal still waiting" },
  async () => {
    const { appeal } = await contested();
    const { status } = await post(first, `/fr/equipe/recours/${appeal}`, { outcome: "upheld", reason: "J’ai raison." });
    const [row] = await stage.sql<
      { outcome: string | null }[]
    >`select outcome from moderation.appeal where id = ${appeal}`;
    return `${status}, appeal ${row?.outcome === null ? "still waiting" : row?.outcome}`;
  },
);

fault(
  "T41",
  {
    attack: "an appeal won after the author rewrote: words nobody read",
    expected: "received, 0 restored, words of the author shown to who decides",
  },
  async () => {
    const { number, receiptCode, appeal } = await contested();
    const author = stage.visitor();
    await author.get(`/fr/recepisse/${receiptCode}/reformuler`);
    await author.submit({ body: "Des mots que personne n’a lus." });
    const page = await second.get(`/fr/equipe/recours/${appeal}`);
    await post(second, `/fr/equipe/recours/${appeal}`, { outcome: "overturned", reason: "Rien d’injurieux." });
    const [row] = await stage.sql<{ count: number }[]>`
    select count(*) as count from moderation.act join contributions.contribution on contribution.id = act.contribution_id
    where number = ${number} and verb = 'restore'
  `;
    return `${await stateOf(number)}, ${row?.count} restored, words ${page.includes("Des mots que personne") ? "of the author shown to who decides" : "hidden"}`;
  },
);

fault(
  "T41",
  { attack: "an appeal won after the author took the words back", expected: "withdrawn, appeal overturned" },
  async () => {
    const { number, receiptCode, appeal } = await contested();
    const author = stage.visitor();
    await post(author, `/fr/recepisse/${receiptCode}/retirer`, {});
    await post(second, `/fr/equipe/recours/${appeal}`, { outcome: "overturned", reason: "Rien d’injurieux." });
    const [row] = await stage.sql<
      { outcome: string | null }[]
    >`select outcome from moderation.appeal where id = ${appeal}`;
    return `${await stateOf(number)}, appeal ${row?.outcome}`;
  },
);

fault(
  "T41",
  {
    attack: "two moderators at once, 20 times: one publishes, one hides",
    expected: "one act each, the other told (409), state as its act says",
  },
  async () => {
    const wrong: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      const { id, number } = await stage.contribute({ state: "received" });
      const answers = await Promise.all([
        post(first, item(number), { verb: "publish", version: "1", seen: "received" }),
        post(second, item(number), {
          verb: "ask_rephrase",
          ground: "insult",
          reason: "Une injure.",
          version: "1",
          seen: "received",
        }),
      ]);
      const acts = await stage.sql<{ verb: string }[]>`select verb from moderation.act where contribution_id = ${id}`;
      const state = await stateOf(number);
      const codes = answers.map(({ status }) => status).sort();
      const isGood =
        acts.length === 1 &&
        state === (acts[0]?.verb === "publish" ? "published" : "rephrase_asked") &&
        codes.join() === "303,409";
      if (!isGood) wrong.push(`${acts.map(({ verb }) => verb).join("+")} ${state} ${codes.join()}`);
    }
    return wrong;
  },
);
