// Classes B and L, T21: what is not public is in no page, list, search, feed, file, journal or export of whoever may not see it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { asId, type EditionId, type PassageId, type PersonId, type ProcessId } from "#kernel/ids.ts";
import { adoptAll } from "#rooms/adoption";
import { initJournal, sequenceAll } from "#rooms/sequencer";
import { type Browser, ESSAI } from "../house.ts";
import { crawl, type Seen } from "./crawl.ts";
import { fault } from "./fault.ts";
import { canary } from "./forms.ts";
import {
  createStage,
  decide,
  type Member,
  moderate,
  prepareEdition,
  rewrite,
  type Stage,
  writeDraft,
} from "./stage.ts";

let stage: Stage;
const ROLES = [
  "visitor",
  "participant",
  "author",
  "moderator",
  "editor",
  "analyst",
  "facilitator",
  "administrator",
] as const;
type Role = (typeof ROLES)[number];
const browsers = new Map<Role, Browser>();

/** Each hidden thing, its canary, and who may see it. */
const hidden = new Map<string, { readonly word: string; readonly for: readonly Role[] }>();
function hide(what: string, ...roles: readonly Role[]): string {
  const word = canary();
  hidden.set(what, { word, for: roles });
  return word;
}
const PRIVATE = { process: "prive", document: "texte-prive" };
const numbers: number[] = [];
const addresses: string[] = [];

beforeAll(async () => {
  stage = await createStage();
  const { sql } = stage;
  const author = await stage.as("participant");
  const members: Readonly<Record<Exclude<Role, "visitor" | "author">, Member>> = {
    participant: await stage.as("participant"),
    moderator: await stage.as("moderator"),
    editor: await stage.as("editor"),
    analyst: await stage.as("analyst"),
    facilitator: await stage.as({ role: "facilitator", territory: "R53" }),
    administrator: await stage.as("administrator"),
  };
  browsers.set("visitor", stage.visitor()).set("author", author);
  for (const [role, browser] of Object.entries(members)) browsers.set(role as Role, browser);
  await bringContributions(author, members);
  await bringTexts(members.editor);
  await bringWorkOfTheTeam(author, members);
  await bringPolls(author);
  await bringPrivateProcess();
  await bringLog();
  await sql`update accounts.person set email = ${`${hide("e-mail of an account", "author", "administrator")}@exemple.fr`},
    display_name = ${hide("name of an account", "author", "administrator")} where id = ${author.personId}`;
}, 120_000);
afterAll(() => stage.close());

async function bringContributions(author: Member, team: { readonly moderator: Member }): Promise<void> {
  const team2 = ["moderator", "administrator"] as const;
  const personId: PersonId = author.personId;
  const bring = async (given: Parameters<Stage["contribute"]>[0]) => {
    const made = await stage.contribute({ personId, ...given });
    numbers.push(made.number);
    return made;
  };
  const email = `${hide("address left for the answer", "author", "administrator")}@exemple.fr`;
  await bring({ state: "received", body: hide("received", "author", ...team2), email });
  await bring({ state: "withdrawn", body: hide("withdrawn", "author", ...team2) });
  const rude = await bring({ state: "received", body: hide("hidden", "author", ...team2), email });
  const reason = hide("reason of hiding", "author", ...team2);
  await moderate(team.moderator, rude.number, { verb: "hide", ground: "insult", reason });
  const words = hide("words of an appeal", "author", ...team2);
  const contesting = stage.visitor();
  await contesting.get(`/fr/recepisse/${rude.receiptCode}/contester`);
  await contesting.submit({ words });
  const vague = await bring({ state: "received", body: hide("asked to rephrase", "author", ...team2) });
  await moderate(team.moderator, vague.number, {
    verb: "ask_rephrase",
    ground: "personal_data",
    reason: "Un nom est cité.",
  });
  const secret = hide("masked words", "author", ...team2);
  const named = await bring({ state: "received", body: `Le docteur ${secret} a tort.` });
  const mask = {
    verb: "mask",
    ground: "personal_data",
    reason: "Un nom.",
    maskedBody: "Le docteur [nom masqué] a tort.",
  };
  await moderate(team.moderator, named.number, mask);
  await writeDraft(stage.visitor(), { words: { body: hide("words of somebody’s draft") } });
  const before = hide("words before they were rewritten", "author", ...team2);
  const again = await bring({ state: "rephrase_asked", body: before });
  const rewriting = stage.visitor();
  await rewriting.get(`/fr/recepisse/${again.receiptCode}/reformuler`);
  await rewriting.submit({ body: "Des mots calmes." });
  await moderate(team.moderator, again.number, { verb: "publish", version: "2" });
  addresses.push(
    ...numbers.flatMap((number) => [`/fr/contributions/${number}`, `/en/contributions/${number}/soutien`]),
  );
  const decided = await stage.contribute();
  const decision = await decide(stage, [decided.number], {
    reason: hide("reason of a draft decision", "editor", "analyst", "administrator"),
    answer: hide("answer of a draft decision", "editor", "analyst", "administrator"),
  });
  addresses.push(`/fr/decisions/${decision.number}`, `/fr/equipe/decisions/${decision.number}`);
  await stage.sql`
    insert into notices.mail (to_address, subject, text_body, language, purpose)
    values ('quelqu-un@exemple.fr', ${hide("subject of a mail", "administrator")}, ${hide("words of a mail", "administrator")}, 'fr', 'answer')
  `;
}

