/**
 * Word lists for likely statements about somebody's health, folded (no accent, no capital, no apostrophe: `l autisme`),
 * singular; French then English. They are data: add a word with a sentence in the tests.
 */
const list = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

/** What a person is: "je suis diabétique", "my son is autistic". */
export const PERSON_WORDS = list(`
  diabetique, asthmatique, epileptique, depressif, depressive, bipolaire, schizophrene, autiste, trisomique, anorexique
  boulimique, alcoolique, toxicomane, seropositif, seropositive, cancereux, cancereuse, hemophile, drepanocytaire, cardiaque
  insuffisant renal, insuffisant cardiaque, insuffisant respiratoire, dialyse, greffe, transplante, opere, ampute, hospitalise
  handicape, paraplegique, tetraplegique, hemiplegique, paralyse, malvoyant, non voyant, malentendant, sourd, aveugle
  enceinte, sterile, malade chronique, malade du cancer, malade depuis, malade du c\u0153ur, malade du coeur, hypertendu, obese, migraineux
  immunodeprime, fibromyalgique, dyslexique, dyspraxique, hyperactif, hyperactive, suicidaire, en remission, en burn out
  en depression, en ald, en chimio, en chimiotherapie, en arret maladie, en fauteuil roulant, en soins palliatifs, en psychiatrie
  allergique a la penicilline, allergique aux arachides, allergique a l arachide, allergique au gluten, allergique au lactose
  intolerant au gluten, sous insuline, sous dialyse, sous chimio, sous antidepresseur, sous antidepresseurs, sous oxygene
  sous traitement, sous tutelle, sous morphine, sous anticoagulant, sous anticoagulants, sous perfusion
  diabetic, asthmatic, epileptic, autistic, bipolar, schizophrenic, hiv positive, disabled, deaf, blind, pregnant
  wheelchair user, in a wheelchair, in remission, on dialysis, on insulin, on antidepressants, on chemotherapy, in hospital
  hospitalised, hospitalized, chronically ill, terminally ill, visually impaired, hard of hearing, partially sighted, suicidal
`);

/** What a person has, or had: "mon mari a un cancer", "my daughter has asthma". */
export const CONDITION_WORDS = list(`
  diabete, cancer, asthme, epilepsie, depression, depression nerveuse, autisme, trisomie, schizophrenie, bipolarite
  trouble bipolaire, troubles bipolaires, trouble anxieux, troubles anxieux, trouble psychique, troubles psychiques
  trouble du spectre autistique, trouble alimentaire, trouble du comportement alimentaire, tdah, tsa, tca, vih, sida, hepatite
  leucemie, lymphome, melanome, tumeur, metastase, sclerose en plaques, sep, fibromyalgie, endometriose, mucoviscidose
  drepanocytose, hemophilie, polyarthrite, spondylarthrite, arthrose, osteoporose, psoriasis, eczema, lupus, bpco
  avc, accident vasculaire cerebral, infarctus, crise cardiaque, arret cardiaque, insuffisance renale, insuffisance cardiaque
  insuffisance respiratoire, insuffisance hepatique, hypertension, cholesterol, arythmie, embolie pulmonaire, phlebite
  apnee du sommeil, apnees du sommeil, obesite, anorexie, boulimie, alcoolisme, burn out, burnout, covid long, covid, tuberculose
  maladie de crohn, maladie de parkinson, maladie d alzheimer, maladie de lyme, maladie de charcot, maladie de huntington
  maladie coeliaque, maladie chronique, maladie rare, maladie genetique, maladie orpheline, maladie auto immune, maladie mentale
  maladie psychique, maladie cardiaque, maladie renale, maladie neurodegenerative, maladie professionnelle, maladie grave
  crohn, alzheimer, parkinson, charcot, ald, affection de longue duree, handicap, handicap moteur, handicap psychique
  handicap mental, surdite, cecite, dmla, glaucome, cataracte, hernie discale, sciatique, migraine, fausse couche, ivg
  avortement, grossesse, grossesse a risque, fiv, pma, pacemaker, prothese de hanche, prothese auditive, stomie
  malformation cardiaque, malformation, mal au dos, mal aux genoux, mal de dos, problemes de sante, problemes cardiaques, probleme cardiaque, probleme de thyroide
  problemes de thyroide, problemes psychiatriques, pensees suicidaires, tentative de suicide, perte d autonomie
  diabetes, asthma, epilepsy, autism, adhd, hiv, aids, hepatitis, leukemia, leukaemia, lymphoma, tumor, tumour, melanoma
  breast cancer, lung cancer, prostate cancer, multiple sclerosis, arthritis, dementia, psoriasis, heart disease, heart attack
  heart condition, heart failure, kidney failure, stroke, high blood pressure, bipolar disorder, eating disorder
  anxiety disorder, chronic pain, chronic illness, chronic disease, rare disease, disability, miscarriage, abortion
  mental illness, crohn s disease, parkinson s, parkinson s disease, alzheimer s, alzheimer s disease, long covid, endometriosis
`);

