import { randomBytes, randomUUID } from "node:crypto";
import { type Browser, ESSAI, type Fields } from "../house.ts";
import { amendmentForms } from "./forms-amendments.ts";
import { campaignForms } from "./forms-campaigns.ts";
import { dataRightsForms } from "./forms-data-rights.ts";
import { structureForms } from "./forms-editions.ts";
import { opinionForms } from "./forms-opinions.ts";
import { pollForms } from "./forms-polls.ts";
import { synthesisForms } from "./forms-synthesis.ts";
import { themesForms } from "./forms-themes.ts";
import { voteForms } from "./forms-votes.ts";
import { askLink, decide, moderate, prepareEdition, rewrite, START, type Stage, writeDraft } from "./stage.ts";

/** What a field takes: one of a list (a number and an id count as such), or words up to a length. */
export type FieldKind =
  | { readonly one: true; readonly required?: boolean }
  | { readonly words: number; readonly required?: boolean }
  | { readonly many: true; readonly required?: boolean }
  /** `1-3.7`: numbers in one field. */
  | { readonly list: true; readonly required?: boolean };

export type Form = {
  /** As the list of routes names it. */
  readonly route: string;
  readonly browser: Browser;
  readonly action: string;
  /** What a person would send. */
  readonly good: Fields;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** The good one is sent by another test: here another form stands in its way. */
  readonly goodElsewhere?: true;
};

const one = { one: true, required: true } as const;
const maybe = { one: true } as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;
const list = { list: true, required: true } as const;
const freely = (limit: number) => ({ words: limit }) as const;
const DECISION_WORDS = { verdict: "declined", addressedTo: "", reason: "Un motif.", answer: "Une réponse." };
const decisionFields = { verdict: one, addressedTo: freely(200), reason: words(10_000), answer: words(10_000) };

/** Every form of the product with something good to send, on a stage where each could be sent. */
export async function everyForm(stage: Stage): Promise<readonly Form[]> {
  const visitor = stage.visitor();
  const [participant, moderator, second, editor, administrator] = await Promise.all([
    stage.as("participant"),
    stage.as("moderator"),
    stage.as("moderator"),
    stage.as("editor"),
    stage.as("administrator"),
  ]);
  const form = (route: string, browser: Browser, rest: Omit<Form, "route" | "browser">): Form => ({
    route: `POST /:lang${route}`,
    browser,
    ...rest,
  });
  const forms = [
    ...(await signInForms(stage, form)),
    ...(await contributionForms(stage, visitor, form)),
    ...(await moderationForms(stage, moderator, second, form)),
    ...(await readingForms(stage, editor, form)),
    ...(await decisionForms(stage, editor, form)),
    ...(await editionForms(stage, editor, form)),
    ...(await synthesisForms(stage, editor, form)),
    ...(await amendmentForms(stage, visitor, editor, form)),
    ...(await campaignForms(stage, editor, form)),
    ...(await themesForms(stage, editor, form)),
    ...(await voteForms(stage, editor, form)),
    ...(await pollForms(stage, editor, form)),
    ...(await opinionForms(stage, editor, form)),
    ...(await dataRightsForms(stage, { visitor, administrator }, form)),
    form("/mon-compte", participant, {
      action: "/fr/mon-compte",
      good: { nom: "Nouveau nom", langue: "fr" },
      fields: { nom: words(80), langue: one },
    }),
    form("/mon-compte/mot-de-passe", participant, {
      action: "/fr/mon-compte/mot-de-passe",
      good: { actuel: "", nouveau: "une phrase assez longue" },
      fields: { nouveau: words(128) },
    }),
    form("/equipe/comptes", administrator, {
      action: "/fr/equipe/comptes",
      good: { adresse: "nouveau@jalon.test", nom: "Quelqu’un", langue: "fr", roles: "facilitator", territoire: "R53" },
      fields: {
        adresse: words(254),
        nom: words(80),
        langue: one,
        roles: { many: true, required: true },
        territoire: one,
      },
    }),
    form("/equipe/comptes/:person", administrator, {
      action: `/fr/equipe/comptes/${participant.personId}`,
      good: { acte: "donner", role: "facilitator", territoire: "R53" },
      fields: { acte: one, role: one, territoire: one },
    }),
    form("/equipe/registre-des-traitements", administrator, {
      action: "/fr/equipe/registre-des-traitements",
      good: { act: "end" },
      fields: { act: one },
    }),
    form("/equipe/registre-des-traitements", administrator, {
      action: "/fr/equipe/registre-des-traitements",
      // needs a server of vectors in the settings: processing.routes.test.ts has one
      goodElsewhere: true,
      good: { act: "enter", recipient: "Un organisme", legalBasis: "Un contrat", retention: "Aucune", seen: "" },
      fields: { act: one, recipient: words(300), legalBasis: words(1_000), retention: words(1_000), seen: maybe },
    }),
    form("/equipe/demarches/:process", administrator, {
      action: `/fr/equipe/demarches/${ESSAI.process}`,
      good: { act: "dates", phase: ESSAI.consultationId, opens: "2026-01-01 00:00", closes: "2027-01-01 00:00" },
      fields: { act: one, phase: one, opens: one, closes: one },
    }),
    form("/equipe/demarches/:process", administrator, {
      action: `/fr/equipe/demarches/${ESSAI.process}`,
      good: { act: "add", circle: "00000000-0000-4000-8000-0000000000c1", email: "personne1@jalon.test" },
      fields: { act: one, circle: one, email: one },
    }),
    ...processForms(editor, form),
    form("/equipe/textes/importer", editor, {
      action: "/fr/equipe/textes/importer",
      good: { step: "confirm", format: "markdown", title: "Titre", label: "Projet", text: "# Axe\n\nMots." },
      fields: { format: one, text: words(5_000_000) },
    }),
  ];
  // amendments that came meanwhile are compared with one another when the desk is opened
  await editor.get("/fr/equipe/amendements");
  return forms;
}

