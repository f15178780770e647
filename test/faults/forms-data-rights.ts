import { asId, type ContributionId, type EditionId, type ProcessId } from "#kernel/ids.ts";
import { insertContributions } from "#rooms/contributions";
import { type Browser, ESSAI } from "../house.ts";
import type { Form } from "./forms.ts";
import type { Stage } from "./stage.ts";

type Make = (route: string, browser: Browser, rest: Omit<Form, "route" | "browser">) => Form;

const one = { one: true, required: true } as const;
const freely = (limit: number) => ({ words: limit }) as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;

/** Requests about data: with a code, with an account, in writing, and their answers. */
export async function dataRightsForms(
  stage: Stage,
  { visitor, administrator }: { readonly visitor: Browser; readonly administrator: Browser },
  form: Make,
): Promise<readonly Form[]> {
  const rows = await stage.sql.begin((tx) =>
    insertContributions(
      tx,
      Array.from({ length: 6 }, () => ({
        processId: asId<ProcessId>(ESSAI.processId),
        kind: "comment" as const,
        editionId: asId<EditionId>(ESSAI.editionId),
        body: "Il faut agir.",
        channel: "online" as const,
        state: "published" as const,
        submittedAt: new Date("2026-01-20T10:00:00Z"),
        publishedAt: new Date("2026-01-20T11:00:00Z"),
      })),
    ),
  );
  const [searched, rectified, detached, erased, named, officers] = rows as [Row, Row, Row, Row, Row, Row];
  const [participant, author] = await Promise.all([stage.as("participant"), stage.as("participant")]);
  await participant.get("/fr/mes-donnees/demande");
  await participant.submit({ demande: "erase", numeros: String(named.number), mots: "Je ne veux plus de ce texte." });
  const [request] = await stage.sql<{ number: number }[]>`select max(number) as number from data_rights.request`;
  const own = "/mes-donnees/contribution/:code";
  const at = ({ receiptCode }: Row, act: string) => `/fr/mes-donnees/contribution/${receiptCode}/${act}`;
  return [
    form("/mes-donnees", visitor, {
      action: "/fr/mes-donnees",
      good: { code: searched.receiptCode },
      fields: { code: one },
    }),
    form("/mes-donnees/demande", visitor, {
      action: "/fr/mes-donnees/demande",
      good: { demande: "export", numeros: "", courriel: "zoe@exemple.fr", mots: "Que gardez-vous sur moi ?" },
      fields: { demande: one, courriel: words(254), mots: words(4_000) },
    }),
    form("/mes-donnees/demande/:token", visitor, {
      action: `/fr/mes-donnees/demande/${"a".repeat(43)}`,
      good: {},
      fields: {},
      goodElsewhere: true,
    }),
    form(`${own}/corriger`, visitor, {
      action: at(rectified, "corriger"),
      good: { nom: "Zoé", organisation: "", categorie: "usagers-patient" },
      fields: { nom: freely(80), organisation: freely(200), categorie: { one: true } },
    }),
    form(`${own}/separer`, visitor, {
      action: at(detached, "separer"),
      good: { accord: "oui" },
      fields: { accord: one },
    }),
    form(`${own}/effacer`, visitor, {
      action: at(erased, "effacer"),
      good: { accord: "oui" },
      fields: { accord: one },
    }),
    form("/mes-donnees/separer", author, {
      action: "/fr/mes-donnees/separer",
      good: { accord: "oui" },
      fields: { accord: one },
    }),
    form("/mes-donnees/effacer", author, {
      action: "/fr/mes-donnees/effacer",
      good: { choix: "contributions", accord: "oui" },
      fields: { choix: one, accord: one },
    }),
    form("/equipe/donnees-personnelles/recherche", administrator, {
      action: "/fr/equipe/donnees-personnelles/recherche",
      good: { recherche: String(searched.number) },
      fields: { recherche: one },
    }),
    form("/equipe/donnees-personnelles/demandes/:number", administrator, {
      action: `/fr/equipe/donnees-personnelles/demandes/${request?.number ?? 0}`,
      good: { acte: "refuse", fondement: "", motif: "Ce texte n’est pas le vôtre." },
      fields: { acte: one, fondement: { one: true }, motif: words(4_000) },
    }),
    form("/equipe/donnees-personnelles/contributions/:number", administrator, {
      action: `/fr/equipe/donnees-personnelles/contributions/${officers.number}`,
      good: { acte: "erase", fondement: "court", motif: "Décision du tribunal." },
      fields: { acte: one, fondement: one, motif: words(4_000) },
    }),
  ];
}

type Row = { readonly id: ContributionId; readonly number: number; readonly receiptCode: string };
