// One plain line for each thing that the verifier may find, in both languages.
import { WITNESS_SENTENCES } from "./witness-sentences.ts";

export const SENTENCES = {
  // wrong use
  notAPlace: {
    en: "{name} is neither an http address nor a folder.",
    fr: "{name} n’est ni une adresse http ni un dossier.",
  },
  badLang: { en: "--lang is fr or en.", fr: "--lang vaut fr ou en." },
  badOption: { en: "Unknown option here: {what}.", fr: "Option inconnue ici : {what}." },
  badWords: { en: "Wrong number of words. Use: {usage}", fr: "Mauvais nombre de mots. Usage : {usage}" },
  unknownCommand: { en: "Unknown command: {name}.", fr: "Commande inconnue : {name}." },
  badKey: { en: "--key: {rule}.", fr: "--key : {rule}." },
  badPolicy: { en: "{file} is not a policy: {rule}.", fr: "{file} n’est pas une politique : {rule}." },
  badIdentifier: {
    en: "Not an identifier and a revision: {text}.",
    fr: "Ce n’est pas un identifiant et une révision : {text}.",
  },
  policyNeeded: {
    en: "Say whose signatures count: --policy FILE or --key VKEY.",
    fr: "Dites quelles signatures comptent : --policy FICHIER ou --key CLÉ.",
  },
  ackKeyNeeded: {
    en: "An acknowledgement is checked with the key of acknowledgements: --key VKEY, or a policy that names it (# accuse VKEY).",
    fr: "Un accusé de réception se vérifie avec la clé de ces accusés : --key CLÉ, ou une politique qui la nomme (# accuse CLÉ).",
  },
  fromNeeded: {
    en: "Say where to read the log: --from ADDRESS or FOLDER.",
    fr: "Dites où lire le journal : --from ADRESSE ou DOSSIER.",
  },
  stateNeeded: {
    en: "Say where to keep the last checkpoint: --state FILE.",
    fr: "Dites où garder le dernier état signé : --state FICHIER.",
  },
  // unreachable
  folderMissing: { en: "The folder {name} is not there.", fr: "Le dossier {name} n’existe pas." },
  fileMissing: { en: "Missing file: {file}.", fr: "Fichier manquant : {file}." },
  unreadable: { en: "{file} cannot be read ({why}).", fr: "{file} ne peut pas être lu ({why})." },
  unwritable: { en: "{file} cannot be written ({why}).", fr: "{file} ne peut pas être écrit ({why})." },
  unreachable: { en: "{address} does not answer ({why}).", fr: "{address} ne répond pas ({why})." },
  contentNeeded: {
    en: "{file} holds the hash of its text, not the text: give it with --content FILE.",
    fr: "{file} porte l’empreinte de son texte, pas le texte : donnez-le avec --content FICHIER.",
  },
  notTallied: { en: "Poll {poll} has no result yet.", fr: "Le scrutin {poll} n’a pas encore de résultat." },
  // something false
  unexpected: {
    en: "What was read cannot be checked ({why}).",
    fr: "Ce qui a été lu ne peut pas être vérifié ({why}).",
  },
  tooLarge: { en: "{file} is larger than {max} bytes.", fr: "{file} dépasse {max} octets." },
  badGzip: {
    en: "{file} is not a gzip file, or is too large.",
    fr: "{file} n’est pas un fichier gzip, ou il est trop grand.",
  },
  badFile: { en: "{file}: {rule}.", fr: "{file} : {rule}." },
  badCheckpoint: { en: "Checkpoint {file}: {rule}.", fr: "État signé {file} : {rule}." },
  badReceipt: { en: "False proof {file}: {rule}.", fr: "Preuve fausse {file} : {rule}." },
  badAcknowledgement: { en: "False acknowledgement {file}: {rule}.", fr: "Accusé de réception faux {file} : {rule}." },
  tileLength: {
    en: "Tile {file} has {length} bytes instead of {wanted}.",
    fr: "La tuile {file} fait {length} octets au lieu de {wanted}.",
  },
  tileDiffers: {
    en: "Tile {file}: hash {place} is not that of the leaves below it.",
    fr: "Tuile {file} : l’empreinte {place} n’est pas celle des lignes qu’elle couvre.",
  },
  badBundle: { en: "Bundle {file}: {rule}.", fr: "Paquet {file} : {rule}." },
  badLeaf: { en: "Leaf {index}, in {file}: {rule}.", fr: "Ligne {index}, dans {file} : {rule}." },
  leafNotInTile: {
    en: "Leaf {index}, in {file}: its hash is not that of the tile.",
    fr: "Ligne {index}, dans {file} : son empreinte n’est pas celle de la tuile.",
  },
  badChain: { en: "In {file}, {rule}.", fr: "Dans {file}, {rule}." },
  rootDiffers: {
    en: "The leaves do not give the root of the checkpoint of size {size}.",
    fr: "Les lignes ne donnent pas la racine de l’état signé de taille {size}.",
  },
  otherOrigin: { en: "Two logs: {one} and {other}.", fr: "Deux journaux : {one} et {other}." },
  backwards: {
    en: "The log went back: it shows {size} leaves, and showed {seen}.",
    fr: "Le journal a reculé : il montre {size} lignes, il en montrait {seen}.",
  },
  mirrorDamaged: {
    en: "The copy in {folder} does not give the root of its own checkpoint of size {size}.",
    fr: "La copie de {folder} ne donne pas la racine de son propre état signé, de taille {size}.",
  },
  noLeaf: {
    en: "No leaf of the log speaks of {o}, revision {r}.",
    fr: "Aucune ligne du journal ne parle de {o}, révision {r}.",
  },
  badOpening: { en: "Opening {file}: {rule}.", fr: "Ouverture {file} : {rule}." },
  otherOpening: { en: "Opening {file} is of another object.", fr: "L’ouverture {file} est celle d’un autre objet." },
  promiseBroken: {
    en: "Promise broken: {code} was due, and is not in the tree that a witness saw on {time}.",
    fr: "Promesse rompue : {code} devait y être, et n’est pas dans l’arbre qu’un témoin a vu le {time}.",
  },
  noPoll: { en: "No leaf of the log opens poll {poll}.", fr: "Aucune ligne du journal n’ouvre le scrutin {poll}." },
  otherDocument: {
    en: "{file} is not the document that the log names.",
    fr: "{file} n’est pas le document que nomme le journal.",
  },
  otherLots: {
    en: "{file} does not name the lots and the ballots of the log.",
    fr: "{file} ne nomme pas les lots et les bulletins du journal.",
  },
  badLot: { en: "Lot {file}: {rule}.", fr: "Lot {file} : {rule}." },
  badBallot: { en: "{file}, line {line}: {rule}.", fr: "{file}, ligne {line} : {rule}." },
  badRecount: { en: "Recount of {file}: {rule}.", fr: "Recomptage de {file} : {rule}." },
  ballotNotOpened: {
    en: "{file} does not open ballot {commitment}.",
    fr: "{file} n’ouvre pas le bulletin {commitment}.",
  },
  strangeOption: {
    en: "Question {question}: option {option} is not one of the poll.",
    fr: "Question {question} : l’option {option} n’est pas du scrutin.",
  },
  countDiffers: {
    en: "Question {question}: the published count is not the recount {counted}.",
    fr: "Question {question} : le résultat publié n’est pas le recomptage {counted}.",
  },
  questionsDiffer: {
    en: "{file} counts questions without a ballot.",
    fr: "{file} compte des questions sans bulletin.",
  },
  contributionWithoutLeaf: {
    en: "Contribution {number} of {process} ({id}) is on the site and has no leaf in the log.",
    fr: "La contribution {number} de {process} ({id}) est sur le site et n’a pas de ligne au journal.",
  },
  contributionNotVisible: {
    en: "Contribution {number} of {process} ({id}) is on the site; the log says it is {state}.",
    fr: "La contribution {number} de {process} ({id}) est sur le site ; le journal la dit {state}.",
  },
  contributionDiffers: {
    en: "Contribution {number} of {process} ({id}): the words on the site are not those of leaf {index}.",
    fr: "Contribution {number} de {process} ({id}) : les mots du site ne sont pas ceux de la ligne {index}.",
  },
  openingDiffers: {
    en: "Contribution {number} of {process} ({id}), leaf {index}: {rule}.",
    fr: "Contribution {number} de {process} ({id}), ligne {index} : {rule}.",
  },
  contributionElsewhere: {
    en: "Contribution {number} of {process} ({id}) was logged in another consultation.",
    fr: "La contribution {number} de {process} ({id}) est inscrite au journal dans une autre démarche.",
  },
  openingMissing: {
    en: "Contribution {number} of {process} ({id}): nothing opens leaf {index}.",
    fr: "Contribution {number} de {process} ({id}) : rien n’ouvre la ligne {index}.",
  },
  contributionMissing: {
    en: "Leaf {index}: contribution {id} is public by the log, and is not on the site.",
    fr: "Ligne {index} : la contribution {id} est publique d’après le journal, et n’est pas sur le site.",
  },
  authorDiffers: {
    en: "Contribution {number} of {process} ({id}): the organisation on the site is not in the author label of leaf {index}.",
    fr: "Contribution {number} de {process} ({id}) : l’organisation du site n’est pas dans la signature de la ligne {index}.",
  },
  editionWithoutLeaf: {
    en: "Edition {edition} of {document} is on the site and has no leaf in the log.",
    fr: "L’édition {edition} de {document} est sur le site et n’a pas de ligne au journal.",
  },
  editionDiffers: {
    en: "Edition {edition} of {document} is not the one whose hash is in leaf {index}.",
    fr: "L’édition {edition} de {document} n’est pas celle dont l’empreinte est dans la ligne {index}.",
  },
  editionNotLogged: {
    en: "Edition {edition} of {document}: its hash is in no leaf of the log.",
    fr: "Édition {edition} de {document} : son empreinte n’est dans aucune ligne du journal.",
  },
  passageDiffers: {
    en: "Edition {edition} of {document}: passage {anchor} on the site is not that of the log.",
    fr: "Édition {edition} de {document} : le passage {anchor} du site n’est pas celui du journal.",
  },
  documentMissing: {
    en: "Leaf {index} ({kind}): its public document is not on the site.",
    fr: "Ligne {index} ({kind}) : son document public n’est pas sur le site.",
  },
  documentDiffers: {
    en: "Leaf {index} ({kind}): the document on the site is another one.",
    fr: "Ligne {index} ({kind}) : le document du site en est un autre.",
  },
  editionMissing: {
    en: "Leaf {index}: edition {edition} of {document} was published by the log, and is not on the site.",
    fr: "Ligne {index} : l’édition {edition} de {document} est publiée d’après le journal, et n’est pas sur le site.",
  },
  badRow: { en: "{file}, row {row}: {rule}.", fr: "{file}, ligne {row} : {rule}." },
  // inconsistency
  splitView: {
    en: "Two checkpoints of size {size} are signed, with two roots.",
    fr: "Deux états signés de taille {size} ont deux racines.",
  },
  rewritten: {
    en: "The signed checkpoints of sizes {size} and {later} cannot both be true: the past was rewritten.",
    fr: "Les états signés de tailles {size} et {later} ne peuvent pas être vrais tous les deux : le passé a été réécrit.",
  },
  evidenceKept: { en: "Evidence kept in {files}.", fr: "Preuves gardées dans {files}." },
  // quorum
  quorum: {
    en: "Valid, but too few witnesses of the policy cosigned the checkpoint of size {size} ({count}).",
    fr: "Valable, mais trop peu de témoins de la politique ont contresigné l’état signé de taille {size} ({count}).",
  },
  // warnings
  policyOfPlace: {
    en: "No policy given: that of {place} is used. Keep a copy, and give it with --policy.",
    fr: "Pas de politique donnée : celle de {place} est employée. Gardez-en une copie, et donnez-la avec --policy.",
  },
  clockBack: {
    en: "Times that go back by more than ten minutes: {count}, the first at leaf {index}.",
    fr: "Heures qui reculent de plus de dix minutes : {count}, la première à la ligne {index}.",
  },
  openingsKept: {
    en: "Fewer than eleven people voted: what opens the ballots is not public, so nothing was recounted.",
    fr: "Moins de onze personnes ont voté : ce qui ouvre les bulletins n’est pas public, donc rien n’a été recompté.",
  },
  // what passed
  journalPassed: {
    en: "{origin}: {size} leaves, {objects} objects, all checked against the signed checkpoint.",
    fr: "{origin} : {size} lignes, {objects} objets, tous vérifiés d’après l’état signé.",
  },
  continues: { en: "The log continues {file}.", fr: "Le journal continue {file}." },
  cosigned: { en: "Witnesses of the policy: {count}.", fr: "Témoins de la politique : {count}." },
  consistent: {
    en: "The checkpoints of sizes {one} and {other} are consistent.",
    fr: "Les états signés de tailles {one} et {other} concordent.",
  },
  openingPassed: {
    en: "Revision {r} of {o} is what leaf {index} committed to, on {t}.",
    fr: "La révision {r} de {o} est bien celle qu’engage la ligne {index}, du {t}.",
  },
  receiptPassed: {
    en: "Valid proof {code}: leaf {index} of {size}.",
    fr: "Preuve valable {code} : ligne {index} sur {size}.",
  },
  receiptLeaf: { en: "Logged on {t}: {kind}.", fr: "Inscrit le {t} : {kind}." },
  receiptText: { en: "Text: {content}", fr: "Texte : {content}" },
  ackPassed: {
    en: "Valid acknowledgement {code}, by {origin}, on {time}.",
    fr: "Accusé de réception valable {code}, de {origin}, du {time}.",
  },
  ackDue: {
    en: "It promises a place in the log before {due}; --from looks there.",
    fr: "Il promet une place au journal avant le {due} ; --from y regarde.",
  },
  ackKept: { en: "Promise kept: {code} is in the log.", fr: "Promesse tenue : {code} est au journal." },
  ackPending: {
    en: "Not in the log yet; no witness has seen it later than {due}.",
    fr: "Pas encore au journal ; aucun témoin ne l’a vu après le {due}.",
  },
  tallyPassed: {
    en: "Poll {poll}: {ballots} ballots in {lots} lots, recounted; the published result is right.",
    fr: "Scrutin {poll} : {ballots} bulletins en {lots} lots, recomptés ; le résultat publié est juste.",
  },
  lotsPassed: {
    en: "Poll {poll}: {ballots} ballots in {lots} lots, as in the log.",
    fr: "Scrutin {poll} : {ballots} bulletins en {lots} lots, comme au journal.",
  },
  followedFirst: { en: "First look: {size} leaves.", fr: "Premier passage : {size} lignes." },
  followed: {
    en: "{size} leaves, {added} more than before; the log continues the {before} seen then.",
    fr: "{size} lignes, {added} de plus ; le journal continue les {before} déjà vues.",
  },
  mirrored: { en: "Copy complete in {folder}: {size} leaves.", fr: "Copie complète dans {folder} : {size} lignes." },
  sitePassed: {
    en: "{visible} contributions on the site, each as it was logged; none of the public ones of the log is missing.",
    fr: "{visible} contributions sur le site, chacune telle qu’au journal ; aucune de celles que le journal dit publiques ne manque.",
  },
  siteEditions: {
    en: "{editions} editions, each with the hash of its leaf.",
    fr: "{editions} éditions, chacune avec l’empreinte de sa ligne.",
  },
  siteSkipped: {
    en: "{count} contributions of restricted consultations: not checkable from outside.",
    fr: "{count} contributions de démarches à accès restreint : non vérifiables du dehors.",
  },
  ...WITNESS_SENTENCES,
  // progress
  progressLeaves: { en: "leaves", fr: "lignes" },
  progressMirror: { en: "copied leaves", fr: "lignes copiées" },
  progressLots: { en: "lots", fr: "lots" },
  progressSite: { en: "contributions", fr: "contributions" },
} as const;