function processForms(editor: Browser, form: Make): readonly Form[] {
  const described = {
    title: "Un plan vélo",
    summary: "La ville propose un plan.",
    authority: "Ville d’essai",
    followUp: "Une réponse à chacun.",
    language: "fr",
  };
  const descriptionFields = {
    title: words(200),
    summary: words(2_000),
    authority: words(200),
    followUp: freely(2_000),
    language: one,
  };
  const dates = {
    "opens-day": "1",
    "opens-month": "3",
    "opens-year": "2090",
    "closes-day": "10",
    "closes-month": "3",
    "closes-year": "2090",
  };
  const dateFields = Object.fromEntries(Object.keys(dates).map((name) => [name, one]));
  const steer = (good: Fields, fields: Form["fields"]) =>
    form("/equipe/demarches/:process", editor, { action: `/fr/equipe/demarches/${ESSAI.process}`, good, fields });
  return [
    form("/equipe/demarches/nouvelle", editor, {
      action: "/fr/equipe/demarches/nouvelle",
      good: { step: "confirm", ...described, ...dates, slug: "plan-velo", text: "later" },
      fields: { ...descriptionFields, ...dateFields, text: one },
    }),
    steer({ act: "describe", ...described, text: ESSAI.document }, { ...descriptionFields, act: one, text: one }),
    steer(
      { act: "circle", name: "Partenaires", nameEn: "Partners" },
      { act: one, name: words(100), nameEn: freely(100) },
    ),
    steer({ act: "rights", phase: ESSAI.consultationId, read: [], contribute: [], vote: [] }, { act: one, phase: one }),
  ];
}

export type Make = (route: string, browser: Browser, rest: Omit<Form, "route" | "browser">) => Form;

