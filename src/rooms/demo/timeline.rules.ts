/** What is publicly known of the co-construction of 2022-2023; the rest of the demonstration is written around it. */
export const REAL_PROCESS = "co-construction-2022-2023";
export const TRIAL_PROCESS = "rejouer-la-concertation";

export const TRIAL_DOCUMENT = "feuille-de-route-2023-2027-essai";

/** Midnight in Paris, winter and summer. */
const winter = (day: string): Date => new Date(`${day}T00:00:00+01:00`);
const summer = (day: string): Date => new Date(`${day}T00:00:00+02:00`);

/** The roadmap was made public on 17 May 2023; the hour was not recorded. */
export const PUBLICATION = new Date("2023-05-17T10:00:00+02:00");
export const DRAFT_PUBLICATION = winter("2022-12-14");
/** The 14th of March is the last day to contribute. */
export const CONSULTATION_END = winter("2023-03-15");

/** When the team read, coded and signed, in the weeks after the consultation. */
export const CODEBOOK_WRITTEN = winter("2023-03-16");
export const CODING_BEGAN = winter("2023-03-17");
export const SAMPLE_DRAWN = winter("2023-03-24");
export const SAMPLE_CLOSED = summer("2023-03-30");
export const CODEBOOK_SIGNED = summer("2023-03-31");
export const CLAIMS_BEGAN = winter("2023-03-20");

const CIRCLES = [
  { name: "Noyau : DNS, CNAM et ANS", nameEn: "Core: DNS, CNAM and ANS" },
  {
    name: "Partenaires institutionnels et Conseil du numérique en santé",
    nameEn: "Institutional partners and Digital Health Council",
  },
  {
    name: "Acteurs de terrain, patients, professionnels, industriels",
    nameEn: "Field actors, patients, professionals, industry",
  },
  { name: "Public", nameEn: "Public", isPublic: true },
] as const;

/** Planned: first version in December, final one in mid-April. Actual: the final one came on 17 May. */
export const realProcess = {
  slug: REAL_PROCESS,
  title: "Co-construction de la feuille de route du numérique en santé 2023-2027",
  summary:
    "Le projet de feuille de route, présenté le 14 décembre 2022, a été mis en concertation pendant trois mois, en ligne et dans dix-huit villes. Les dates et les titres sont publics. Les contributions, les décisions et les réponses montrées ici sont fictives : elles ont été écrites pour cette démonstration.",
  authority: "Délégation au numérique en santé, avec la CNAM et l’ANS (démarche rejouée pour la démonstration)",
  followUp:
    "Chaque contribution reçoit une réponse motivée, publiée avec la version finale de la feuille de route, prévue à la mi-avril 2023.",
  isDemonstration: true,
  circles: CIRCLES,
  phases: [
    {
      kind: "drafting",
      title: "Rédaction du projet",
      titleEn: "Drafting",
      plannedOpensAt: summer("2022-10-06"),
      plannedClosesAt: DRAFT_PUBLICATION,
      openedAt: summer("2022-10-06"),
      closedAt: DRAFT_PUBLICATION,
      read: 2,
      contribute: 2,
      vote: 0,
    },
    {
      kind: "consultation",
      title: "Concertation",
      titleEn: "Consultation",
      plannedOpensAt: DRAFT_PUBLICATION,
      plannedClosesAt: CONSULTATION_END,
      openedAt: DRAFT_PUBLICATION,
      closedAt: CONSULTATION_END,
      read: 4,
      contribute: 4,
      vote: 4,
    },
    {
      kind: "synthesis",
      title: "Synthèse et réponses",
      titleEn: "Synthesis and answers",
      plannedOpensAt: CONSULTATION_END,
      plannedClosesAt: summer("2023-04-15"),
      openedAt: CONSULTATION_END,
      closedAt: PUBLICATION,
      read: 4,
      contribute: 0,
      vote: 0,
    },
    {
      kind: "publication",
      title: "Publication de la feuille de route",
      titleEn: "Publication of the roadmap",
      plannedOpensAt: summer("2023-04-15"),
      plannedClosesAt: summer("2023-04-16"),
      openedAt: PUBLICATION,
      closedAt: summer("2023-05-18"),
      read: 4,
      contribute: 0,
      vote: 0,
    },
    {
      kind: "delivery",
      title: "Mise en œuvre",
      titleEn: "Delivery",
      plannedOpensAt: summer("2023-04-16"),
      plannedClosesAt: winter("2028-01-01"),
      openedAt: PUBLICATION,
      closedAt: null,
      read: 4,
      contribute: 0,
      vote: 0,
    },
  ],
} as const;

const DAY = 24 * 3_600_000;
const CONSULTATION_DAYS = 122;

/** The same draft, open again: what newcomers write and what the team decides stays apart from the record above. */
export function trialProcess(slug: string, opens: Date) {
  const day = (days: number): Date => new Date(opens.getTime() + days * DAY);
  return {
    slug,
    title: "Rejouez la concertation (copie d’essai)",
    summary:
      "Une copie du projet de décembre 2022, ouverte à tous pour essayer : lisez, contribuez, décidez, publiez l’édition suivante. Rien de ce qui est écrit ici n’est transmis à une autorité.",
    authority: "L’équipe de cette démonstration",
    followUp:
      "L’équipe de la démonstration répond à chaque contribution et publie l’édition suivante quand elle le décide.",
    isDemonstration: true,
    circles: [
      { name: "Équipe", nameEn: "Team" },
      { name: "Public", nameEn: "Public", isPublic: true },
    ],
    phases: [
      {
        kind: "drafting" as const,
        title: "Copie du projet",
        titleEn: "Copy of the draft",
        plannedOpensAt: day(-1),
        plannedClosesAt: opens,
        openedAt: day(-1),
        closedAt: opens,
        read: 1,
        contribute: 1,
        vote: 0,
      },
      {
        kind: "consultation" as const,
        title: "Concertation d’essai",
        titleEn: "Trial consultation",
        plannedOpensAt: opens,
        plannedClosesAt: day(CONSULTATION_DAYS),
        openedAt: opens,
        read: 2,
        contribute: 2,
        vote: 2,
      },
      {
        kind: "synthesis" as const,
        title: "Réponses",
        titleEn: "Answers",
        plannedOpensAt: day(CONSULTATION_DAYS),
        plannedClosesAt: day(CONSULTATION_DAYS + 30),
        read: 2,
        contribute: 0,
        vote: 0,
      },
      {
        kind: "publication" as const,
        title: "Édition suivante",
        titleEn: "Next edition",
        plannedOpensAt: day(CONSULTATION_DAYS + 30),
        plannedClosesAt: day(CONSULTATION_DAYS + 31),
        read: 2,
        contribute: 0,
        vote: 0,
      },
    ],
  };
}

/** What an element of 2019 became, where both texts name the same service; the rest is not known and not shown. */
export const LINEAGE = [
  // "prescription électronique", "identité nationale de santé"
  { from: "3", to: "A2-a", kind: "split" },
  { from: "3", to: "A3-a", kind: "split" },
  // "espace numérique de santé", since called Mon espace santé
  { from: "4", to: "A1-a", kind: "continued" },
] as const;
