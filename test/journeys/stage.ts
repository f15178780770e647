import { urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import { Browser, type Fields } from "../plain-browser.ts";
import type { Product } from "../product.ts";
import { type Groups, prepareCampaigns } from "./stage-campaigns.ts";
import { type Erased, prepareDataRights } from "./stage-data-rights.ts";
import { askThemeDraft, waitForThemeDraft } from "./stage-drafts.ts";
import { type Polls, preparePolls } from "./stage-polls.ts";
import { prepareSynthesis } from "./stage-synthesis.ts";
import { prepareThemes, type Samples } from "./stage-themes.ts";

export const TRIAL = "rejouer-la-concertation";
export const TRIAL_TEXT = "feuille-de-route-2023-2027-essai";
export const REAL = "co-construction-2022-2023";
export const REAL_TEXT = "feuille-de-route-2023-2027";

/** Questions of the demonstration: one is closed, with its stages and results; one is open on the trial copy. */
export const CLOSED_POLL = 1;
export const OPEN_POLL = 2;

/** What the pages show: one contribution in each state, a decision and an edition in preparation, an appeal, a mail. */
export type Stage = {
  readonly draft: string;
  readonly sent: string;
  readonly waiting: Sent;
  readonly published: Sent;
  /** Decided, with its answer published. */
  readonly answered: Sent;
  readonly hidden: Sent;
  readonly toRephrase: Sent;
  /** Published, then erased by its author; with a request that waits. */
  readonly erased: Erased;
  readonly appeal: string;
  readonly decision: string;
  /** Number of a published amendment that nothing decides, with an argument about it. */
  readonly amendment: string;
  /** Words to start a decision from. */
  readonly template: string;
  /** Number of a claim that two publications hold, reworded in the second. */
  readonly claim: string;
  readonly edition: string;
  /** Numbers of two samples coded twice: one closed, with a disagreement, one open. */
  readonly samples: Samples;
  readonly campaigns: Groups;
  readonly polls: Polls;
  /** Number of a draft of themes that is ready. */
  readonly themeDraft: string;
  /** Id of a decision of the demonstration, as the thread names it. */
  readonly thread: string;
  readonly mail: string;
  readonly person: string;
};
export type Sent = { readonly draft: string; readonly receipt: string; readonly number: string };

/** The same browser without JavaScript as the tests of rooms, on the started product. */
export function plainBrowser({ url }: Product): Browser {
  const fetchIt = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers);
    if (headers.has("origin")) headers.set("origin", url);
    const { pathname, search } = new URL(request.url);
    const body = request.method === "POST" ? await request.text() : null;
    return await fetch(url + pathname + search, { method: request.method, headers, body, redirect: "manual" });
  };
  return new Browser({ fetch: fetchIt });
}

async function signedIn(product: Product, role: Role): Promise<Browser> {
  const browser = plainBrowser(product);
  const { email, password } = product.account(role);
  await browser.get(urls.signInPassword("fr"));
  await browser.submit({ adresse: email, motDePasse: password });
  return browser;
}

/** Fails with the page when it does not hold what is looked for. */
function found(browser: Browser, wanted: RegExp): string {
  const value = wanted.exec(browser.html)?.[1];
  if (value === undefined) throw new Error(`${wanted} not found on ${browser.path} (${browser.status})`);
  return value;
}

const PASSAGE = "p1";

/** Answers every question about a passage but does not send. */
async function prepare(browser: Browser, words: Fields): Promise<string> {
  await browser.get(urls.contributeStart("fr", { process: TRIAL }, { passage: PASSAGE }));
  await browser.submit({ where: "passage" });
  const draft = /contribuer\/([0-9a-f-]{36})/.exec(browser.path)?.[1] ?? "";
  const { kind = "comment", ...rest } = words;
  await browser.submit({ kind });
  if (rest.proposedText) await browser.submit({ proposedText: rest.proposedText });
  await browser.submit({ body: rest.body ?? "" });
  await browser.submit({ voice: "person", authorName: "Zoé L.", territory: "R53" });
  await browser.submit({ wantsAnswer: "yes", email: "zoe@exemple.fr" });
  return draft;
}

export async function send(browser: Browser, words: Fields): Promise<Sent> {
  const draft = await prepare(browser, words);
  await browser.submit({});
  const receipt = found(browser, /(?<![\w-])((?:[A-Z2-9]{4}-){2}[A-Z2-9]{4})(?![\w-])/);
  await browser.get(urls.receipt("fr", { code: receipt }));
  return { draft, receipt, number: found(browser, /<h1[^>]*>[^<]*?(\d+)<\/h1>/) };
}