/** What a person takes, undergoes or wears: "je prends de l'insuline". */
export const CARE_WORDS = list(`
  insuline, pompe a insuline, chimio, chimiotherapie, radiotherapie, rayons, immunotherapie, dialyse, hemodialyse, antidepresseur
  antidepresseurs, anxiolytique, anxiolytiques, neuroleptique, neuroleptiques, lithium, methadone, subutex, morphine, cortisone
  anticoagulant, anticoagulants, betabloquant, betabloquants, antiepileptique, trithérapie, tritherapie, ritaline, levothyrox
  ventoline, traitement contre le cancer, traitement contre la douleur, traitement lourd, traitement hormonal, traitement a vie
  traitement pour la thyroide, traitement pour le coeur, traitement pour l hypertension, traitement antidepresseur
  stimulateur cardiaque, defibrillateur, fauteuil roulant, appareil auditif, mastectomie, pontage, greffe de rein, greffe de moelle, greffe de foie, operation du coeur, operation de la hanche
  insulin, insulin pump, chemo, chemotherapy, radiotherapy, dialysis, antidepressants, methadone, warfarin, blood thinners
  wheelchair, hearing aid, pacemaker, kidney transplant, hip replacement
`);

/** What one has against an illness: "mon traitement contre l'hépatite". */
export const AGAINST = new Set([
  "traitement",
  "medicament",
  "operation",
  "suivi",
  "treatment",
  "medication",
  "surgery",
]);

/** Having one says what for: "mon oncologue". */
export const SPECIALIST_WORDS = list(`
  oncologue, cancerologue, psychiatre, diabetologue, nephrologue, addictologue, pneumologue, neurologue, rhumatologue
  endocrinologue, hematologue, cardiologue
  oncologist, psychiatrist, cardiologist, neurologist, rheumatologist
`);

export const RELATIVES = new Set(
  list(`
  mari, femme, epouse, epoux, conjoint, conjointe, compagnon, compagne, partenaire, pere, mere, papa, maman, parents, parent
  fils, fille, enfant, enfants, bebe, garcon, ado, frere, soeur, jumeau, jumelle, oncle, tante, neveu, niece, cousin, cousine
  grand pere, grand mere, grand parents, mamie, papi, papy, beau pere, belle mere, beau frere, belle soeur, beau fils
  belle fille, petit fils, petite fille, gendre, bru, voisin, voisine, ami, amie, copain, copine, collegue
  husband, wife, partner, spouse, father, mother, dad, mum, mom, parents, son, daughter, child, kid, baby, children, kids
  brother, sister, uncle, aunt, nephew, niece, cousin, grandfather, grandmother, grandson, granddaughter, friend, neighbour
  neighbor, girlfriend, boyfriend, colleague
`),
);

/** Said without a possessive at the beginning of a sentence. */
export const NAMED_RELATIVES = new Set([
  "papa",
  "maman",
  "mamie",
  "papi",
  "papy",
  "mum",
  "mom",
  "dad",
  "grandma",
  "grandpa",
]);

export const POSSESSIVES = new Set(["mon", "ma", "mes", "notre", "nos", "my", "our"]);

