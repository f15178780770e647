import { randomUUID } from "node:crypto";
import { urls } from "#kernel/urls.ts";
import type { Browser } from "../house.ts";

/** Number of a question in preparation, and a statement that waits for a moderator. */
export type Polls = {
  readonly draft: string;
  readonly waiting: { readonly poll: string; readonly statement: string };
};

/** A question prepared as an editor would; a statement that somebody proposed to the open one. */
export async function preparePolls(
  editor: Browser,
  citizen: Browser,
  { process, open }: { process: string; open: number },
): Promise<Polls> {
  await editor.get(urls.teamPollNew("fr", { demarche: process }));
  await editor.submit({
    ...{ process, title: "Que faut-il montrer d’abord ?", introduction: "Une question.", followUp: "", language: "fr" },
    ...{ opens: "2026-01-01 00:00", closes: "2090-01-01 00:00" },
    ...{ whoVotes: "everyone", whoProposes: "everyone", mode: "improved" },
  });
  const draft = editor.path.split("/").at(-1) ?? "";
  const list = urls.teamPollStatements("fr", { poll: draft });
  await editor.get(list);
  await editor.submit({ act: "lines", lines: "Les résultats récents d’abord.\nLes alertes d’abord." }, list);
  const at = urls.pollPropose("fr", { poll: open });
  await citizen.get(at);
  const text = "Écrivez-moi au 06 12 34 56 78. Il faut un guichet dans chaque ville.";
  await citizen.submit({ step: "send", id: randomUUID(), text, language: "fr", website: "" }, at);
  const statement = /recu=(\d+)/.exec(citizen.path)?.[1];
  if (statement === undefined) throw new Error(`the statement was not taken: ${citizen.path} (${citizen.status})`);
  return { draft, waiting: { poll: String(open), statement } };
}