async function signInForms(stage: Stage, form: Make): Promise<readonly Form[]> {
  const [asking, typing] = [stage.visitor(), stage.visitor()];
  const { link } = await askLink(stage, asking, "lien@jalon.test");
  const { code } = await askLink(stage, typing, "code@jalon.test");
  return [
    form("/connexion", stage.visitor(), {
      action: "/fr/connexion",
      good: { adresse: "autre@jalon.test", retour: "/fr/textes" },
      fields: { adresse: words(254) },
    }),
    form("/connexion/mot-de-passe", stage.visitor(), {
      action: "/fr/connexion/mot-de-passe",
      // nobody has this password: sign-in.routes.test.ts signs in
      goodElsewhere: true,
      good: { adresse: "personne@jalon.test", motDePasse: "un mot de passe" },
      fields: { adresse: words(254), motDePasse: words(1_000) },
    }),
    form("/connexion/lien/:token", asking, { action: link, good: { nom: "Quelqu’un" }, fields: { nom: words(80) } }),
    form("/connexion/lien-envoye", typing, {
      action: "/fr/connexion/lien-envoye",
      good: { code, nom: "Quelqu’un", suite: "nom" },
      fields: { nom: words(80) },
    }),
    form("/deconnexion", await stage.as("participant"), { action: "/fr/deconnexion", good: {}, fields: {} }),
  ];
}

async function contributionForms(stage: Stage, visitor: Browser, form: Make): Promise<readonly Form[]> {
  const published = await stage.contribute();
  const asked = await stage.contribute({ state: "rephrase_asked" });
  const received = await stage.contribute({ state: "received" });
  const answered = await stage.contribute();
  const decision = await decide(stage, [answered.number], { publish: true });
  const step = (path: string, word: string, good: Fields, fields: Form["fields"]) =>
    form("/contribuer/:draft/:step", visitor, { action: `${path}/${word}`, good, fields });
  const plain = await writeDraft(visitor, { kind: { kind: "proposal" } });
  const amendment = await writeDraft(visitor, {
    kind: { kind: "amendment" },
    rewriting: { proposedText: "Les professionnels versent tout." },
  });
  return [
    form("/demarches/:process/contribuer", visitor, {
      action: START,
      good: { where: "passage", passage: "p1", element: "", channel: "online", channelDetail: "" },
      fields: { where: one, passage: one, channel: maybe, channelDetail: freely(200) },
    }),
    form("/demarches/:process/contribuer", visitor, {
      action: START,
      good: { where: "element", element: "A1-a" },
      fields: { where: one, element: one },
    }),
    step(plain, "type", { kind: "comment" }, { kind: one }),
    step(
      amendment,
      "reecriture",
      { operation: "rewrite", proposedText: "Les médecins versent tout.", addedText: "" },
      { operation: maybe, proposedText: words(10_000) },
    ),
    step(
      amendment,
      "reecriture",
      { operation: "add", proposedText: "", addedText: "Un bilan est publié." },
      { addedText: words(10_000) },
    ),
    // of a draft that stays one: what is stored of it can be looked at
    step(amendment, "texte", { title: "", body: "Pour y voir clair." }, {}),
    step(plain, "texte", { title: "Un titre", body: "Des mots." }, { title: freely(200), body: words(10_000) }),
    step(
      plain,
      "auteur",
      { voice: "person", authorName: "Zoé", organisation: "", category: "usagers-patient", territory: "R53" },
      { voice: one, authorName: words(80), organisation: freely(200), category: maybe, territory: maybe },
    ),
    step(plain, "reponse", { wantsAnswer: "yes", email: "zoe@exemple.fr" }, { wantsAnswer: one, email: words(254) }),
    step(plain, "verification", {}, { next: maybe }),
    form("/contributions/:number/soutien", visitor, {
      action: `/fr/contributions/${published.number}/soutien`,
      good: { value: "for" },
      fields: { value: one },
    }),
    form("/recepisse", visitor, { action: "/fr/recepisse", good: { code: asked.receiptCode }, fields: { code: one } }),
    form("/recepisse/:code/reformuler", visitor, {
      action: `/fr/recepisse/${asked.receiptCode}/reformuler`,
      good: { body: "D’autres mots." },
      fields: { body: words(10_000) },
    }),
    form("/recepisse/:code/retirer", visitor, {
      action: `/fr/recepisse/${received.receiptCode}/retirer`,
      good: {},
      fields: {},
    }),
    form("/journal/verifier", visitor, {
      action: "/fr/journal/verifier",
      good: { proof: "c2sp.org/tlog-proof@v1", text: "" },
      fields: { proof: words(400_000), text: freely(400_000) },
    }),
    {
      route: "POST /journal/recu/:object/:revision",
      browser: visitor,
      action: `/journal/recu/${published.id}/1`,
      // needs a log: files.routes.test.ts has one
      goodElsewhere: true,
      good: { code: published.receiptCode },
      fields: { code: one },
    },
    form("/recepisse/:code/reponse", visitor, {
      action: `/fr/recepisse/${answered.receiptCode}/reponse`,
      good: { decision: String(decision.number), value: "partly", why: "Il manque une date." },
      fields: { decision: one, value: one, why: freely(2_000) },
    }),
  ];
}