/** The log as it is served: what opens each commitment, and each proof, by their addresses. */
async function bringLog(): Promise<void> {
  const { sql, app } = stage;
  const keys = mkdtempSync(path.join(os.tmpdir(), "jalon-representations-"));
  const files = {
    ...app.world.config,
    keys,
    anchor: path.join(keys, "anchor.json"),
    policy: path.join(keys, "politique"),
  };
  await initJournal(sql, files);
  await adoptAll(sql);
  await sequenceAll(sql, files);
  rmSync(keys, { recursive: true });
  const opened = await sql<{ o: string; r: number }[]>`select o, r from journal.opening`;
  if (opened.length < numbers.length) throw new Error(`${opened.length} openings for ${numbers.length} contributions`);
  addresses.push("/journal/ouvertures/0", "/journal/tile/entries/000.p/1");
  for (const { o, r } of opened)
    addresses.push(`/journal/ouverture/${o}/${r}`, `/journal/recu/${o}/${r}`, `/fr/journal/preuve/${o}`);
}

/** A question in preparation, a statement that nobody read yet, one whose words must not be read. */
async function bringPolls(author: Member): Promise<void> {
  const { sql } = stage;
  const team = ["moderator", "editor", "analyst", "facilitator", "administrator"] as const;
  const readers = ["moderator", "editor", "administrator"] as const;
  const [draft] = await sql<{ number: number }[]>`
    insert into polls.poll (process_id, title, introduction, opens_at, closes_at, acting_role)
    values (
      ${ESSAI.processId}, ${hide("title of a question in preparation", ...team)},
      ${hide("introduction of a question in preparation", ...team)}, now(), now() + interval '9 days', 'editor'
    )
    returning number
  `;
  await sql`
    insert into polls.statement (poll_id, number, text, language, origin, state, hidden_reason, proposed_by)
    values
      (${ESSAI.pollId}, 901, ${hide("statement that waits", "author", ...readers)}, 'fr', 'participant', 'waiting', null, ${author.personId}),
      (${ESSAI.pollId}, 902, ${hide("statement with personal data", "author", ...readers)}, 'fr', 'participant', 'hidden', 'personal_data', ${author.personId})
  `;
  const own = ["", "/affirmations", "/affirmations?etat=masquees", "/proposer", "/voter", "/resultats", "/mes-votes"];
  addresses.push(
    ...own.flatMap((page) => [`/fr/questions/1${page}`, `/fr/questions/${draft?.number}${page}`]),
    ...["901", "902"].flatMap((number) => [
      `/fr/questions/1/affirmations/${number}`,
      `/fr/equipe/questions/1/affirmations/${number}`,
    ]),
    ...["", "/affirmations", "/etapes"].map((page) => `/fr/equipe/questions/${draft?.number}${page}`),
  );
}

