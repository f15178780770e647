import { randomUUID } from "node:crypto";
import { asId, type PollId } from "#kernel/ids.ts";
import { castVote, seekSignals } from "#rooms/votes";
import { castBallots } from "../fixtures/crowd.ts";
import { ESSAI } from "../house.ts";
import type { Form, Make } from "./forms.ts";
import { type Member, post, type Stage } from "./stage.ts";

const one = { one: true, required: true } as const;
const maybe = { one: true } as const;
const words = (limit: number) => ({ words: limit, required: true }) as const;
const DESK = "/fr/equipe/questions/1/votants";

const POLL = asId<PollId>(ESSAI.pollId);

/** Eighty people who voted as they please over four days: what a signal stands out from. */
async function voteApart({ sql }: Stage): Promise<void> {
  const people = Array.from({ length: 80 }, (_, n) => ({
    key: `apart${n}`,
    at: Date.now() - (n + 2) * 3_600_000,
    votes: [1, 2, 3, 4, 5, 6].map((statement) => [statement, ((n >> (statement - 1)) % 3) - 1] as const),
  }));
  await castBallots(sql, POLL, people);
}

/** Twelve devices with the same five votes: what the desk shows as a signal, once it was looked for. */
async function voteAlike({ sql, app }: Stage): Promise<void> {
  const devices = Array.from({ length: 12 }, (_, n) => `g:alike${n}`);
  await Promise.all(
    devices.flatMap((visitorKey) =>
      [1, 2, 3, 4, 5].map(async (statement) => {
        const actor = { sql, viewer: null, visitorKey, addressKey: "here" };
        await castVote(actor, { poll: 1, statement, value: 1, keys: app.world });
      }),
    ),
  );
  await seekSignals(sql, POLL);
}

/** Voting, saying where one votes from, setting voters aside and putting them back. */
export async function voteForms(stage: Stage, editor: Member, form: Make): Promise<readonly Form[]> {
  const visitor = stage.visitor();
  await post(visitor, "/fr/questions/1/voter", { statement: "2", choice: "agree" });
  await voteApart(stage);
  await voteAlike(stage);
  const signalOf = async (): Promise<string> =>
    /name="signal"[^>]*value="([^"]+)"/.exec(await editor.get(DESK))?.[1] ?? "";
  const reason = "Douze votes identiques.";
  await post(editor, DESK, { act: "aside", id: randomUUID(), signal: await signalOf(), reason });
  await post(editor, DESK, { act: "back", number: "1", reason });
  await post(editor, DESK, { act: "aside", id: randomUUID(), signal: await signalOf(), reason });
  await stage.sql`update votes.voter set tag = sha256(tag) where set_aside_id is not null`;
  await voteAlike(stage);
  const desk = (good: Form["good"], fields: Form["fields"]) =>
    form("/equipe/questions/:poll/votants", editor, { action: DESK, good, fields: { act: one, ...fields } });
  return [
    form("/questions/:poll/voter", visitor, {
      action: "/fr/questions/1/voter",
      good: { statement: "1", choice: "agree" },
      fields: { statement: one, choice: one },
    }),
    form("/questions/:poll/profil", visitor, {
      action: "/fr/questions/1/profil",
      good: { territory: "R53", category: "usagers-patient" },
      fields: { territory: maybe, category: maybe },
    }),
    desk(
      { act: "aside", id: randomUUID(), signal: await signalOf(), reason },
      { id: one, signal: one, reason: words(2_000) },
    ),
    // once the group in sight is set aside: put back before, it would grow it
    desk({ act: "back", number: "2", reason }, { number: one, reason: words(2_000) }),
  ];
}
