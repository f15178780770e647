import type { Lang } from "./lang.ts";
import { type Builder, builder } from "./url-builder.ts";

/**
 * The list of addresses: the table of contents of the product. Every link in views, islands, mails and tests is built by
 * `urls.<name>(lang, …)`; every route is declared with `patterns.<name>`. Words are French in both languages, without accents.
 */
export const patterns = {
  // public: entering
  home: "/:lang",
  help: "/:lang/aide",
  offline: "/:lang/participer-sans-internet",
  legal: "/:lang/mentions-legales",
  terms: "/:lang/conditions-utilisation",
  privacy: "/:lang/donnees-personnelles",
  accessibility: "/:lang/accessibilite",
  ecodesign: "/:lang/ecoconception",
  charter: "/:lang/charte-moderation",
  siteMap: "/:lang/plan-du-site",
  gallery: "/:lang/composants",
  openData: "/:lang/donnees-ouvertes",
  openDataFile: "/:lang/donnees-ouvertes/:process/:file",
  processing: "/:lang/registre-des-traitements",
  stats: "/:lang/statistiques",
  journal: "/:lang/journal",
  verifyProof: "/:lang/journal/verifier",
  verifyOffline: "/:lang/journal/verifier-hors-ligne.html",
  loggedObject: "/:lang/journal/preuve/:object",
  journalState: "/:lang/journal/etat",
  journalLeaves: "/:lang/journal/feuilles",
  // documents
  documents: "/:lang/textes",
  document: "/:lang/textes/:document",
  edition: "/:lang/textes/:document/editions/:edition",
  editionWhole: "/:lang/textes/:document/editions/:edition/integral",
  editionNode: "/:lang/textes/:document/editions/:edition/elements/:code",
  editionFile: "/:lang/textes/:document/editions/:edition/fichiers/:file",
  nodeHistory: "/:lang/textes/:document/editions/:edition/elements/:code/histoire",
  documentHistory: "/:lang/textes/:document/histoire",
  lineage: "/:lang/textes/:document/filiation",
  comparison: "/:lang/textes/:document/comparer",
  comparisonFile: "/:lang/textes/:document/comparer/:from/:to/:file",
  passage: "/:lang/textes/:document/passages/:anchor",
  changes: "/:lang/textes/:document/editions/:edition/modifications",
  change: "/:lang/textes/:document/modifications/:change",
  // processes
  processes: "/:lang/demarches",
  process: "/:lang/demarches/:process",
  processContributions: "/:lang/demarches/:process/contributions",
  processDecisions: "/:lang/demarches/:process/decisions",
  processCampaigns: "/:lang/demarches/:process/envois-groupes",
  campaign: "/:lang/envois-groupes/:number",
  processAmendments: "/:lang/demarches/:process/amendements",
  processAnswers: "/:lang/demarches/:process/reponses",
  decisionsAtom: "/:lang/demarches/:process/decisions.atom",
  decisionsRss: "/:lang/demarches/:process/decisions.rss",
  // the synthesis
  processSynthesis: "/:lang/demarches/:process/synthese",
  synthesisPublication: "/:lang/demarches/:process/synthese/:publication",
  synthesisFile: "/:lang/demarches/:process/synthese/:publication/fichiers/:file",
  synthesisChanges: "/:lang/demarches/:process/synthese/:publication/evolution",
  claim: "/:lang/constats/:number",
  processThemes: "/:lang/demarches/:process/themes",
  processTheme: "/:lang/demarches/:process/themes/:theme",
  // questions put to the vote
  processPolls: "/:lang/demarches/:process/questions",
  poll: "/:lang/questions/:poll",
  pollVote: "/:lang/questions/:poll/voter",
  pollProfile: "/:lang/questions/:poll/profil",
  pollMine: "/:lang/questions/:poll/mes-votes",
  pollProof: "/:lang/questions/:poll/mes-votes/preuves/:lot",
  pollAcknowledgement: "/:lang/questions/:poll/mes-votes/accuse",
  pollBallots: "/:lang/questions/:poll/bulletins",
  pollPropose: "/:lang/questions/:poll/proposer",
  pollStage: "/:lang/questions/:poll/etapes/:stage",
  pollResults: "/:lang/questions/:poll/resultats",
  pollCounts: "/:lang/questions/:poll/resultats/affirmations",
  pollMap: "/:lang/questions/:poll/resultats/carte",
  pollPlace: "/:lang/questions/:poll/resultats/ma-place",
  pollStages: "/:lang/questions/:poll/resultats/etapes",
  pollRuns: "/:lang/questions/:poll/resultats/historique",
  pollRun: "/:lang/questions/:poll/resultats/historique/:run",
  pollStatements: "/:lang/questions/:poll/affirmations",
  pollStatement: "/:lang/questions/:poll/affirmations/:statement",
  pollFile: "/:lang/questions/:poll/fichiers/:run/:file",
  opinionMethod: "/:lang/methode-groupes-d-opinion",
  // contributions
  contribution: "/:lang/contributions/:number",
  support: "/:lang/contributions/:number/soutien",
  discussion: "/:lang/contributions/:number/discussion",
  argue: "/:lang/contributions/:number/discuter",
  contributeStart: "/:lang/demarches/:process/contribuer",
  contributeParts: "/:lang/contribuer/:draft/passages",
  contributePart: "/:lang/contribuer/:draft/passages/:anchor",
  contributeStep: "/:lang/contribuer/:draft/:step",
  contributeDone: "/:lang/contribuer/:draft/recu",
  receiptSearch: "/:lang/recepisse",
  receipt: "/:lang/recepisse/:code",
  receiptOpinion: "/:lang/recepisse/:code/reponse",
  receiptRephrase: "/:lang/recepisse/:code/reformuler",
  receiptWithdraw: "/:lang/recepisse/:code/retirer",
  receiptAppeal: "/:lang/recepisse/:code/contester",
  myContributions: "/:lang/mes-contributions",
  // what people ask about their data
  myData: "/:lang/mes-donnees",
  myDataFile: "/:lang/mes-donnees/fichiers/:file",
  detachAll: "/:lang/mes-donnees/separer",
  eraseAll: "/:lang/mes-donnees/effacer",
  dataRequest: "/:lang/mes-donnees/demande",
  dataRequestConfirm: "/:lang/mes-donnees/demande/:token",
  dataProof: "/:lang/mes-donnees/preuve/:request",
  dataProofFile: "/:lang/mes-donnees/preuve/:request/:file",
  erasureProof: "/:lang/mes-donnees/effacement/:object",
  erasureProofFile: "/:lang/mes-donnees/effacement/:object/:file",
  ownData: "/:lang/mes-donnees/contribution/:code",
  ownDataFile: "/:lang/mes-donnees/contribution/:code/fichiers/:file",
  ownRectify: "/:lang/mes-donnees/contribution/:code/corriger",
  ownDetach: "/:lang/mes-donnees/contribution/:code/separer",
  ownErase: "/:lang/mes-donnees/contribution/:code/effacer",
  // decisions
  decision: "/:lang/decisions/:number",
  // moderation, in public
  moderationReport: "/:lang/transparence",
  // the thread
  thread: "/:lang/fil/:kind/:id",
  // accounts
  signIn: "/:lang/connexion",
  signInPassword: "/:lang/connexion/mot-de-passe",
  signInSent: "/:lang/connexion/lien-envoye",
  signInLink: "/:lang/connexion/lien/:token",
  signOut: "/:lang/deconnexion",
  account: "/:lang/mon-compte",
  accountPassword: "/:lang/mon-compte/mot-de-passe",
  // the team
  team: "/:lang/equipe",
  teamModeration: "/:lang/equipe/moderation",
  teamModerationItem: "/:lang/equipe/moderation/:number",
  teamAppeals: "/:lang/equipe/recours",
  teamAppeal: "/:lang/equipe/recours/:appeal",
  teamDataRequests: "/:lang/equipe/donnees-personnelles",
  teamDataSearch: "/:lang/equipe/donnees-personnelles/recherche",
  teamDataRequest: "/:lang/equipe/donnees-personnelles/demandes/:number",
  teamDataErase: "/:lang/equipe/donnees-personnelles/contributions/:number",
  teamReading: "/:lang/equipe/lecture",
  teamReadingCoverage: "/:lang/equipe/lecture/:process/couverture",
  teamReadingWorkload: "/:lang/equipe/lecture/:process/charge",
  teamReadingAssign: "/:lang/equipe/lecture/:process/confier",
  teamReadingDesk: "/:lang/equipe/lecture/:process",
  teamReadingItem: "/:lang/equipe/lecture/:process/:number",
  teamProcessing: "/:lang/equipe/registre-des-traitements",
  teamThemes: "/:lang/equipe/themes",
  teamCodebook: "/:lang/equipe/themes/:process",
  teamThemeNew: "/:lang/equipe/themes/:process/nouveau",
  teamCodebookImport: "/:lang/equipe/themes/:process/importer",
  teamCodebookFile: "/:lang/equipe/themes/:process/fichiers/:file",
  teamCodebookHistory: "/:lang/equipe/themes/:process/historique",
  teamCoding: "/:lang/equipe/themes/:process/codage",
  teamCodingItem: "/:lang/equipe/themes/:process/codage/:number",
  teamCodingBatches: "/:lang/equipe/themes/:process/lots",
  teamThemeDrafts: "/:lang/equipe/themes/:process/ebauches",
  teamThemeDraft: "/:lang/equipe/themes/:process/ebauches/:draft",
  teamDraftUnplaced: "/:lang/equipe/themes/:process/ebauches/:draft/non-places",
  teamDraftShelf: "/:lang/equipe/themes/:process/ebauches/:draft/groupes/:shelf",
  teamSuggestions: "/:lang/equipe/themes/:process/suggestions",
  teamSamples: "/:lang/equipe/themes/:process/echantillons",
  teamSample: "/:lang/equipe/themes/:process/echantillons/:sample",
  teamSampleItem: "/:lang/equipe/themes/:process/echantillons/:sample/codage/:position",
  teamSampleDisagreement: "/:lang/equipe/themes/:process/echantillons/:sample/desaccords/:position",
  teamTheme: "/:lang/equipe/themes/:process/themes/:theme",
  teamThemeSplit: "/:lang/equipe/themes/:process/themes/:theme/repartir",
  teamCampaigns: "/:lang/equipe/envois-groupes",
  teamCampaign: "/:lang/equipe/envois-groupes/:campaign",
  teamDecisions: "/:lang/equipe/decisions",
  teamDecisionNew: "/:lang/equipe/decisions/nouvelle",
  teamDecision: "/:lang/equipe/decisions/:decision",
  teamTemplates: "/:lang/equipe/modeles-de-decision",
  teamTemplate: "/:lang/equipe/modeles-de-decision/:template",
  teamSyntheses: "/:lang/equipe/synthese",
  teamSynthesis: "/:lang/equipe/synthese/:process",
  teamSynthesisCoverage: "/:lang/equipe/synthese/:process/couverture",
  teamSynthesisNote: "/:lang/equipe/synthese/:process/note",
  teamSynthesisPublish: "/:lang/equipe/synthese/:process/publier",
  teamClaim: "/:lang/equipe/constats/:number",
  teamClaimVersions: "/:lang/equipe/constats/:number/versions",
  teamClaimSource: "/:lang/equipe/constats/:number/sources/:contribution",
  teamAnswers: "/:lang/equipe/reponses",
  teamAmendments: "/:lang/equipe/amendements",
  teamAmendment: "/:lang/equipe/amendements/:number",
  teamPolls: "/:lang/equipe/questions",
  teamPollNew: "/:lang/equipe/questions/nouvelle",
  teamPoll: "/:lang/equipe/questions/:poll",
  teamPollStatements: "/:lang/equipe/questions/:poll/affirmations",
  teamPollStatement: "/:lang/equipe/questions/:poll/affirmations/:statement",
  teamPollImport: "/:lang/equipe/reprendre-un-vote",
  teamPollStages: "/:lang/equipe/questions/:poll/etapes",
  teamPollVoters: "/:lang/equipe/questions/:poll/votants",
  teamPollGroups: "/:lang/equipe/questions/:poll/groupes",
  teamEditions: "/:lang/equipe/editions",
  teamEdition: "/:lang/equipe/editions/:edition",
  teamEditionPassage: "/:lang/equipe/editions/:edition/passages/:anchor",
  teamEditionNode: "/:lang/equipe/editions/:edition/elements/:code",
  teamLineages: "/:lang/equipe/filiations",
  teamLineage: "/:lang/equipe/filiations/:from/:to",
  teamEditionReasons: "/:lang/equipe/editions/:edition/raisons",
  teamEditionPublish: "/:lang/equipe/editions/:edition/publier",
  teamEditionFile: "/:lang/equipe/editions/:edition/fichiers/:file",
  teamImport: "/:lang/equipe/textes/importer",
  teamImportDone: "/:lang/equipe/textes/importer/:edition",
  teamProcesses: "/:lang/equipe/demarches",
  teamProcessNew: "/:lang/equipe/demarches/nouvelle",
  teamProcess: "/:lang/equipe/demarches/:process",
  teamPeople: "/:lang/equipe/comptes",
  teamPerson: "/:lang/equipe/comptes/:person",
  teamMailbox: "/:lang/equipe/messages",
  teamMail: "/:lang/equipe/messages/:mail",
} as const;