async function moderationForms(stage: Stage, first: Browser, second: Browser, form: Make): Promise<readonly Form[]> {
  const insulting = await stage.contribute({ state: "received" });
  const waiting = await stage.contribute({ state: "received", body: "Appelez Zoé au 06 12 34 56 78." });
  const hidden = await stage.contribute({ state: "received" });
  const contested = await stage.contribute({ state: "received" });
  for (const { number } of [hidden, contested])
    await moderate(first, number, { verb: "hide", ground: "insult", reason: "Une injure." });
  const author = stage.visitor();
  await author.get(`/fr/recepisse/${contested.receiptCode}/contester`);
  await author.submit({ words: "Ce n’est pas une injure." });
  const [appeal] = await stage.sql<{ id: string }[]>`select id from moderation.appeal`;
  return [
    form("/equipe/moderation/:number", first, {
      action: `/fr/equipe/moderation/${insulting.number}`,
      good: { verb: "hide", ground: "insult", reason: "Une injure.", maskedBody: "", version: "1", seen: "received" },
      fields: { verb: one, ground: one, reason: words(2_000), version: one, seen: one },
    }),
    form("/equipe/moderation/:number", first, {
      action: `/fr/equipe/moderation/${waiting.number}`,
      good: {
        verb: "mask",
        ground: "personal_data",
        reason: "Un numéro.",
        maskedBody: "Appelez Zoé au [téléphone].",
        version: "1",
        seen: "received",
      },
      fields: { verb: one, ground: one, reason: words(2_000), maskedBody: words(10_000), version: one },
    }),
    form("/recepisse/:code/contester", author, {
      action: `/fr/recepisse/${hidden.receiptCode}/contester`,
      good: { words: "Je ne suis pas d’accord." },
      fields: { words: words(4_000) },
    }),
    form("/equipe/recours/:appeal", second, {
      action: `/fr/equipe/recours/${appeal?.id}`,
      good: { outcome: "overturned", reason: "Rien d’injurieux." },
      fields: { outcome: one, reason: words(2_000) },
    }),
  ];
}

async function readingForms(stage: Stage, reader: Browser, form: Make): Promise<readonly Form[]> {
  const { number } = await stage.contribute();
  const desk = `/fr/equipe/lecture/${ESSAI.process}`;
  const onItem = (good: Fields, fields: Form["fields"]) =>
    form("/equipe/lecture/:process/:number", reader, { action: `${desk}/${number}`, good, fields });
  const [person] = await stage.sql<{ id: string }[]>`
    select person_id as id from accounts.role_grant where role = 'editor' order by granted_at limit 1
  `;
  await reader.get(`${desk}/confier?ordre=recentes`);
  const digest = /name="digest" value="([0-9a-f]+)"/.exec(reader.html)?.[1] ?? "";
  return [
    onItem({ act: "read" }, { act: one }),
    onItem(
      { act: "note", note: randomUUID(), words: "À relire.", visibility: "team" },
      { act: one, note: one, words: words(4_000), visibility: one },
    ),
    form("/equipe/lecture/:process", reader, {
      action: desk,
      good: { contribution: String(number), person: person?.id ?? "" },
      fields: { contribution: { many: true, required: true }, person: one },
    }),
    form("/equipe/lecture/:process/confier", reader, {
      action: `${desk}/confier`,
      good: { person: person?.id ?? "", digest, ordre: "recentes" },
      fields: { person: { many: true, required: true }, digest: one },
      // forms after it bring contributions: what is shared out is no longer what was looked at
      goodElsewhere: true,
    }),
  ];
}

