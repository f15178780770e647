import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { DomainError, Invalid } from "#kernel/errors.ts";
import { asId, type PollId } from "#kernel/ids.ts";
import type { Command, CommandInput } from "#platform/command.ts";
import { Failure, operatorLang } from "#platform/failure.ts";
import { parseMoment } from "#rooms/processes";
import { isMessageKey, type MessageValues, translator } from "#ui/messages.ts";
import { importPollAs, readConversation } from "./import-poll.actions.ts";
import { listImportProcesses } from "./import-poll.queries.ts";

const said = (value: CommandInput["options"][string]): string => (typeof value === "string" ? value.trim() : "");

/** The same files for the same process are the same question: running the command again imports nothing twice. */
function idOf(process: string, folder: string): PollId {
  const hash = createHash("sha256").update(process);
  for (const name of ["votes.csv", "participants-votes.csv", "comments.csv"]) {
    const file = path.join(folder, name);
    if (existsSync(file)) hash.update(`\0${name}\0`).update(readFileSync(file));
  }
  const hex = hash.digest("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return asId<PollId>(parts.join("-"));
}

async function run({ sql, args, options, out }: CommandInput): Promise<number> {
  const t = translator(operatorLang());
  const [folder = ""] = args;
  const refuse = (message: string): never => {
    throw new Failure("usage", { message });
  };
  const slug = said(options.process);
  const process = (await listImportProcesses(sql)).find((one) => one.slug === slug);
  if (!process) return refuse(t("poll-import.error.process", { slug }));
  const closesAt = parseMoment(said(options.closes));
  if (!closesAt) return refuse(t("polls.error.moment"));
  const language = said(options.language) || "fr";
  if (language !== "fr" && language !== "en") return refuse(t("polls.error.language"));
  const conversation = readConversation(folder);
  if ("faults" in conversation) {
    const words = conversation.faults.map(({ messageKey, params }) =>
      isMessageKey(messageKey) ? t(messageKey, params) : messageKey,
    );
    return refuse(words.join(" | "));
  }
  const input = {
    id: idOf(process.slug, folder),
    processId: process.id,
    ...({ title: said(options.title), introduction: "", language, closesAt, from: said(options.from) } as const),
  };
  const maker = { personId: null, role: "operator" };
  const poll = await importPollAs(sql, maker, { input, conversation }).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    const keys = error instanceof Invalid ? Object.values(error.fields) : [error.messageKey];
    const values = error instanceof Invalid ? error.values : error.params;
    return refuse(keys.map((key) => (isMessageKey(key) ? t(key, values as MessageValues) : key)).join(" | "));
  });
  const { statements, voters, value } = conversation;
  const counts = { statements: statements.length, participants: voters.length, votes: value.length };
  const status = poll === null ? "known" : "imported";
  out.data({ poll, status, ...counts }, [
    poll === null ? t("poll-import.known") : t("poll-import.imported", { poll, ...counts }),
  ]);
  return 0;
}

export const importPollCommand: Command = {
  name: "polls import",
  summary: "Continue here a vote held elsewhere: statements, moderation and votes, as a question in preparation.",
  arguments: [{ name: "<folder>", description: "votes.csv or participants-votes.csv, comments.csv, summary.csv" }],
  options: [
    { flags: "--process <slug>", description: "the consultation it belongs to", isRequired: true },
    { flags: "--from <words>", description: "where it comes from, said on the public page", isRequired: true },
    {
      flags: "--closes <moment>",
      description: "when voting ends here: 2027-03-14 23:59, Paris time",
      isRequired: true,
    },
    { flags: "--title <words>", description: "the question (default: the topic of summary.csv)" },
    { flags: "--language <code>", description: "fr or en (default: fr)" },
  ],
  printsData: true,
  run,
};
