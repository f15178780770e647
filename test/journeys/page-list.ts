import type { Lang } from "#kernel/lang.ts";
import { type PageName, urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import { CLOSED_POLL, OPEN_POLL, REAL, REAL_TEXT, type Stage, TRIAL, TRIAL_TEXT } from "./stage.ts";

export type Visit = {
  /** What is seen there, when a page has several faces. */
  readonly name?: string;
  /** Left out: a visitor without an account. */
  readonly as?: Role;
  readonly at: (lang: Lang, stage: Stage) => string;
  readonly status?: number;
  /** The name of a field of its form: sent emptied, it must come back with its errors said. */
  readonly spoil?: string;
  /** Also looked at in English. */
  readonly inEnglish?: true;
  /** Marked as heavy on the page that leads to it. */
  readonly isHeavy?: true;
};

/** Why an address shows no page to look at. */
type NotSeen = { readonly why: string };

const A1 = "A1-a";
const step = (name: string, spoil?: string): Visit => ({
  name,
  at: (lang, { draft }) => urls.contributeStep(lang, { draft, step: name }),
  ...(spoil ? { spoil } : {}),
  inEnglish: true,
});
const passageDesk = (etape: string): Visit => ({
  name: etape,
  as: "editor",
  at: (lang, { edition }) => urls.teamEditionPassage(lang, { edition, anchor: "p1" }, { etape }),
});

/** Every page of the product with one concrete address on the demonstration, or the reason why there is none to look at. */
export const PAGES: Readonly<Record<PageName, readonly Visit[] | NotSeen>> = {
  home: [{ at: (lang) => urls.home(lang), inEnglish: true }],
  help: [{ at: (lang) => urls.help(lang), inEnglish: true }],
  offline: [{ at: (lang) => urls.offline(lang) }],
  legal: [{ at: (lang) => urls.legal(lang) }],
  terms: [{ at: (lang) => urls.terms(lang) }],
  privacy: [{ at: (lang) => urls.privacy(lang) }],
  accessibility: [{ at: (lang) => urls.accessibility(lang), inEnglish: true }],
  ecodesign: [{ at: (lang) => urls.ecodesign(lang) }],
  charter: [{ at: (lang) => urls.charter(lang) }],
  siteMap: [{ at: (lang) => urls.siteMap(lang) }],
  gallery: [{ at: (lang) => urls.gallery(lang), isHeavy: true }],
  openData: [{ at: (lang) => urls.openData(lang), inEnglish: true }],
  openDataFile: { why: "a file to download, not a page; tested in the room" },
  stats: [{ at: (lang) => urls.stats(lang) }],
  journal: [{ at: (lang) => urls.journal(lang), inEnglish: true }],
  verifyProof: [{ at: (lang) => urls.verifyProof(lang), spoil: "proof", inEnglish: true }],
  verifyOffline: [{ at: (lang) => urls.verifyOffline(lang), inEnglish: true }],
  loggedObject: [{ at: (lang, { thread }) => urls.loggedObject(lang, { object: thread }), inEnglish: true }],
  journalState: [{ at: (lang) => urls.journalState(lang), inEnglish: true }],
  journalLeaves: [
    { at: (lang) => urls.journalLeaves(lang), inEnglish: true },
    { name: "une empreinte", at: (lang) => urls.journalLeaves(lang, { empreinte: "aaaa-aaaa-aaaa-aaaa" }) },
    { name: "une empreinte mal formée", at: (lang) => urls.journalLeaves(lang, { empreinte: "nord" }) },
  ],
  documents: [{ at: (lang) => urls.documents(lang), inEnglish: true }],
  document: { why: "leads (303) to the edition in force, which is looked at" },
  edition: [
    { at: (lang) => urls.edition(lang, { document: REAL_TEXT, edition: 2 }), inEnglish: true },
    { name: "en consultation", at: (lang) => urls.edition(lang, { document: TRIAL_TEXT, edition: 1 }) },
  ],
  editionWhole: [
    { at: (lang) => urls.editionWhole(lang, { document: REAL_TEXT, edition: 2 }), inEnglish: true, isHeavy: true },
  ],
  editionNode: [
    { at: (lang) => urls.editionNode(lang, { document: TRIAL_TEXT, edition: 1, code: A1 }), inEnglish: true },
    { name: "un axe", at: (lang) => urls.editionNode(lang, { document: REAL_TEXT, edition: 1, code: "1" }) },
  ],
  comparison: [
    { at: (lang) => urls.comparison(lang, { document: REAL_TEXT }, { de: 1, a: 2 }), inEnglish: true },
    {
      name: "côte à côte",
      at: (lang) => urls.comparison(lang, { document: REAL_TEXT }, { de: 1, a: 2, vue: "cote-a-cote" }),
    },
    { name: "tout", at: (lang) => urls.comparison(lang, { document: REAL_TEXT }, { de: 2, a: 1, tout: "oui" }) },
    { name: "une seule édition", at: (lang) => urls.comparison(lang, { document: TRIAL_TEXT }) },
  ],
  comparisonFile: { why: "a file to download, not a page; tested in the office room" },
  editionFile: { why: "a file to download, not a page; tested in the office room" },
  synthesisFile: { why: "a file to download, not a page; tested in the office room" },
  documentHistory: [{ at: (lang) => urls.documentHistory(lang, { document: REAL_TEXT }), inEnglish: true }],
  nodeHistory: [
    { at: (lang) => urls.nodeHistory(lang, { document: REAL_TEXT, edition: 2, code: "A2-a" }), inEnglish: true },
  ],
  lineage: [
    { at: (lang) => urls.lineage(lang, { document: REAL_TEXT }), inEnglish: true },
    { name: "texte ancien", at: (lang) => urls.lineage(lang, { document: "ma-sante-2022" }) },
    { name: "rien", at: (lang) => urls.lineage(lang, { document: TRIAL_TEXT }) },
  ],
  passage: [{ at: (lang) => urls.passage(lang, { document: REAL_TEXT, anchor: "p1" }), inEnglish: true }],
  changes: [{ at: (lang) => urls.changes(lang, { document: REAL_TEXT, edition: 2 }), inEnglish: true }],
  change: [{ at: (lang) => urls.change(lang, { document: REAL_TEXT, change: 1 }), inEnglish: true }],
  processes: [{ at: (lang) => urls.processes(lang) }],
  process: [
    { at: (lang) => urls.process(lang, { process: REAL }), inEnglish: true },
    { name: "ouverte", at: (lang) => urls.process(lang, { process: TRIAL }) },
  ],
  processContributions: [{ at: (lang) => urls.processContributions(lang, { process: REAL }), inEnglish: true }],
  processAmendments: [
    { at: (lang) => urls.processAmendments(lang, { process: REAL }), inEnglish: true },
    { name: "en cours", at: (lang) => urls.processAmendments(lang, { process: TRIAL }) },
  ],
  processDecisions: [{ at: (lang) => urls.processDecisions(lang, { process: REAL }), inEnglish: true }],
  processSynthesis: [{ at: (lang) => urls.processSynthesis(lang, { process: TRIAL }), inEnglish: true }],
  synthesisPublication: [
    { at: (lang) => urls.synthesisPublication(lang, { process: TRIAL, publication: 1 }), inEnglish: true },
  ],
  synthesisChanges: [
    { at: (lang) => urls.synthesisChanges(lang, { process: TRIAL, publication: 2 }), inEnglish: true },
  ],
  claim: [{ at: (lang, { claim }) => urls.claim(lang, { number: claim }), inEnglish: true }],
  processAnswers: [{ at: (lang) => urls.processAnswers(lang, { process: REAL }), inEnglish: true }],
  decisionsAtom: { why: "a feed, not a page; tested in the room" },
  decisionsRss: { why: "a feed, not a page; tested in the room" },
  pollResults: [
    { at: (lang) => urls.pollResults(lang, { poll: CLOSED_POLL }), inEnglish: true },
    { name: "en cours", at: (lang) => urls.pollResults(lang, { poll: OPEN_POLL }) },
  ],
  pollCounts: [
    { at: (lang) => urls.pollCounts(lang, { poll: CLOSED_POLL }), inEnglish: true },
    { name: "un territoire", at: (lang) => urls.pollCounts(lang, { poll: CLOSED_POLL }, { parmi: "territory:R53" }) },
  ],
  pollMap: [{ at: (lang) => urls.pollMap(lang, { poll: CLOSED_POLL }), inEnglish: true }],
  pollPlace: [{ at: (lang) => urls.pollPlace(lang, { poll: OPEN_POLL }), inEnglish: true }],
  pollStages: [
    { at: (lang) => urls.pollStages(lang, { poll: CLOSED_POLL }), inEnglish: true },
    { name: "en cours", at: (lang) => urls.pollStages(lang, { poll: OPEN_POLL }) },
  ],
  pollRuns: [{ at: (lang) => urls.pollRuns(lang, { poll: CLOSED_POLL }), inEnglish: true }],
  pollRun: [{ at: (lang) => urls.pollRun(lang, { poll: CLOSED_POLL, run: 2 }), inEnglish: true }],
  pollStatement: [
    { at: (lang) => urls.pollStatement(lang, { poll: CLOSED_POLL, statement: 1 }), inEnglish: true },
    { name: "en cours", at: (lang) => urls.pollStatement(lang, { poll: OPEN_POLL, statement: 1 }) },
  ],
  pollFile: { why: "a file to download, not a page; tested in the room" },
  opinionMethod: [{ at: (lang) => urls.opinionMethod(lang), inEnglish: true }],
  teamPollGroups: [
    { as: "editor", at: (lang) => urls.teamPollGroups(lang, { poll: CLOSED_POLL }), spoil: "reason", inEnglish: true },
    {
      name: "étapes",
      as: "analyst",
      at: (lang) => urls.teamPollGroups(lang, { poll: CLOSED_POLL }, { vue: "etapes" }),
    },
  ],
  thread: [{ at: (lang, { thread }) => urls.thread(lang, { kind: "decision", id: thread }), inEnglish: true }],
  teamAnswers: [{ as: "analyst", at: (lang) => urls.teamAnswers(lang, { demarche: REAL }) }],
  pollVote: [
    { at: (lang) => urls.pollVote(lang, { poll: OPEN_POLL }), inEnglish: true },
    { name: "terminée", at: (lang) => urls.pollVote(lang, { poll: CLOSED_POLL }) },
    {
      name: "un vote changé",
      as: "participant",
      at: (lang) => urls.pollVote(lang, { poll: OPEN_POLL }, { affirmation: "1" }),
    },
  ],
  pollProfile: [
    { at: (lang) => urls.pollProfile(lang, { poll: OPEN_POLL }) },
    {
      name: "après un vote",
      as: "participant",
      at: (lang) => urls.pollProfile(lang, { poll: OPEN_POLL }),
      inEnglish: true,
    },
  ],
  pollMine: [
    { at: (lang) => urls.pollMine(lang, { poll: OPEN_POLL }) },
    {
      name: "après un vote",
      as: "participant",
      at: (lang) => urls.pollMine(lang, { poll: OPEN_POLL }),
      inEnglish: true,
    },
  ],
  pollBallots: [
    { at: (lang) => urls.pollBallots(lang, { poll: CLOSED_POLL }), inEnglish: true },
    { name: "en cours", at: (lang) => urls.pollBallots(lang, { poll: OPEN_POLL }) },
  ],
  pollProof: { why: "a file to download, not a page; tested in the room" },
  pollAcknowledgement: { why: "a file to download, not a page; tested in the room" },
  teamPollVoters: [{ as: "editor", at: (lang) => urls.teamPollVoters(lang, { poll: OPEN_POLL }), inEnglish: true }],
  // questions put to the vote
  processPolls: [{ at: (lang) => urls.processPolls(lang, { process: REAL }), inEnglish: true }],
  poll: [
    { at: (lang) => urls.poll(lang, { poll: OPEN_POLL }), inEnglish: true },
    { name: "terminée", at: (lang) => urls.poll(lang, { poll: CLOSED_POLL }) },
    { name: "aperçu", as: "editor", at: (lang, { polls }) => urls.poll(lang, { poll: polls.draft }) },
  ],
  pollPropose: [
    { at: (lang) => urls.pollPropose(lang, { poll: OPEN_POLL }), spoil: "text", inEnglish: true },
    { name: "terminée", at: (lang) => urls.pollPropose(lang, { poll: CLOSED_POLL }) },
  ],
  pollStage: [{ at: (lang) => urls.pollStage(lang, { poll: CLOSED_POLL, stage: "rennes" }), inEnglish: true }],
  pollStatements: [
    { at: (lang) => urls.pollStatements(lang, { poll: CLOSED_POLL }), inEnglish: true },
    { name: "non affichées", at: (lang) => urls.pollStatements(lang, { poll: CLOSED_POLL }, { etat: "masquees" }) },
  ],
  teamPolls: [
    { as: "editor", at: (lang) => urls.teamPolls(lang), inEnglish: true },
    { name: "à lire", as: "moderator", at: (lang) => urls.teamPolls(lang) },
  ],
  teamPollNew: [{ as: "editor", at: (lang) => urls.teamPollNew(lang), spoil: "title", inEnglish: true }],
  teamPoll: [
    { as: "editor", at: (lang) => urls.teamPoll(lang, { poll: OPEN_POLL }), inEnglish: true },
    { name: "en préparation", as: "editor", at: (lang, { polls }) => urls.teamPoll(lang, { poll: polls.draft }) },
  ],
  teamPollStatements: [
    {
      as: "editor",
      at: (lang) => urls.teamPollStatements(lang, { poll: OPEN_POLL }),
      spoil: "lines",
      inEnglish: true,
    },
  ],
  teamPollStatement: [
    {
      as: "moderator",
      at: (lang, { polls }) => urls.teamPollStatement(lang, polls.waiting),
      spoil: "reason",
      inEnglish: true,
    },
    {
      name: "à préparer",
      as: "editor",
      at: (lang, { polls }) => urls.teamPollStatement(lang, { poll: polls.draft, statement: 1 }),
    },
  ],
  teamPollImport: [{ as: "editor", at: (lang) => urls.teamPollImport(lang), inEnglish: true }],
  teamPollStages: [
    { as: "editor", at: (lang) => urls.teamPollStages(lang, { poll: CLOSED_POLL }), spoil: "name", inEnglish: true },
  ],
  contribution: [
    { at: (lang) => urls.contribution(lang, { number: 1 }), inEnglish: true },
    { name: "pas encore répondue", at: (lang, { published }) => urls.contribution(lang, { number: published.number }) },
    { name: "effacée", at: (lang, { erased }) => urls.contribution(lang, { number: erased.number }), inEnglish: true },
  ],
  support: [
    { at: (lang, { published }) => urls.support(lang, { number: published.number }), spoil: "value", inEnglish: true },
  ],
  discussion: [{ at: (lang, { amendment }) => urls.discussion(lang, { number: amendment }), inEnglish: true }],
  argue: [{ at: (lang, { amendment }) => urls.argue(lang, { number: amendment }), spoil: "stance", inEnglish: true }],
  contributeStart: [
    {
      name: "sur un passage",
      at: (lang) => urls.contributeStart(lang, { process: TRIAL }, { passage: "p1" }),
      inEnglish: true,
    },
    { at: (lang) => urls.contributeStart(lang, { process: TRIAL }), spoil: "where" },
    { name: "fermée", at: (lang) => urls.contributeStart(lang, { process: REAL }) },
    {
      name: "pour quelqu’un d’autre",
      as: "facilitator",
      at: (lang) => urls.contributeStart(lang, { process: TRIAL }),
      spoil: "where",
    },
  ],
  contributeStep: [
    step("type", "kind"),
    step("reecriture", "proposedText"),
    step("texte", "body"),
    step("auteur", "voice"),
    step("reponse", "wantsAnswer"),
    step("verification"),
  ],
  contributeParts: [
    { at: (lang, { draft }) => urls.contributeParts(lang, { draft }), inEnglish: true },
    {
      name: "passage inconnu",
      at: (lang, { draft }) => urls.contributeParts(lang, { draft }, { numero: "Z9" }),
      status: 422,
    },
  ],
  contributePart: [
    {
      at: (lang, { draft }) => urls.contributePart(lang, { draft, anchor: "p2" }),
      spoil: "proposedText",
      inEnglish: true,
    },
  ],
  contributeDone: [{ at: (lang, { sent }) => urls.contributeDone(lang, { draft: sent }), inEnglish: true }],
  receiptSearch: [{ at: (lang) => urls.receiptSearch(lang), spoil: "code", inEnglish: true }],
  receipt: [
    {
      name: "publiée",
      at: (lang, { published }) => urls.receipt(lang, { code: published.receipt }),
      inEnglish: true,
    },
    { name: "pas affichée", at: (lang, { hidden }) => urls.receipt(lang, { code: hidden.receipt }) },
  ],
  receiptOpinion: [
    {
      at: (lang, { answered }) => urls.receiptOpinion(lang, { code: answered.receipt }),
      spoil: "value",
      inEnglish: true,
    },
  ],
  receiptRephrase: [
    { at: (lang, { toRephrase }) => urls.receiptRephrase(lang, { code: toRephrase.receipt }), spoil: "body" },
  ],
  receiptWithdraw: [{ at: (lang, { published }) => urls.receiptWithdraw(lang, { code: published.receipt }) }],
  receiptAppeal: [{ at: (lang, { hidden }) => urls.receiptAppeal(lang, { code: hidden.receipt }), spoil: "words" }],
  myData: [
    { at: (lang) => urls.myData(lang), spoil: "code", inEnglish: true },
    { name: "avec un compte", as: "participant", at: (lang) => urls.myData(lang), inEnglish: true },
  ],
  myDataFile: { why: "a file to download, not a page; tested in the room" },
  detachAll: [{ as: "participant", at: (lang) => urls.detachAll(lang), spoil: "accord", inEnglish: true }],
  eraseAll: [
    { as: "participant", at: (lang) => urls.eraseAll(lang), spoil: "accord", inEnglish: true },
    { name: "équipe", as: "editor", at: (lang) => urls.eraseAll(lang) },
  ],
  dataRequest: [
    { at: (lang) => urls.dataRequest(lang), spoil: "mots", inEnglish: true },
    { name: "avec un compte", as: "participant", at: (lang) => urls.dataRequest(lang) },
  ],
  dataRequestConfirm: [{ at: (lang) => urls.dataRequestConfirm(lang, { token: "a".repeat(43) }), inEnglish: true }],
  dataProof: { why: "the same page as erasureProof, for several contributions; tested in the room" },
  dataProofFile: { why: "a file to download, not a page; tested in the room" },
  erasureProof: [{ at: (lang, { erased }) => urls.erasureProof(lang, { object: erased.object }), inEnglish: true }],
  erasureProofFile: { why: "a file to download, not a page; tested in the room" },
  ownData: [
    { at: (lang, { published }) => urls.ownData(lang, { code: published.receipt }), inEnglish: true },
    { name: "effacée", at: (lang, { erased }) => urls.ownData(lang, { code: erased.receipt }) },
  ],
  ownDataFile: { why: "a file to download, not a page; tested in the room" },
  ownRectify: [{ at: (lang, { published }) => urls.ownRectify(lang, { code: published.receipt }), inEnglish: true }],
  ownDetach: [
    {
      at: (lang, { published }) => urls.ownDetach(lang, { code: published.receipt }),
      spoil: "accord",
      inEnglish: true,
    },
  ],
  ownErase: [
    { at: (lang, { published }) => urls.ownErase(lang, { code: published.receipt }), spoil: "accord", inEnglish: true },
  ],
  teamDataRequests: [
    { as: "administrator", at: (lang) => urls.teamDataRequests(lang), inEnglish: true },
    { name: "registre", as: "administrator", at: (lang) => `${urls.teamDataRequests(lang)}?etat=closes` },
  ],
  teamDataSearch: [
    { as: "administrator", at: (lang) => urls.teamDataSearch(lang), spoil: "recherche", inEnglish: true },
  ],
  teamDataRequest: [
    {
      as: "administrator",
      at: (lang, { erased }) => urls.teamDataRequest(lang, { number: erased.request }),
      spoil: "acte",
      inEnglish: true,
    },
  ],
  teamDataErase: [
    {
      as: "administrator",
      at: (lang, { published }) => urls.teamDataErase(lang, { number: published.number }),
      spoil: "motif",
      inEnglish: true,
    },
  ],
  myContributions: [{ as: "participant", at: (lang) => urls.myContributions(lang) }],
  decision: [{ at: (lang) => urls.decision(lang, { number: 1 }), inEnglish: true }],
  moderationReport: [{ at: (lang) => urls.moderationReport(lang), inEnglish: true }],
  signIn: [{ at: (lang) => urls.signIn(lang), spoil: "adresse", inEnglish: true }],
  signInPassword: [{ at: (lang) => urls.signInPassword(lang), spoil: "adresse", inEnglish: true }],
  signInSent: { why: "shown once an address is sent; looked at by itself in pages.test.ts" },
  signInLink: [
    { name: "périmé", at: (lang) => urls.signInLink(lang, { token: "x".repeat(43) }), status: 410, inEnglish: true },
  ],
  signOut: { why: "a button, which leads home" },
  account: [{ as: "participant", at: (lang) => urls.account(lang), spoil: "nom", inEnglish: true }],
  accountPassword: [{ as: "participant", at: (lang) => urls.accountPassword(lang), spoil: "nouveau" }],
  team: [
    { as: "administrator", at: (lang) => urls.team(lang), inEnglish: true },
    { name: "modération", as: "moderator", at: (lang) => urls.team(lang) },
  ],
  teamModeration: [{ as: "moderator", at: (lang) => urls.teamModeration(lang), inEnglish: true }],
  teamModerationItem: [
    {
      as: "moderator",
      at: (lang, { waiting }) => urls.teamModerationItem(lang, { number: waiting.number }),
      spoil: "verb",
      inEnglish: true,
    },
  ],
  teamAppeals: [{ as: "moderator", at: (lang) => urls.teamAppeals(lang) }],
  teamAppeal: [{ as: "administrator", at: (lang, { appeal }) => urls.teamAppeal(lang, { appeal }), spoil: "outcome" }],
  teamReading: [{ as: "analyst", at: (lang) => urls.teamReading(lang), inEnglish: true }],
  teamReadingDesk: [
    { as: "analyst", at: (lang) => urls.teamReadingDesk(lang, { process: REAL }), inEnglish: true },
    {
      name: "filtré",
      as: "analyst",
      at: (lang) => urls.teamReadingDesk(lang, { process: REAL }, { q: "santé -hôpital", lecture: "a-lire" }),
    },
  ],
  teamReadingItem: [
    {
      as: "analyst",
      at: (lang, { published }) => urls.teamReadingItem(lang, { process: TRIAL, number: published.number }),
      spoil: "words",
      inEnglish: true,
    },
  ],
  teamReadingCoverage: [{ as: "analyst", at: (lang) => urls.teamReadingCoverage(lang, { process: REAL }) }],
  teamReadingWorkload: [{ as: "analyst", at: (lang) => urls.teamReadingWorkload(lang, { process: REAL }) }],
  teamReadingAssign: [
    {
      as: "analyst",
      at: (lang) => urls.teamReadingAssign(lang, { process: REAL }, { canal: "online" }),
      spoil: "person",
    },
  ],
  processCampaigns: [
    { at: (lang) => urls.processCampaigns(lang, { process: REAL }), inEnglish: true },
    { name: "aucun", at: (lang) => urls.processCampaigns(lang, { process: TRIAL }) },
  ],
  campaign: [{ at: (lang, { campaigns }) => urls.campaign(lang, { number: campaigns.confirmed }), inEnglish: true }],
  teamCampaigns: [
    { name: "confirmés", as: "analyst", at: (lang) => urls.teamCampaigns(lang, { demarche: REAL, etat: "confirmes" }) },
    {
      name: "proposés",
      as: "analyst",
      at: (lang) => urls.teamCampaigns(lang, { demarche: REAL }),
      spoil: "numeros",
      inEnglish: true,
    },
  ],
  teamCampaign: [
    {
      name: "regroupés",
      as: "analyst",
      at: (lang, { campaigns }) => urls.teamCampaign(lang, { campaign: campaigns.confirmed }),
      inEnglish: true,
    },
    {
      name: "proposé",
      as: "analyst",
      at: (lang, { campaigns }) => urls.teamCampaign(lang, { campaign: campaigns.proposed }),
      inEnglish: true,
    },
    {
      name: "retirés",
      as: "analyst",
      at: (lang, { campaigns }) => urls.teamCampaign(lang, { campaign: campaigns.confirmed }, { partie: "retires" }),
    },
  ],
  teamAmendments: [{ as: "editor", at: (lang) => urls.teamAmendments(lang), inEnglish: true }],
  teamAmendment: [
    {
      as: "editor",
      at: (lang, { amendment }) => urls.teamAmendment(lang, { number: amendment }),
      spoil: "reason",
      inEnglish: true,
    },
  ],
  teamDecisions: [
    { name: "à décider", as: "editor", at: (lang) => urls.teamDecisions(lang, { demarche: REAL }), inEnglish: true },
    {
      name: "brouillons",
      as: "editor",
      at: (lang) => urls.teamDecisions(lang, { demarche: TRIAL, etat: "brouillons" }),
    },
    { name: "publiées", as: "editor", at: (lang) => urls.teamDecisions(lang, { demarche: REAL, etat: "publiees" }) },
    { name: "à relire", as: "editor", at: (lang) => urls.teamDecisions(lang, { demarche: TRIAL, etat: "relecture" }) },
    {
      name: "mises de côté",
      as: "editor",
      at: (lang) => urls.teamDecisions(lang, { demarche: TRIAL, etat: "ecartes" }),
    },
  ],
  teamDecisionNew: [
    {
      as: "editor",
      at: (lang, { published }) => urls.teamDecisionNew(lang, { demarche: TRIAL, contribution: published.number }),
      spoil: "verdict",
      inEnglish: true,
    },
    {
      name: "par un filtre",
      as: "editor",
      at: (lang) => urls.teamDecisionNew(lang, { demarche: TRIAL, tout: "on" }),
    },
  ],
  teamTemplates: [
    { as: "editor", at: (lang) => urls.teamTemplates(lang), inEnglish: true },
    {
      name: "nouveau",
      as: "editor",
      at: (lang) => urls.teamTemplates(lang, { etape: "nouveau" }),
      spoil: "title",
      inEnglish: true,
    },
  ],
  teamTemplate: [{ as: "editor", at: (lang, { template }) => urls.teamTemplate(lang, { template }), spoil: "title" }],
  teamDecision: [
    {
      name: "brouillon",
      as: "editor",
      at: (lang, { decision }) => urls.teamDecision(lang, { decision }),
      inEnglish: true,
    },
    {
      name: "modifier",
      as: "editor",
      at: (lang, { decision }) => urls.teamDecision(lang, { decision }, { etape: "modifier" }),
      spoil: "reason",
    },
    {
      name: "supprimer",
      as: "editor",
      at: (lang, { decision }) => urls.teamDecision(lang, { decision }, { etape: "supprimer" }),
    },
    { name: "publiée", as: "editor", at: (lang) => urls.teamDecision(lang, { decision: 1 }) },
    {
      name: "réviser",
      as: "editor",
      at: (lang) => urls.teamDecision(lang, { decision: 1 }, { etape: "reviser" }),
      spoil: "revisionReason",
      inEnglish: true,
    },
  ],
  processThemes: [
    { at: (lang) => urls.processThemes(lang, { process: REAL }), inEnglish: true },
    { name: "pas encore signés", at: (lang) => urls.processThemes(lang, { process: TRIAL }) },
  ],
  processTheme: [{ at: (lang) => urls.processTheme(lang, { process: REAL, theme: "ergonomie" }), inEnglish: true }],
  teamThemes: [{ as: "analyst", at: (lang) => urls.teamThemes(lang), inEnglish: true }],
  teamCodebook: [{ as: "analyst", at: (lang) => urls.teamCodebook(lang, { process: REAL }), inEnglish: true }],
  teamThemeNew: [
    { as: "analyst", at: (lang) => urls.teamThemeNew(lang, { process: TRIAL }), spoil: "name", inEnglish: true },
  ],
  teamCodebookImport: [{ as: "analyst", at: (lang) => urls.teamCodebookImport(lang, { process: TRIAL }) }],
  teamCodebookFile: { why: "a file to download, not a page; tested in the room" },
  teamCodebookHistory: [{ as: "analyst", at: (lang) => urls.teamCodebookHistory(lang, { process: REAL }) }],
  teamThemeDrafts: [{ as: "analyst", at: (lang) => urls.teamThemeDrafts(lang, { process: REAL }), inEnglish: true }],
  teamThemeDraft: [
    {
      as: "analyst",
      at: (lang, { themeDraft }) => urls.teamThemeDraft(lang, { process: REAL, draft: themeDraft }),
      inEnglish: true,
    },
  ],
  teamDraftUnplaced: [
    {
      as: "analyst",
      at: (lang, { themeDraft }) => urls.teamDraftUnplaced(lang, { process: REAL, draft: themeDraft }),
      inEnglish: true,
    },
  ],
  teamDraftShelf: [
    {
      as: "analyst",
      at: (lang, { themeDraft }) =>
        urls.teamDraftShelf(lang, { process: REAL, draft: themeDraft, shelf: 1 }, { tirage: 1 }),
      inEnglish: true,
    },
    {
      name: "en faire un thème",
      as: "analyst",
      at: (lang, { themeDraft }) =>
        urls.teamDraftShelf(lang, { process: REAL, draft: themeDraft, shelf: 2 }, { etape: "theme" }),
      spoil: "definition",
      inEnglish: true,
    },
  ],
  teamProcessing: [{ as: "administrator", at: (lang) => urls.teamProcessing(lang), inEnglish: true }],
  processing: [{ at: (lang) => urls.processing(lang), inEnglish: true }],
  teamCoding: [
    { as: "analyst", at: (lang) => urls.teamCoding(lang, { process: REAL }), inEnglish: true },
    { name: "à coder", as: "analyst", at: (lang) => urls.teamCoding(lang, { process: REAL }, { codage: "non" }) },
  ],
  teamCodingItem: [
    {
      as: "analyst",
      at: (lang) => urls.teamCodingItem(lang, { process: REAL, number: 1 }),
      inEnglish: true,
    },
    {
      name: "dans un échantillon",
      as: "analyst",
      at: (lang, { published }) => urls.teamCodingItem(lang, { process: TRIAL, number: published.number }),
    },
  ],
  teamCodingBatches: [{ as: "analyst", at: (lang) => urls.teamCodingBatches(lang, { process: REAL }) }],
  teamSuggestions: [
    { name: "coupées", as: "analyst", at: (lang) => urls.teamSuggestions(lang, { process: REAL }), inEnglish: true },
    { name: "montrées", as: "analyst", at: (lang) => urls.teamSuggestions(lang, { process: TRIAL }) },
  ],
  teamSamples: [
    { as: "analyst", at: (lang) => urls.teamSamples(lang, { process: REAL }), spoil: "coder", inEnglish: true },
  ],
  teamSample: [
    { name: "signé", as: "editor", at: (lang) => urls.teamSample(lang, { process: REAL, sample: 1 }), inEnglish: true },
    {
      name: "fermé",
      as: "editor",
      at: (lang, { samples }) => urls.teamSample(lang, { process: TRIAL, sample: samples.closed }),
    },
    {
      name: "ouvert",
      as: "analyst",
      at: (lang, { samples }) => urls.teamSample(lang, { process: TRIAL, sample: samples.open }),
    },
  ],
  teamSampleItem: [
    {
      as: "analyst",
      at: (lang, { samples }) =>
        urls.teamSampleItem(lang, { process: TRIAL, sample: samples.open, position: samples.apart }),
      inEnglish: true,
    },
  ],
  teamSampleDisagreement: [
    {
      as: "analyst",
      at: (lang, { samples }) =>
        urls.teamSampleDisagreement(lang, { process: TRIAL, sample: samples.closed, position: samples.apart }),
      inEnglish: true,
    },
  ],
  teamTheme: [
    {
      as: "analyst",
      at: (lang) => urls.teamTheme(lang, { process: REAL, theme: "ergonomie" }),
      spoil: "definition",
      inEnglish: true,
    },
  ],
  teamThemeSplit: [
    { as: "analyst", at: (lang) => urls.teamThemeSplit(lang, { process: REAL, theme: "ergonomie" }), isHeavy: true },
  ],
  teamSyntheses: [{ as: "analyst", at: (lang) => urls.teamSyntheses(lang), inEnglish: true }],
  teamSynthesis: [
    { as: "analyst", at: (lang) => urls.teamSynthesis(lang, { process: TRIAL }), spoil: "claim", inEnglish: true },
    {
      name: "toute une recherche",
      as: "analyst",
      at: (lang) => urls.teamSynthesis(lang, { process: REAL }, { filtres: "tous", canal: "online" }),
    },
  ],
  teamSynthesisCoverage: [
    { as: "analyst", at: (lang) => urls.teamSynthesisCoverage(lang, { process: REAL }), inEnglish: true },
  ],
  teamSynthesisNote: [{ as: "analyst", at: (lang) => urls.teamSynthesisNote(lang, { process: TRIAL }) }],
  teamSynthesisPublish: [
    { as: "editor", at: (lang) => urls.teamSynthesisPublish(lang, { process: TRIAL }), inEnglish: true },
  ],
  teamClaim: [
    { as: "analyst", at: (lang, { claim }) => urls.teamClaim(lang, { number: claim }), spoil: "text", inEnglish: true },
  ],
  teamClaimVersions: [
    { as: "analyst", at: (lang, { claim }) => urls.teamClaimVersions(lang, { number: claim }), inEnglish: true },
  ],
  teamClaimSource: [
    {
      as: "analyst",
      at: (lang, { claim, published }) => urls.teamClaimSource(lang, { number: claim, contribution: published.number }),
    },
  ],
  teamEditions: [{ as: "editor", at: (lang) => urls.teamEditions(lang), inEnglish: true }],
  teamEditionFile: { why: "a file to download, not a page; tested in the office room" },
  teamEdition: [
    { name: "texte", as: "editor", at: (lang, { edition }) => urls.teamEdition(lang, { edition }), inEnglish: true },
    {
      name: "différences",
      as: "editor",
      at: (lang, { edition }) => urls.teamEdition(lang, { edition }, { vue: "modifications" }),
    },
    {
      name: "points à régler",
      as: "editor",
      at: (lang, { edition }) => urls.teamEdition(lang, { edition }, { vue: "problemes" }),
    },
    {
      name: "présentation",
      as: "editor",
      at: (lang, { edition }) => urls.teamEdition(lang, { edition }, { etape: "presentation" }),
      spoil: "label",
    },
    {
      name: "ajouter une partie",
      as: "editor",
      at: (lang, { edition }) => urls.teamEdition(lang, { edition }, { etape: "ajouter-partie" }),
      spoil: "title",
    },
    {
      name: "retirés",
      as: "editor",
      at: (lang, { edition }) => urls.teamEdition(lang, { edition }, { vue: "retires" }),
    },
  ],
  teamEditionPassage: [
    { ...passageDesk("texte"), spoil: "text" },
    { ...passageDesk("lien"), spoil: "why" },
    { ...passageDesk("deplacer"), spoil: "position" },
    passageDesk("supprimer"),
    { ...passageDesk("scinder"), spoil: "second" },
    passageDesk("fusionner"),
    {
      name: "fusionner avec un autre",
      as: "editor",
      at: (lang, { edition }) =>
        urls.teamEditionPassage(lang, { edition, anchor: "p1" }, { etape: "fusionner", avec: "p2" }),
      spoil: "text",
    },
  ],
  teamEditionNode: [
    { as: "editor", at: (lang, { edition }) => urls.teamEditionNode(lang, { edition, code: A1 }), inEnglish: true },
    {
      name: "titre",
      as: "editor",
      at: (lang, { edition }) => urls.teamEditionNode(lang, { edition, code: A1 }, { etape: "titre" }),
      spoil: "title",
    },
    {
      name: "ajouter",
      as: "editor",
      at: (lang, { edition }) => urls.teamEditionNode(lang, { edition, code: A1 }, { etape: "ajouter" }),
      spoil: "text",
    },
    ...["fiche", "ajouter-partie", "deplacer", "supprimer", "scinder", "fusionner"].map((etape) => ({
      name: etape,
      as: "editor" as const,
      at: (lang: Lang, { edition }: Stage) => urls.teamEditionNode(lang, { edition, code: A1 }, { etape }),
    })),
  ],
  teamEditionReasons: [
    { as: "editor", at: (lang, { edition }) => urls.teamEditionReasons(lang, { edition }), inEnglish: true },
  ],
  teamLineages: [{ as: "editor", at: (lang) => urls.teamLineages(lang), inEnglish: true }],
  teamLineage: [
    {
      as: "editor",
      at: (lang) => urls.teamLineage(lang, { from: "ma-sante-2022", to: REAL_TEXT }),
      inEnglish: true,
    },
    {
      name: "une partie",
      as: "editor",
      at: (lang) => urls.teamLineage(lang, { from: "ma-sante-2022", to: REAL_TEXT }, { partie: "3" }),
      spoil: "fate",
      inEnglish: true,
    },
  ],
  teamEditionPublish: [
    { as: "editor", at: (lang, { edition }) => urls.teamEditionPublish(lang, { edition }), spoil: "drafts" },
  ],
  teamImport: [{ as: "administrator", at: (lang) => urls.teamImport(lang), spoil: "text", inEnglish: true }],
  teamImportDone: [{ as: "administrator", at: (lang, { edition }) => urls.teamImportDone(lang, { edition }) }],
  teamProcesses: [{ as: "administrator", at: (lang) => urls.teamProcesses(lang) }],
  teamProcessNew: [{ as: "administrator", at: (lang) => urls.teamProcessNew(lang), spoil: "title", inEnglish: true }],
  teamProcess: [
    {
      as: "administrator",
      at: (lang) => urls.teamProcess(lang, { process: TRIAL }),
      spoil: "email",
      inEnglish: true,
    },
  ],
  teamPeople: [{ as: "administrator", at: (lang) => urls.teamPeople(lang), inEnglish: true }],
  teamPerson: [
    { as: "administrator", at: (lang, { person }) => urls.teamPerson(lang, { person }) },
    {
      name: "nouveau compte",
      as: "administrator",
      at: (lang) => urls.teamPerson(lang, { person: "nouveau" }),
      spoil: "adresse",
    },
  ],
  teamMailbox: [{ as: "administrator", at: (lang) => urls.teamMailbox(lang), inEnglish: true }],
  teamMail: [{ as: "administrator", at: (lang, { mail }) => urls.teamMail(lang, { mail }) }],
};

const READING: readonly PageName[] = ["edition", "editionWhole", "editionNode", "comparison", "passage"];

export type Kind = "public" | "reading" | "office";

export function kindOf(name: PageName): Kind {
  if (name.startsWith("team")) return "office";
  return READING.includes(name) ? "reading" : "public";
}
