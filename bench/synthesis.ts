// npm run bench -- synthesis: a team reads and decides on 10,000 contributions, then on 100,000: lists with filters and counts,
// search, coverage, one contribution after the other, each alone and with four people at once; then one decision for a tenth of
// them. Every page is asked signed in, so that it is made at each request.
import { loadavg } from "node:os";
import { asId, type PersonId } from "../src/kernel/ids.ts";
import { urls } from "../src/kernel/urls.ts";
import { openSession } from "../src/rooms/accounts/session.actions.ts";
import { furnish, RARE_WORD, sendCorpus } from "./corpus.ts";
import { get, load } from "./load.ts";
import { type Product, startProduct, type WebProcess } from "./product.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
const SIZES = (process.env.BENCH_SIZES ?? "10000,100000").split(",").map(Number);
const CONNECTIONS = [1, 4] as const;
const TARGET_READ = 200;
const TARGET_SEARCH = 100;
const PROCESS = "rejouer-la-concertation";

type Query = Readonly<Record<string, string>>;
type Page = { readonly target: number; readonly address: (turn: number) => string };

const at = { process: PROCESS };
const CHANNELS = ["online", "room", "paper", "phone", "counter", "letter", "import"];
const KINDS = ["comment", "amendment", "proposal", "testimony"];
const WORDS = ["santé", "pharmacie numérique", "mot de passe", "rendez-vous", "accueil -guichet", "« mon espace »"];
const turned = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T;
const places: string[] = [""];
/** Filters that do not come twice in a run: counts that one request made serve no other. */
const filters = (turn: number): Query => ({
  canal: turned(["", ...CHANNELS], turn),
  type: turned(["", ...KINDS], Math.floor(turn / 8)),
  langue: turned(["", "fr"], Math.floor(turn / 40)),
  territoire: turned(places, Math.floor(turn / 80)),
});

const PAGES: Readonly<Record<string, Page>> = {
  "public list": {
    target: TARGET_READ,
    address: (turn) =>
      urls.processContributions("fr", at, { ...filters(turn), verdict: turned(["", "attente"], turn) }),
  },
  "desk, counts": { target: TARGET_READ, address: (turn) => urls.teamReadingDesk("fr", at, filters(turn)) },
  "desk, unread": {
    target: TARGET_READ,
    address: (turn) => urls.teamReadingDesk("fr", at, { ...filters(turn), lecture: "a-lire" }),
  },
  "search, 1 found": { target: TARGET_SEARCH, address: () => urls.processContributions("fr", at, { q: RARE_WORD }) },
  "search, usual": {
    target: TARGET_READ,
    address: (turn) => urls.processContributions("fr", at, { q: turned(WORDS, turn), canal: turned(CHANNELS, turn) }),
  },
  "one to read": {
    target: TARGET_READ,
    address: (turn) =>
      urls.teamReadingItem("fr", { ...at, number: 1_000 + ((turn * 37) % 8_000) }, { lecture: "a-lire" }),
  },
  coverage: { target: TARGET_READ, address: () => urls.teamReadingCoverage("fr", at) },
};

type Measured = { readonly p50: number; readonly p99: number; readonly perSecond: number };

let turn = 0;

async function measure(web: WebProcess, cookie: string, page: Page, connections: number): Promise<Measured> {
  const request = () => {
    turn += 1;
    return get(page.address(turn), { cookie });
  };
  await load({ port: web.port, request, connections, seconds: 1 });
  const { p50, p99, perSecond, failures } = await load({ port: web.port, request, connections, seconds: SECONDS });
  if (failures > 0) throw new Error(`${failures} answers failed: ${page.address(turn)}`);
  return { p50, p99, perSecond };
}