/** Between a possessive and what is possessed: "ma plus jeune soeur", "my late father". */
export const QUALIFIERS = new Set(
  list(`
  deux, trois, quatre, two, three, four, petit, petite, petits, grand, grande, jeune, vieux, vieil, vieille, plus, propre, ex, premier, premiere, deuxieme, dernier
  cher, chere, defunt, defunte, pauvre, ancien, nouveau, nouvelle, gros, lourd, beau, belle
  younger, older, elder, little, late, old, first, second, dear, poor, own, youngest, oldest
`),
);

/** "je suis", "j'ai été": followed by what one is. Each is a run of words. */
export const BEING = list(`
  je suis, j etais, j ai ete, je reste, je suis devenu, je suis ne, je vis, je me suis retrouve, moi qui suis, m a declare
  i am, i m, i was, i have been, i ve been, i became
`);

/** "j'ai", "je souffre": followed by what one has. */
export const HAVING = list(`
  j ai, j avais, j ai eu, j ai fait, j ai subi, j ai vaincu, j ai contracte, j ai attrape, j ai developpe, je souffre
  j ai souffert, je souffrais, je vis avec, je fais, je prends, je porte, je subis, je combats, je lutte contre, je suis atteint
  on m a diagnostique, on m a decouvert, on m a trouve, on m a detecte, m a ete diagnostique, on m a annonce, on m a opere, on m a pose, on m a mis, on m a implante, on m a retire, j utilise
  je sors, je me remets, je me bats contre, j ai survecu a
  i have, i had, i ve, i ve had, i suffer, i suffered, i take, i live with, i was diagnosed, i have been diagnosed, i survived, i got, i use, i need
`);

/** Words that may stand between the verb and the illness and change nothing. */
export const FILLERS = new Set(
  list(`
  un, une, le, la, l, les, de, d, du, des, en, sous, avec, tres, assez, plutot, aussi, egalement, moi, meme, toujours, encore
  deja, desormais, maintenant, malheureusement, devenu, atteint, porteur, victime, touche, diagnostique, reconnu, declare, ete
  eu, fait, ne, subi, pour, contre, depuis, grave, severe, chronique, leger, legere, petit, petite, gros, grosse, double, triple
  subir, suivre, et, and, age, vieux, ancien, type, 1, 2, deux, trois, mort, decede, emporte, par, suite, a, plusieurs, mon, ma, mes, notre, son, sa, ses
  tous, jours, quotidiennement, forme, certain, longue, stade, avance, terminal, debut, annees, ans, an, mois
  an, the, with, from, of, very, also, severely, severe, been, diagnosed, being, treated, for, living, on, taking, his, her
  s, now, always, still, just, mild, some, my, at, from, stage, advanced, early, daily
`),
);

/** After "je suis" and "I am" only: a doctor has patients too. */
export const BEING_FILLERS = new Set(
  list(`
  patient, patiente, personne, malade, suivi, traite, soigne, mere, pere, maman, papa, parent, parents, fils, fille, enfant
  epoux, epouse, mari, femme, conjoint, soeur, frere, usager, adulte, jeune, mother, father, mum, mom, son, daughter, child, person, patient
`),
);

/** After "j'ai" and "I have": "j'ai un enfant autiste". */
export const HAVING_FILLERS = new Set(
  list(`
  enfant, enfants, fils, fille, filles, bebe, frere, soeur, mari, conjoint, mere, pere, garcon, garcons
  son, sons, daughter, daughters, child, children, brother, sister, husband, wife, mother, father, who, is, has, qui, est
`),
);

/** Verbs that tie a relative to an illness: "mon père souffre", "my wife has". */
export const LINK_VERBS = new Set(
  list(`
  est, a, etait, avait, ont, sont, etaient, souffre, souffrait, souffrent, vit, vivait, prend, subit, porte, fait, developpe
  combat, meurt, devient, sort, vivent, avaient, aura
  is, has, had, was, are, have, were, suffers, suffered, lives, takes, died, dies, got, gets, needs, survived
`),
);

/** Right after the relative, or after "a été": "mon épouse, suivie pour une dépression". */
export const PARTICIPLES = new Set(
  list("suivi, atteint, traite, soigne, opere, hospitalise, touche, diagnostique, emporte, treated, diagnosed"),
);
