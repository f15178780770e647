import { computeRun } from "#rooms/opinions";
import { plantedPoll } from "../fixtures/planted-poll.ts";
import type { Browser } from "../house.ts";
import type { Form } from "./forms.ts";
import type { Stage } from "./stage.ts";

type Make = (route: string, browser: Browser, rest: Omit<Form, "route" | "browser">) => Form;

/** Titles of the groups of a question whose votes make two. */
export async function opinionForms(stage: Stage, editor: Browser, form: Make): Promise<readonly Form[]> {
  const poll = await plantedPoll(stage.sql, { people: 120, statements: 20, groups: 2 });
  await computeRun(stage.sql, poll.id, "live");
  const [run] = await stage.sql<{ name: string }[]>`
    select summary #>> '{groups,0,name}' as name from opinions.run where poll_id = ${poll.id}
  `;
  return [
    form("/equipe/questions/:poll/groupes", editor, {
      action: `/fr/equipe/questions/${poll.number}/groupes`,
      good: {
        subject: `group:${run?.name ?? "A"}`,
        seen: "0",
        title: "Attachés au papier",
        reason: "Leurs affirmations.",
      },
      fields: {
        subject: { one: true, required: true },
        seen: { one: true, required: true },
        title: { words: 120 },
        reason: { words: 2_000, required: true },
      },
    }),
  ];
}