async function decisionForms(
  stage: Stage,
  editor: Awaited<ReturnType<Stage["as"]>>,
  form: Make,
): Promise<readonly Form[]> {
  const [first, other, free, late, decided] = [
    await stage.contribute(),
    await stage.contribute(),
    await stage.contribute(),
    await stage.contribute(),
    await stage.contribute(),
  ];
  const draft = await decide(stage, [first.number, other.number]);
  const published = await decide(stage, [decided.number], { publish: true });
  const desk = `/fr/equipe/decisions/${draft.number}`;
  const onDesk = (good: Fields, fields: Form["fields"], action = desk) =>
    form("/equipe/decisions/:decision", editor, { action, good, fields });
  const [process] = await stage.sql<{ id: string }[]>`select id from processes.process`;
  return [
    form("/equipe/decisions/nouvelle", editor, {
      action: "/fr/equipe/decisions/nouvelle",
      good: {
        ...DECISION_WORDS,
        act: "save",
        id: randomUUID(),
        process: process?.id ?? "",
        contributions: String(free.number),
      },
      fields: { ...decisionFields, id: one, process: one, contributions: list },
    }),
    onDesk({ ...DECISION_WORDS, act: "save", version: "1" }, { ...decisionFields, act: one, version: one }),
    onDesk(
      { act: "add", contribution: String(late.number) },
      { act: one, contribution: { many: true, required: true } },
    ),
    onDesk({ act: "remove", contribution: String(other.number) }, { act: one, contribution: { many: true } }),
    onDesk(
      { act: "replace", id: randomUUID(), revisionReason: "Une étude est parue.", scope: "all", numbers: "" },
      { act: one, id: one, revisionReason: words(10_000), scope: one },
      `/fr/equipe/decisions/${published.number}`,
    ),
    onDesk(
      {
        act: "replace",
        id: randomUUID(),
        revisionReason: "Une étude est parue.",
        scope: "part",
        numbers: `${decided.number}`,
      },
      {},
      `/fr/equipe/decisions/${published.number}`,
    ),
    onDesk({ act: "asked", version: "1" }, { version: one }, await deskOf(stage)),
    onDesk(
      { act: "sent_back", version: "1", note: "Dites quand." },
      { note: words(5_000) },
      await deskOf(stage, "asked"),
    ),
    onDesk({ act: "approved", version: "1", note: "" }, { version: one }, await deskOf(stage, "asked")),
    onDesk({ act: "taken_back", version: "1" }, { version: one }, await deskOf(stage, "asked")),
    onDesk({ act: "discard" }, {}, await deskOf(stage)),
    onDesk({ act: "restore" }, {}, await deskOf(stage, "discarded")),
    onDesk({ act: "undo", batch: randomUUID() }, {}, await deskOf(stage)),
    onDesk({ act: "link", claim: String(await claimOf(stage)) }, { claim: one }),
    onDesk({ act: "unlink", claim: "1" }, {}),
    form("/equipe/modeles-de-decision", editor, {
      action: "/fr/equipe/modeles-de-decision",
      good: { ...TEMPLATE, id: randomUUID(), act: "save" },
      fields: { id: one, title: words(200), reason: freely(10_000), answer: freely(10_000) },
    }),
    form("/equipe/modeles-de-decision/:template", editor, {
      action: `/fr/equipe/modeles-de-decision/${await templateOf(stage, editor.personId)}`,
      good: { ...TEMPLATE, version: "1", act: "save" },
      fields: { act: one, title: words(200), reason: freely(10_000), answer: freely(10_000), version: one },
    }),
    form("/equipe/decisions", editor, {
      action: "/fr/equipe/decisions",
      good: { act: "publish", demarche: ESSAI.process, decisions: String(draft.number) },
      fields: { act: one, decisions: list },
    }),
  ];
}

const TEMPLATE = {
  title: "Déjà prévu",
  process: "",
  verdict: "",
  reason: "Le texte le prévoit.",
  answer: "C’est prévu.",
};

