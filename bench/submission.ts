// What the benches that send contributions share: one written through the pages, many copies of its draft, a load that sends them.
import { randomBytes } from "node:crypto";
import { RECEIPT_BYTES, receiptFromBytes } from "../src/kernel/receipt.ts";
import { urls } from "../src/kernel/urls.ts";
import { type LoadResult, load, post } from "./load.ts";
import type { Product, WebProcess } from "./product.ts";

export const CONNECTIONS = 32;
export const PROCESS = "rejouer-la-concertation";
/** The word of the last step, as the product spells it in addresses. */
export const LAST_STEP = "verification";

export type Form = { readonly cookie: string; readonly csrf: string; readonly model: string };

/** Writes one contribution through the pages, up to the last one, and gives its draft: the model of all others. */
export async function writeModel(web: WebProcess): Promise<Form> {
  const base = `http://127.0.0.1:${web.port}`;
  const start = await fetch(base + urls.contributeStart("fr", { process: PROCESS }));
  const cookie = start.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const csrf = /name="csrf" value="([^"]+)"/.exec(await start.text())?.[1] ?? "";
  const send = async (target: string, fields: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await fetch(new URL(target, base), {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: base },
      body: new URLSearchParams({ csrf, ...fields }),
    });
    const next = answer.headers.get("location");
    if (!next)
      throw new Error(
        `${target}: ${answer.status} ${(await answer.text())
          .replace(/<[^>]*>/g, " ")
          .replace(/\s+/g, " ")
          .slice(0, 400)}`,
      );
    return next;
  };
  let at = await send(urls.contributeStart("fr", { process: PROCESS }), { where: "text" });
  const answers: Readonly<Record<string, string>> = {
    kind: "comment",
    body: "Les usages doivent être accompagnés dans chaque territoire, avec des lieux ouverts et des personnes formées pour aider.",
    voice: "anonymous",
    category: "",
    territory: "",
    wantsAnswer: "no",
  };
  for (let step = 0; step < 6 && !/verification/.test(at); step += 1) at = await send(at, answers);
  return { cookie, csrf, model: /contribuer\/([0-9a-f-]{36})/.exec(at)?.[1] ?? "" };
}

export function sendAddress(draft: string): string {
  return urls.contributeStep("fr", { draft, step: LAST_STEP });
}

export async function copyDrafts(product: Product, model: string, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, () => receiptFromBytes(randomBytes(RECEIPT_BYTES)).replaceAll("-", ""));
  const rows = await product.sql<{ id: string }[]>`
    insert into contributions.draft
      (process_id, edition_id, node_id, passage_id, answers, person_id, channel, receipt_code, language)
    select process_id, edition_id, node_id, passage_id, answers, person_id, channel, code, language
    from contributions.draft
    cross join unnest(${codes}::text[]) as code
    where id = ${model}
    returning id
  `;
  // what the database does by itself within a minute of such growth
  await product.sql`analyze contributions.draft`;
  return rows.map((row) => row.id);
}

type Options = {
  readonly seconds: number;
  /** Contributions a second, on schedule; left out: as fast as answers come. */
  readonly rate?: number;
  readonly onAcknowledged?: (draft: string) => void;
};
export type Sent = { readonly result: LoadResult; readonly acknowledged: readonly string[] };

/** Sends one draft a request; an answer that leads to the receipt is an acknowledgement. */
export async function submitAll(
  web: WebProcess,
  form: Form,
  drafts: string[],
  { seconds, rate, onAcknowledged }: Options,
): Promise<Sent> {
  const acknowledged: string[] = [];
  const body = `csrf=${encodeURIComponent(form.csrf)}`;
  const headers = { cookie: form.cookie, origin: `http://127.0.0.1:${web.port}` };
  const result = await load({
    port: web.port,
    connections: CONNECTIONS,
    seconds,
    ...(rate === undefined ? {} : { rate }),
    request: () => post(sendAddress(drafts.pop() ?? form.model), body, headers),
    onAnswer(status, head) {
      const id = status === 303 ? /location: \S*contribuer\/([0-9a-f-]{36})\/recu/i.exec(head)?.[1] : undefined;
      if (!id) return;
      acknowledged.push(id);
      onAcknowledged?.(id);
    },
  });
  return { result, acknowledged };
}