/** One decision for all that stands in English (a tenth), by the pages; contributions a second, from the click to published. */
async function decideTenth(
  web: WebProcess,
  cookie: string,
): Promise<{ count: number; drafted: number; published: number }> {
  const base = `http://127.0.0.1:${web.port}`;
  const page = await fetch(base + urls.teamDecisionNew("fr", { demarche: PROCESS, langue: "en", tout: "1" }), {
    headers: { cookie },
  });
  const html = await page.text();
  const form = html.slice(html.lastIndexOf("<form", html.indexOf('name="seenDigest"')));
  const hidden = [...form.slice(0, form.indexOf("</form>")).matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(
    ([input]) => {
      const read = (name: string) =>
        new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1]?.replaceAll("&amp;", "&") ?? "";
      return [read("name"), read("value")] as const;
    },
  );
  const fields = {
    ...Object.fromEntries(hidden),
    verdict: "declined",
    addressedTo: "",
    reason: "Un motif.",
    answer: "Une réponse.",
  };
  const count = Number((fields as Record<string, string>).seenCount ?? 0);
  const send = async (target: string, body: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await fetch(base + target, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: base },
      body: new URLSearchParams(body),
    });
    const text = await answer.text();
    const to = answer.headers.get("location");
    if (!to)
      throw new Error(
        `${target}: ${answer.status} ${text
          .replace(/<[^>]*>/g, " ")
          .replace(/\s+/g, " ")
          .slice(0, 400)}`,
      );
    return to;
  };
  const start = performance.now();
  const draft = await send(urls.teamDecisionNew("fr"), { ...fields, act: "save" });
  const drafted = performance.now();
  const number = /decisions\/(\d+)/.exec(draft)?.[1] ?? "";
  const csrf = (fields as Record<string, string>).csrf ?? "";
  await send(urls.teamDecisions("fr"), { csrf, act: "publish", demarche: PROCESS, decisions: number });
  const published = performance.now();
  return { count, drafted: drafted - start, published: published - drafted };
}

const cell = (value: number, width: number): string => value.toFixed(1).padStart(width);

async function signIn(product: Product): Promise<string> {
  const [editor] = await product.sql<{ id: string }[]>`
    select person_id as id from accounts.role_grant where role = 'editor' order by granted_at limit 1
  `;
  return `jalon_session=${await openSession(product.sql, asId<PersonId>(editor?.id ?? ""))}`;
}

const product = await startProduct();
const missed: string[] = [];
try {
  const cookie = await signIn(product);
  const territories = await product.sql<{ code: string }[]>`select code from processes.territory order by code`;
  places.push(...territories.map(({ code }) => code));
  const firsts = new Map<string, Measured>();
  let sent = 0;
  for (const size of SIZES) {
    const rate = await sendCorpus(product.sql, PROCESS, sent, size);
    sent = size;
    await furnish(product.sql, PROCESS);
    console.log(
      `\n${size} contributions (sent in at ${rate.toFixed(0)} a second, lines and words included; load of the machine ${loadavg()[0]?.toFixed(1)})`,
    );
    console.log("page               connections     p50 ms     p99 ms      a second   p50 beside the smaller corpus");
    const web = await product.startWeb();
    for (const [name, page] of Object.entries(PAGES)) {
      for (const connections of CONNECTIONS) {
        const measured = await measure(web, cookie, page, connections);
        const key = `${name} ${connections}`;
        const first = firsts.get(key);
        if (!first) firsts.set(key, measured);
        const growth = first ? `x ${(measured.p50 / first.p50).toFixed(1)}` : "";
        console.log(
          `${name.padEnd(18)} ${String(connections).padStart(11)} ${cell(measured.p50, 10)} ${cell(measured.p99, 10)} ${cell(measured.perSecond, 13)}   ${growth}`,
        );
        if (measured.p99 > page.target) {
          missed.push(
            `${name}, ${size} contributions, ${connections} at once: p99 ${measured.p99.toFixed(0)} ms, target ${page.target}`,
          );
        }
      }
    }
    const { count, drafted, published } = await decideTenth(web, cookie);
    console.log(
      `one decision for ${count}: drafted in ${drafted.toFixed(0)} ms, published in ${published.toFixed(0)} ms: ` +
        `${(count / ((drafted + published) / 1_000)).toFixed(0)} contributions a second`,
    );
    await web.stop();
  }
} finally {
  await product.stop();
}
console.log(
  missed.length === 0 ? "\nall targets reached" : `\ntargets missed:\n${missed.map((line) => `- ${line}`).join("\n")}`,
);