/** Address of a draft of its own, so that one form does not stand in the way of another. */
async function deskOf(stage: Stage, state: "draft" | "asked" | "discarded" = "draft"): Promise<string> {
  const { id, number } = await decide(stage, [(await stage.contribute()).number]);
  const { personId } = await stage.as("analyst");
  if (state === "asked") {
    await stage.sql`
      insert into decisions.review (decision_id, version, act, made_by, acting_role)
      values (${id}, 1, 'asked', ${personId}, 'analyst')
    `;
  }
  if (state === "discarded") {
    await stage.sql`update decisions.covering set is_in_force = false where decision_id = ${id}`;
    await stage.sql`update decisions.decision set discarded_at = now(), discarded_by = ${personId} where id = ${id}`;
  }
  return `/fr/equipe/decisions/${number}`;
}

async function claimOf(stage: Stage): Promise<number> {
  const [row] = await stage.sql<{ number: number }[]>`
    insert into synthesis.claim (process_id, position, kind, text, acting_role)
    values (${ESSAI.processId}, 100, 'claim', 'Beaucoup attendent une date.', 'editor')
    returning number
  `;
  return row?.number ?? 0;
}

async function templateOf(stage: Stage, personId: string): Promise<string> {
  const [row] = await stage.sql<{ id: string }[]>`
    insert into decisions.template (title, reason, answer, made_by, acting_role)
    values ('Déjà prévu', 'Le texte le prévoit.', 'C’est prévu.', ${personId}, 'editor')
    returning id
  `;
  return row?.id ?? "";
}

async function editionForms(stage: Stage, editor: Browser, form: Make): Promise<readonly Form[]> {
  const edition = await prepareEdition(editor);
  await rewrite(editor, edition, "p1", "Les professionnels versent les documents le jour même.");
  const at = `/fr/equipe/editions/${edition}`;
  const details = { title: "Texte d’essai", subtitle: "", label: "Projet", note: "" };
  const seen = { "seen-title": "Texte d’essai", "seen-subtitle": "", "seen-label": "Projet", "seen-note": "" };
  const passage = (anchor: string, good: Fields, fields: Form["fields"]) =>
    form("/equipe/editions/:edition/passages/:anchor", editor, { action: `${at}/passages/${anchor}`, good, fields });
  const node = (good: Fields, fields: Form["fields"]) =>
    form("/equipe/editions/:edition/elements/:code", editor, { action: `${at}/elements/A2-b`, good, fields });
  const seen2 = "Chaque personne voit qui a lu ses documents.";
  return [
    form("/equipe/editions", editor, {
      action: "/fr/equipe/editions",
      good: { document: ESSAI.document, from: ESSAI.editionId },
      fields: { document: one, from: one },
    }),
    form("/equipe/editions/:edition", editor, {
      action: at,
      good: { act: "describe", ...details, title: "Texte d’essai, suite", ...seen },
      fields: { act: one, title: words(500), subtitle: freely(500), label: words(200), note: freely(10_000) },
    }),
    passage("p2", { act: "rewrite", text: "Chaque personne sait.", seen: seen2 }, { act: one, text: words(10_000) }),
    passage("p3", { act: "move", node: ESSAI.nodeId(5), position: "1" }, { act: one, node: one, position: one }),
    passage("p8", { act: "remove", seen: "Les images aussi." }, { act: one, seen: one }),
    passage("p1", { act: "account", why: "editorial", reason: "Clarté" }, { act: one, why: one, reason: words(2_000) }),
    passage(
      "p1",
      { act: "account", why: "decisions", decision: "1" },
      { act: one, why: one, decision: { many: true, required: true } },
    ),
    node({ act: "retitle", title: "Autre titre", seen: "Objectif deux b" }, { act: one, title: words(500), seen: one }),
    node({ act: "add", text: "Un de plus.", position: "1" }, { act: one, text: words(10_000), position: one }),
    ...(await structureForms(stage, editor, form, at)),
    form("/equipe/editions/:edition/publier", editor, {
      action: `${at}/publier`,
      // refused in the end, once other forms have made differences without a reason; twice.test.ts publishes
      goodElsewhere: true,
      good: { drafts: "tied", "publishedOn-day": "1", "publishedOn-month": "3", "publishedOn-year": "2026" },
      fields: { drafts: one, "publishedOn-year": one, "publishedOn-month": one, "publishedOn-day": maybe },
    }),
  ];
}

export const canary = (): string => `canari${randomBytes(6).toString("hex")}`;