/** What the team writes for itself, and what an author tells the team alone. */
async function bringWorkOfTheTeam(author: Member, { analyst, editor }: Record<"analyst" | "editor", Member>) {
  const { sql } = stage;
  const readers = ["analyst", "editor", "administrator"] as const;
  const { id, number } = await stage.contribute({ personId: author.personId });
  addresses.push(`/fr/contributions/${number}`, `/fr/equipe/lecture/${ESSAI.process}/${number}`, "/fr/equipe/reponses");
  await sql`
    insert into reading.note (contribution_id, person_id, visibility, words)
    values (${id}, ${analyst.personId}, 'self', ${hide("note that a reader keeps", "analyst")}),
      (${id}, ${analyst.personId}, 'team', ${hide("note for the team", ...readers)})
  `;
  const decision = await decide(stage, [number], { publish: true });
  await sql`
    insert into answers.opinion (contribution_id, decision_id, value, why)
    values (${id}, ${decision.id}, 'no', ${hide("words of an author about the answer", "author", ...readers)})
  `;
  const draft = await decide(stage, [(await stage.contribute()).number]);
  addresses.push(`/fr/equipe/decisions/${draft.number}`);
  await sql`
    insert into decisions.review (decision_id, version, act, note, made_by, acting_role)
    values (${draft.id}, 1, 'asked', '', ${analyst.personId}, 'analyst'),
      (${draft.id}, 1, 'sent_back', ${hide("note of a review", ...readers)}, ${editor.personId}, 'editor')
  `;
  await sql`
    insert into decisions.template (title, reason, answer, made_by, acting_role)
    values ('Déjà prévu', ${hide("template of a decision", ...readers)}, 'Oui.', ${editor.personId}, 'editor')
  `;
  await sql`
    insert into synthesis.claim (process_id, position, kind, text, acting_role)
    values (${ESSAI.processId}, 1, 'claim', ${hide("claim that is not published", ...readers)}, 'editor')
  `;
  await sql`
    with campaign as (
      insert into campaigns.campaign (process_id, name, kept_contribution_id)
      values (${ESSAI.processId}, ${hide("campaign that is only proposed", ...readers)}, ${id})
      returning id
    )
    insert into campaigns.member (campaign_id, contribution_id, similarity) select id, ${id}, 1 from campaign
  `;
  addresses.push("/fr/envois-groupes/1", "/fr/constats/1", `/fr/demarches/${ESSAI.process}/synthese`);
}

async function bringTexts(editor: Browser): Promise<void> {
  const edition = await prepareEdition(editor);
  await rewrite(editor, edition, "p4", `Un texte ${hide("words of a draft edition", "editor", "administrator")}.`);
  const form = `/fr/equipe/editions/${edition}`;
  await editor.get(`${form}?etape=presentation`);
  const note = hide("note of a draft edition", "editor", "administrator");
  await editor.submit({ title: "Texte d’essai", subtitle: "", label: "Projet 2", note, act: "describe" }, form);
  const document = `/fr/textes/${ESSAI.document}`;
  addresses.push(`${document}/editions/2`, `${document}/editions/2/integral`, `${document}/editions/2/elements/A2-a`);
  addresses.push(`${document}/editions/2/modifications`, `${document}/comparer?de=1&a=2`, `${document}/passages/p4`);
  addresses.push(`${form}`, `${form}/passages/p4`, `${form}/publier`);
  const [change] = await stage.sql<{ number: number }[]>`select number from editions.change`;
  addresses.push(`${document}/modifications/${change?.number}`);
}