export async function setStage(product: Product): Promise<Stage> {
  const citizen = plainBrowser(product);
  const analyst = await signedIn(product, "analyst");
  const themeDraft = await askThemeDraft(analyst, REAL);
  const amendment = { kind: "amendment", proposedText: "Les professionnels versent chaque jour les documents utiles." };
  const draft = await prepare(citizen, { ...amendment, body: "Pour fixer un rythme." });
  const waiting = await send(citizen, { body: "Écrivez-moi au 06 12 34 56 78. Mon mari est diabétique depuis 2015." });
  const published = await send(citizen, { ...amendment, body: "Chaque jour, c’est plus clair." });
  const amended = await send(citizen, {
    kind: "amendment",
    proposedText: "Les professionnels versent chaque semaine les documents utiles.",
    body: "Chaque jour, c’est trop.",
  });
  const answered = await send(citizen, { body: "Merci de dater cet objectif." });
  const hidden = await send(citizen, { body: "Achetez mes matelas." });
  const contested = await send(citizen, { body: "Ce texte parle de ma ville." });
  const toRephrase = await send(citizen, { body: "Mon voisin Paul Durand confirme." });

  const moderator = await signedIn(product, "moderator");
  const moderate = async ({ number }: Sent, fields: Fields) => {
    await moderator.get(urls.teamModerationItem("fr", { number }));
    await moderator.submit(fields);
  };
  const reason = "Ce texte ne porte pas sur le passage.";
  await moderate(published, { verb: "publish" });
  await moderate(amended, { verb: "publish" });
  await citizen.get(urls.argue("fr", { number: amended.number }));
  await citizen.submit({ stance: "for" });
  await citizen.submit({ body: "Une semaine laisse le temps de relire." });
  await citizen.submit({ voice: "anonymous" });
  await citizen.submit({ wantsAnswer: "no" });
  await citizen.submit({});
  await moderate(answered, { verb: "publish" });
  await moderate(hidden, { verb: "hide", ground: "advertising", reason });
  await moderate(contested, { verb: "hide", ground: "off_subject", reason });
  await moderate(toRephrase, {
    verb: "ask_rephrase",
    ground: "personal_data",
    reason: "Retirez le nom de la personne.",
  });
  await citizen.get(urls.receiptAppeal("fr", { code: contested.receipt }));
  await citizen.submit({ words: "Ma ville est concernée par ce passage." });
  await moderator.get(urls.teamAppeals("fr"));
  const appeal = found(moderator, /\/equipe\/recours\/([0-9a-f-]{36})/);

  const editor = await signedIn(product, "editor");
  await editor.get(urls.teamDecisionNew("fr", { demarche: TRIAL, contribution: published.number }));
  const words = { verdict: "accepted", reason: "Le rythme est vérifiable.", answer: "Votre rédaction est reprise." };
  await editor.submit({ ...words, act: "check" });
  await editor.submit({ act: "save" });
  const decision = editor.path.split("/").at(-1) ?? "";
  await answer(editor, answered);
  await editor.get(urls.teamTemplates("fr", { etape: "nouveau" }));
  const known = { title: "Déjà prévu", process: "", verdict: "already_covered", act: "save" };
  await editor.submit({ ...known, reason: "Le passage {{passage}} le prévoit.", answer: "C’est déjà prévu." });
  const template = found(editor, /modeles-de-decision\/([0-9a-f-]{36})/);
  const edition = await prepareEdition(editor, decision);
  const claim = await prepareSynthesis(editor, TRIAL, published.number);
  const campaigns = await prepareCampaigns(analyst, REAL);
  const polls = await preparePolls(editor, citizen, { process: TRIAL, open: OPEN_POLL });
  const voter = await signedIn(product, "participant");
  for (const choice of ["agree", "pass"]) {
    await voter.get(urls.pollVote("fr", { poll: OPEN_POLL }));
    await voter.submit({ choice }, urls.pollVote("fr", { poll: OPEN_POLL }));
  }
  const samples = await prepareThemes(analyst, editor, TRIAL);
  await waitForThemeDraft(analyst, REAL, themeDraft);

  await citizen.get(urls.decision("fr", { number: 1 }));
  const thread = found(citizen, /\/fil\/decision\/([0-9a-f-]{36})/);
  const administrator = await signedIn(product, "administrator");
  await administrator.get(urls.teamMailbox("fr"));
  const mail = found(administrator, /\/equipe\/messages\/([\w-]+)"/);
  await administrator.get(urls.teamPeople("fr"));
  const person = found(administrator, /\/equipe\/comptes\/([0-9a-f-]{36})"/);
  // once the samples are drawn and a mail is chosen: it will be erased with its mails, and is none of them
  const written = await send(citizen, { body: "Ce que j’ai vécu ne regarde plus personne." });
  await moderate(written, { verb: "publish" });
  const rights = { citizen, participant: voter, officer: administrator };
  const erased = await prepareDataRights(rights, { erased: written, named: published });
  return {
    draft,
    sent: waiting.draft,
    waiting,
    published,
    answered,
    hidden,
    toRephrase,
    erased,
    appeal,
    decision,
    amendment: amended.number,
    template,
    claim,
    edition,
    samples,
    campaigns,
    polls,
    themeDraft,
    thread,
    mail,
    person,
  };
}

/** A decision of its own, published at once with its answer. */
async function answer(editor: Browser, { number }: Sent): Promise<void> {
  const words = {
    verdict: "declined",
    reason: "La date dépend d’une loi à venir.",
    answer: "Aucune date n’est fixée.",
  };
  await editor.get(urls.teamDecisionNew("fr", { demarche: TRIAL, contribution: number }));
  await editor.submit({ ...words, act: "check" });
  await editor.submit({ act: "save" });
  await editor.submit({}, urls.teamDecisions("fr"));
  await editor.submit({ act: "publish" });
}

/** The next edition of the trial text, with one passage rewritten and tied to the decision. */
async function prepareEdition(editor: Browser, decision: string): Promise<string> {
  await editor.get(urls.teamEditions("fr"));
  const from = found(
    editor,
    new RegExp(`value="${TRIAL_TEXT}"[^<]*<input[^>]*name="from"[^>]*value="([0-9a-f-]{36})"`),
  );
  await editor.submit({ act: "prepare", document: TRIAL_TEXT, from });
  const edition = editor.path.split("/").at(-1) ?? "";
  const passage = { edition, anchor: PASSAGE };
  await editor.get(urls.teamEditionPassage("fr", passage, { etape: "texte" }));
  await editor.submit({ act: "rewrite", text: "Les professionnels versent chaque jour les documents utiles." });
  await editor.submit({ act: "account", why: "decisions", decision });
  if (editor.status !== 200) throw new Error(`the edition is not prepared: ${editor.path} (${editor.status})`);
  return edition;
}
