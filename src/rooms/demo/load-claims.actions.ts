import { randomUUID } from "node:crypto";
import { asId, type ClaimId, type PublicationId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { freezeAndSeal } from "#rooms/synthesis";
import {
  type DatedClaim,
  insertClaims,
  insertNote,
  insertOpinions,
  insertTemplates,
  tieClaims,
} from "./claims.store.ts";
import type { Coded } from "./load-coding.actions.ts";
import type { Decided, Loaded, Scene } from "./load-record.actions.ts";
import { readSynthesis, readTemplates } from "./seed-files.actions.ts";
import { CLAIMS_BEGAN, PUBLICATION } from "./timeline.rules.ts";

const HOUR = 3_600_000;
const STANCES = ["supports", "opposes", "nuances"] as const;

export type Written = { readonly claims: readonly { readonly id: ClaimId; readonly decisions: readonly string[] }[] };

/** The synthesis: its claims with what each rests on, published once, before the answers. */
export async function loadClaims(tx: Tx, scene: Scene, corpus: Loaded, { themes }: Coded): Promise<Written> {
  const { title, introduction, method, publishedOn, claims } = readSynthesis();
  const seeds = claims.map((claim, index) => ({ ...claim, id: asId<ClaimId>(randomUUID()), index }));
  const by = { personId: scene.editor };
  const note = { title, introduction, method };
  await insertNote(tx, scene.processId, note, by);
  const rows = seeds.map((seed): DatedClaim => {
    const themeId = themes.get(seed.theme);
    if (!themeId) throw new Error(`claims.yaml names the theme ${seed.theme}, which the codebook does not have`);
    return {
      id: seed.id,
      kind: seed.kind,
      themeId,
      position: seed.index + 1,
      text: seed.text,
      madeAt: new Date(CLAIMS_BEGAN.getTime() + seed.index * 3 * HOUR),
      sources: STANCES.flatMap((stance) =>
        seed[stance].map((name) => {
          const contributionId = corpus.ids.get(name);
          if (!contributionId) throw new Error(`claims.yaml names ${name}, which the demonstration does not have`);
          return { contributionId, stance, quote: seed.quotes[name] ?? null };
        }),
      ),
    };
  });
  await insertClaims(tx, scene.processId, rows, by);
  const publishedAt = `${publishedOn}T10:00:00+02:00`;
  const id = asId<PublicationId>(randomUUID());
  await freezeAndSeal(tx, { id, processId: scene.processId, note, publishedAt }, { ...by, role: "editor" });
  return { claims: seeds };
}

/** Which decisions were made on which claims, on the day of the decision. */
export async function tieDecisions(tx: Tx, scene: Scene, written: Written, decided: Decided): Promise<number> {
  const days = new Map(decided.seeds.map(({ id, decidedOn }) => [id, decidedOn]));
  const links = written.claims.flatMap(({ id: claimId, decisions }) =>
    decisions.map((name) => {
      const decisionId = decided.ids.get(name);
      if (!decisionId) throw new Error(`claims.yaml names the decision ${name}, which decisions.yaml does not have`);
      return { decisionId, claimId, madeAt: `${days.get(name)}T15:00:00+02:00` };
    }),
  );
  await tieClaims(tx, links, { personId: scene.editor });
  await insertTemplates(tx, readTemplates(), { personId: scene.editor });
  return links.length;
}

const WHY = {
  no: [
    "Vous répondez sur le principe, je demandais une date.",
    "« À étudier » : par qui, et quand me le direz-vous ?",
    "La réponse est polie mais le texte n’a pas bougé.",
  ],
  partly: [
    "C’est un début. Le chiffre manque.",
    "La phrase est bonne, reste à la tenir.",
    "Vous avez gardé la moitié de l’idée.",
  ],
  yes: ["Merci d’avoir expliqué pourquoi.", "Je retrouve mes mots dans le texte, c’est rare.", "Réponse claire."],
} as const;

function opinionOn(place: number, verdict: string): "yes" | "partly" | "no" {
  if (place % 7 === 0) return "partly";
  const isTaken = verdict === "accepted" || verdict === "partly_accepted";
  if (isTaken !== (place % 11 === 0)) return "yes";
  return place % 2 === 0 ? "no" : "partly";
}

/** What some authors said of their answers in the weeks after; drawn by a rule, so that it is always the same. */
export async function loadOpinions(tx: Tx, corpus: Loaded, { seeds, ids }: Decided): Promise<number> {
  const answered = seeds.flatMap(({ id, verdict, covers }) =>
    covers.map((name, index) => ({ name, verdict, place: Number(name.slice(1)) + index, decisionId: ids.get(id) })),
  );
  const opinions = answered
    .filter(({ place }) => place % 5 < 2)
    .map(({ name, verdict, place, decisionId }) => {
      const contributionId = corpus.ids.get(name);
      if (!contributionId || !decisionId) throw new Error(`the demonstration has no answer for ${name}`);
      const value = opinionOn(place, verdict);
      const why = place % 10 === 0 ? (WHY[value][place % 3] ?? null) : null;
      return {
        contributionId,
        decisionId,
        value,
        why,
        givenAt: new Date(PUBLICATION.getTime() + (place % 400) * HOUR),
      };
    });
  await insertOpinions(tx, opinions);
  return opinions.length;
}