/** A process and its text that only one circle may read. */
async function bringPrivateProcess(): Promise<void> {
  const team = ["moderator", "editor", "analyst", "facilitator", "administrator"] as const;
  const { sql } = stage;
  const words = hide("text of a process for one circle", ...team);
  const [made] = await sql<{ process: string; edition: string; passage: string }[]>`
    with document as (
      insert into documents.document (slug, kind, title) values (${PRIVATE.document}, 'roadmap', 'Texte réservé') returning id
    ),
    process as (
      insert into processes.process (slug, title, summary, authority, document_id)
      select ${PRIVATE.process}, 'Démarche réservée', 'Pour un cercle.', 'L’autorité d’essai', id from document returning id
    ),
    circle as (
      insert into processes.circle (process_id, position, name, name_en) select id, 1, 'Équipe', 'Core' from process returning id
    ),
    phase as (
      insert into processes.phase (process_id, position, kind, title, title_en, planned_opens_at, planned_closes_at)
      select id, 1, 'consultation', 'Consultation', 'Consultation', now() - interval '1 day', now() + interval '1 day' from process
      returning id
    ),
    rights as (
      insert into processes.phase_circle (phase_id, circle_id, may_contribute, may_vote)
      select phase.id, circle.id, true, true from phase cross join circle
    ),
    node as (insert into documents.node (document_id) select id from document returning id, document_id),
    passage as (insert into documents.passage (document_id, anchor) select id, 'p1' from document returning id, document_id),
    edition as (
      insert into documents.edition (document_id, number, title, label) select id, 1, 'Texte réservé', 'Projet' from document returning id
    ),
    placed as (
      insert into documents.edition_node (edition_id, document_id, node_id, position, sort_key, type, code, title)
      select edition.id, node.document_id, node.id, 1, '0001', 'axis', '1', 'Axe réservé' from edition cross join node
      returning node_id
    ),
    written as (
      insert into documents.edition_passage (edition_id, document_id, passage_id, node_id, position, text)
      select edition.id, passage.document_id, passage.id, placed.node_id, 1, ${words} from edition cross join passage cross join placed
    )
    select process.id as process, edition.id as edition, passage.id as passage from process cross join edition cross join passage
  `;
  await sql`
    update documents.edition set state = 'published', published_on = '2026', published_at = now(), hash = repeat('d', 64)
    where id = ${made?.edition ?? ""}
  `;
  const { number } = await stage.contribute({
    processId: asId<ProcessId>(made?.process ?? ""),
    editionId: asId<EditionId>(made?.edition ?? ""),
    passageId: asId<PassageId>(made?.passage ?? ""),
    nodeId: null,
    body: hide("contribution of a process for one circle", ...team),
  });
  const reason = hide("decision of a process for one circle", ...team);
  const [decision] = await sql<{ id: string; number: number }[]>`
    insert into decisions.decision (process_id, verdict, reason, answer, acting_role)
    values (${made?.process ?? ""}, 'accepted', ${reason}, 'Oui.', 'editor') returning id, number
  `;
  await sql`
    insert into decisions.covering (decision_id, contribution_id, acting_role)
    select ${decision?.id ?? ""}, id, 'editor' from contributions.contribution where number = ${number}
  `;
  await sql`update decisions.decision set state = 'published', published_at = now() where id = ${decision?.id ?? ""}`;
  const text = `/fr/textes/${PRIVATE.document}`;
  addresses.push(
    `/fr/contributions/${number}`,
    `/fr/decisions/${decision?.number}`,
    `${text}/editions/1`,
    `${text}/editions/1/integral`,
  );
  addresses.push(
    text,
    `${text}/editions/1/elements/1`,
    `${text}/passages/p1`,
    `${text}/comparer`,
    `${text}/editions/1/modifications`,
  );
  addresses.push(`/fr/demarches/${PRIVATE.process}`, `/fr/demarches/${PRIVATE.process}/contributions`);
  addresses.push(
    `/fr/demarches/${PRIVATE.process}/decisions`,
    `/fr/demarches/${PRIVATE.process}/contribuer?passage=p1`,
  );
  for (const file of ["contributions.csv", "passages.json", "decisions.csv", "editions.json"])
    addresses.push(`/fr/donnees-ouvertes/${PRIVATE.process}/${file}`, `/fr/donnees-ouvertes/${ESSAI.process}/${file}`);
}

const START = [
  "/fr",
  "/en",
  "/fr/plan-du-site",
  "/fr/journal",
  "/fr/transparence",
  "/fr/donnees-ouvertes",
  "/fr/equipe",
];

/** All that a role is given, crawled once. */
const crawled = new Map<Role, Promise<readonly Seen[]>>();
const pagesOf = (role: Role): Promise<readonly Seen[]> => {
  const pages =
    crawled.get(role) ??
    crawl(browsers.get(role) as Browser, [...START, ...addresses], { isBilingual: role === "visitor" });
  crawled.set(role, pages);
  return pages;
};