export type PageName = keyof typeof patterns;
/**
 * `urls.home("fr")`, `urls.edition("fr", { document: "feuille-de-route", edition: 2 })`, and a last argument for the query.
 * Values are encoded; a query value that is undefined or empty is left out.
 */
export const urls = Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, builder(pattern)])) as {
  readonly [Name in PageName]: Builder<(typeof patterns)[Name]>;
};

/** The stable place of a passage inside a page: `#p12`. */
export function passageHash(anchor: string): string {
  return `#${anchor}`;
}

/** The same address in another language. */
export function inLanguage(path: string, lang: Lang): string {
  return path.replace(/^\/(fr|en)(?=\/|$|\?)/, `/${lang}`);
}

/** Addresses outside the languages. */
export const fixedUrls = {
  healthz: "/healthz",
  readyz: "/readyz",
  metrics: "/metrics",
  assets: "/assets/",
  securityTxt: "/.well-known/security.txt",
  robots: "/robots.txt",
  favicon: "/favicon.ico",
  // the log, for programs: a rest of path stands after the tile
  journalCheckpoint: "/journal/checkpoint",
  journalTile: "/journal/tile/:path+",
  journalPolicy: "/journal/politique",
  journalHealth: "/journal/etat",
  journalNotice: "/journal/avis/:digest",
  // what outsiders run on their own machine
  verifierProgram: "/journal/jalon-verify.mjs",
  witnessProgram: "/journal/jalon-witness.mjs",
  thread: "/api/v1/thread/:kind/:id",
  journalDocument: "/journal/documents/:digest",
  openDataProcesses: "/donnees-ouvertes/demarches.json",
  journalLot: "/journal/lots/:lot",
  journalLotOpenings: "/journal/lots/:lot/ouvertures",
  journalPollRules: "/journal/regles/:poll",
  journalPollClosing: "/journal/cloture/:poll",
  journalPollResult: "/journal/depouillement/:poll",
  pollResult: "/api/v1/polls/:poll/result",
  proofFile: "/journal/recu/:object/:revision",
  opening: "/journal/ouverture/:object/:revision",
  openings: "/journal/ouvertures/:bundle",
} as const;

/** A public notice whose digest is in the log. */
export function journalNotice({ digest }: { readonly digest: string }): string {
  return `/journal/avis/${encodeURIComponent(digest)}`;
}

/** The same knot of the thread, for programs. */
export function threadApi({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `/api/v1/thread/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`;
}

/** The published result of a question put to the vote, for programs. */
export function pollResultApi({ poll }: { readonly poll: number | string }): string {
  return `/api/v1/polls/${encodeURIComponent(String(poll))}/result`;
}

/** The proof that a revision of an object is in the log, or the acknowledgement while it waits. */
export function proofFile(object: string, revision: number): string {
  return `/journal/recu/${encodeURIComponent(object)}/${revision}`;
}

/** The exact bytes of a public document, by the digest that its leaf carries. */
export function journalDocument(digest: string): string {
  return `/journal/documents/${digest}`;
}