for (const role of ROLES) {
  fault(
    "T21",
    {
      attack: `full crawl as ${role}, and every address that may be guessed`,
      expected: "no canary of others",
      timeout: 120_000,
    },
    async () => {
      const pages = await pagesOf(role);
      const wrong = pages.filter(({ status }) => status >= 500).map(({ address, status }) => `${status} on ${address}`);
      for (const [what, { word, for: roles }] of hidden) {
        if (roles.includes(role)) continue;
        for (const { address, text } of pages) if (text.includes(word)) wrong.push(`${what} on ${address}`);
      }
      if (pages.length < 60) wrong.push(`only ${pages.length} pages seen`);
      return wrong;
    },
  );
}

fault(
  "T21",
  {
    attack: "what may be seen by some is seen: the canaries are alive",
    expected: "each canary seen by its people",
    timeout: 120_000,
  },
  async () => {
    const unseen: string[] = [];
    const pages = new Map<Role, string>();
    for (const role of ["moderator", "editor", "analyst", "administrator"] as const) {
      const asked = numbers.map((number) => `/fr/equipe/moderation/${number}`);
      const more = await crawl(browsers.get(role) as Browser, asked, { isFollowed: false });
      pages.set(role, [...(await pagesOf(role)), ...more].map(({ text }) => text).join("\n"));
    }
    for (const [what, { word, for: roles }] of hidden) {
      const some = roles.filter((role) => pages.has(role));
      // the words before a rewording are kept, and shown to nobody
      if (what.includes("before they were")) continue;
      if (some.length > 0 && !some.some((role) => pages.get(role)?.includes(word)))
        unseen.push(`${what} by ${some.join(", ")}`);
    }
    return unseen;
  },
);

fault(
  "T21",
  { attack: "the search of a list, asked for hidden words", expected: "finds as little as with words nobody wrote" },
  async () => {
    const wrong: string[] = [];
    const list = `/fr/demarches/${ESSAI.process}/contributions?q=`;
    const desk = `/fr/equipe/decisions?demarche=${ESSAI.process}&q=`;
    for (const [who, address] of [
      ["visitor", list],
      ["participant", list],
      ["editor", list],
      ["editor", desk],
    ] as const) {
      const browser = browsers.get(who) as Browser;
      const bare = async (word: string) =>
        (await (await browser.request(address + word)).text()).replaceAll(word, "").replace(/value="[\w-]{40,}"/g, "");
      const nothing = await bare(canary());
      for (const [what, { word }] of hidden)
        if ((await bare(word)) !== nothing) wrong.push(`${what} found by ${who} at ${address}`);
    }
    return wrong;
  },
);

fault("T21", { attack: "the export of the command line", expected: "no canary" }, async () => {
  const { commands } = await import("../../src/app.ts");
  const folder = mkdtempSync(path.join(os.tmpdir(), "jalon-export-"));
  try {
    const { exportProcess } = await import("../../src/rooms/open-data/export.actions.ts");
    await exportProcess(stage.sql, { process: ESSAI.process, folder, onProgress: () => {} });
    const all = readdirSync(folder)
      .map((name) => readFileSync(path.join(folder, name), "utf8"))
      .join("\n");
    const found = [...hidden].filter(([, { word }]) => all.includes(word)).map(([what]) => what);
    const isRefused = await exportProcess(stage.sql, { process: PRIVATE.process, folder, onProgress: () => {} }).then(
      () => false,
      () => true,
    );
    return [
      ...found,
      ...(isRefused ? [] : ["a process for one circle is exported"]),
      ...(commands.length > 0 ? [] : ["no command"]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
});

fault(
  "T21",
  { attack: "a page kept for visitors, once the contribution on it is hidden", expected: "200 then 404, in no list" },
  async () => {
    const word = canary();
    const { number } = await stage.contribute({ body: word });
    const list = `/fr/demarches/${ESSAI.process}/contributions?q=${word}`;
    const first = await stage.fetch(`/fr/contributions/${number}`);
    await (await stage.fetch(list)).text();
    await moderate(browsers.get("moderator") as Browser, number, {
      verb: "hide",
      ground: "insult",
      reason: "Une injure.",
    });
    const second = await stage.fetch(`/fr/contributions/${number}`);
    const after = await (await stage.fetch(list)).text();
    const isListed = after.includes(`/contributions/${number}"`);
    return `${first.status} then ${second.status}, in ${isListed ? "a" : "no"} list`;
  },
);
