// Classes C and G, T22 and T23: parameters of addresses. Names off the list are refused; no value reaches the words of a query.
import { afterAll, beforeAll } from "vitest";
import type { Browser } from "../house.ts";
import { crawl } from "./crawl.ts";
import { fault } from "./fault.ts";
import { everyForm, type Form } from "./forms.ts";
import { createStage, post, type Stage, tokenOf } from "./stage.ts";

let stage: Stage;
let forms: readonly Form[];
let administrator: Browser;
beforeAll(async () => {
  stage = await createStage();
  forms = await everyForm(stage);
  administrator = await stage.as("administrator");
  for (const { address, status } of await crawl(administrator, ["/fr", "/fr/equipe", "/fr/plan-du-site"])) {
    const [there = ""] = address.split("?");
    if (status === 200) remember(there);
  }
}, 120_000);
afterAll(() => stage.close());

const PARAMS: Readonly<Record<string, string>> = {
  lang: "fr",
  document: "texte-essai",
  process: "essai",
  edition: "1",
  code: "A1-a",
  anchor: "p1",
  number: "1",
  decision: "1",
  change: "1",
  file: "contributions.csv",
};
/** Parts of an address that answers, of each route that a link leads to. */
const existing = new Map<string, Readonly<Record<string, string>>>();
function remember(address: string): void {
  const fits = gets().flatMap(({ path }) => {
    const found = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`).exec(address);
    return found ? [{ path, parts: { ...found.groups } }] : [];
  });
  // `nouvelle` is no number of a decision: the route with fewer parts to fill has it
  const [one] = fits.sort((a, b) => Object.keys(a.parts).length - Object.keys(b.parts).length);
  if (one && !existing.has(one.path)) existing.set(one.path, one.parts);
}
const addressOf = (path: string, replace: Readonly<Record<string, string>> = {}) =>
  path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(replace[name] ?? existing.get(path)?.[name] ?? PARAMS[name] ?? "x"),
  );

const gets = () => stage.app.routes.filter(({ method, path }) => method === "GET" && !/assets|metrics/.test(path));
const statusOf = async (address: string) => {
  const response = await administrator.request(address);
  await response.text();
  return response.status;
};

const OFF_THE_LIST = [
  "order",
  "sort",
  "tri",
  "filter[person][email]",
  "page[size]",
  "q[$ne]",
  "where",
  "select",
  "__proto__",
  "constructor",
  "limit",
  "colonne",
  "person_id",
];

fault(
  "T22",
  {
    attack: "parameters that a page does not know, nested ones, operators",
    expected: "an error page, never a failure",
  },
  async () => {
    const wrong: string[] = [];
    for (const { path, query } of gets()) {
      for (const name of OFF_THE_LIST) {
        const address = `${addressOf(path)}?${encodeURIComponent(name)}=email`;
        const status = await statusOf(address);
        if (status >= 500 || (query && status < 400)) wrong.push(`${address}: ${status}`);
      }
    }
    return wrong;
  },
);

const BAD_VALUES = [
  "-1",
  "0",
  "1e9",
  "99999999999999999999",
  "NaN",
  "1;drop",
  "person.email",
  "email desc",
  "1,2",
  "(select 1)",
  "%",
  "",
  " ",
  "é".repeat(3_000),
];

fault(
  "T22",
  {
    attack: "known parameters with values off their list",
    expected: "a page or an error page, never a failure",
    timeout: 120_000,
  },
  async () => {
    const wrong: string[] = [];
    for (const { path, query = [] } of gets()) {
      for (const name of query) {
        for (const value of BAD_VALUES) {
          const address = `${addressOf(path)}?${name}=${encodeURIComponent(value)}`;
          const status = await statusOf(address);
          if (status >= 500) wrong.push(`${address.slice(0, 90)}: ${status}`);
        }
        const twice = await statusOf(`${addressOf(path)}?${name}=1&${name}=2`);
        if (twice >= 500) wrong.push(`${path} ${name} twice: ${twice}`);
      }
    }
    return wrong;
  },
);

fault("T22", { attack: "orders of the public list that are not written there", expected: "422" }, async () => {
  const list = "/fr/demarches/essai/contributions";
  const seen = await Promise.all(
    ["email", "recentes desc", "number", "person_id", "RECENTES", "hasard;"].map(
      async (order) => (await stage.fetch(`${list}?ordre=${encodeURIComponent(order)}`)).status,
    ),
  );
  return seen.filter((status) => status !== 422).map(String);
});

const SQL = [
  `'`,
  `"`,
  "%",
  "_",
  "\\",
  "\\'; --",
  "'); drop table contributions.contribution; --",
  "' or '1'='1",
  "1' union select email from accounts.person --",
  "'||(select pg_sleep(9))||'",
  "$1",
  "$" + "{1}",
  "?",
  "::uuid",
  "\u0000",
  "%00",
  "a\u0000b",
  "\ud800",
  "' & ! | :* <-> (",
  '"unclosed -(',
];

fault(
  "T23",
  {
    attack: "quotes, percent, comments, NUL, search operators in every parameter and every part of every address",
    expected: "no failure, no sleep",
    timeout: 180_000,
  },
  async () => {
    const wrong: string[] = [];
    const ask = async (address: string) => {
      const started = performance.now();
      const status = await statusOf(address).catch((error: unknown) => String(error));
      if (typeof status !== "number" || status >= 500) wrong.push(`${address}: ${status}`);
      if (performance.now() - started > 8_000) wrong.push(`${address}: ${Math.round(performance.now() - started)} ms`);
    };
    for (const { path, query = [] } of gets()) {
      for (const text of SQL) {
        const value = encodeURIComponent(text.toWellFormed());
        for (const [, name = ""] of path.matchAll(/:(\w+)/g))
          if (name !== "lang") await ask(addressOf(path, { [name]: text.toWellFormed() }));
        for (const name of query) await ask(`${addressOf(path)}?${name}=${value}`);
      }
      for (const raw of ["%ff", "%c3%28", "%ed%a0%80", "%"]) {
        const last = /:(\w+)$/.exec(path)?.[1];
        if (last) await ask(addressOf(path).replace(/[^/]*$/, raw));
        for (const name of query) await ask(`${addressOf(path)}?${name}=${raw}`);
      }
    }
    return wrong;
  },
);

fault(
  "T23",
  { attack: "the same in the search of the list: what matches", expected: "only what holds the words" },
  async () => {
    const { number } = await stage.contribute({
      body: "Cent % des _ soignants 'cités'; -- rien d’autre \\ ici, mirliton.",
    });
    const wrong: string[] = [];
    const list = async (q: string) =>
      await (await stage.fetch(`/fr/demarches/essai/contributions?q=${encodeURIComponent(q)}`)).text();
    if (!(await list("mirliton")).includes(`/contributions/${number}"`)) wrong.push("not found by its words");
    for (const text of SQL) {
      const html = await list(`${text.toWellFormed()} zygomatique`);
      if (/\/contributions\/\d+"/.test(html)) wrong.push(`${text} matches everything`);
    }
    const people = await (await administrator.request("/fr/equipe/comptes?recherche=%25")).text();
    if (/comptes\/[0-9a-f-]{36}/.test(people)) wrong.push("% finds everybody");
    return wrong;
  },
);

/** Those that fail wherever they reach the words of a query: the others only change what it finds. */
const BREAKING = [
  `'`,
  `"`,
  "\\'; --",
  "'); drop table contributions.contribution; --",
  "'||(select pg_sleep(9))||'",
  "$1",
  "::uuid",
  "a\u0000b",
  "' & ! | :* <-> (",
  '"unclosed -(',
];

fault(
  "T23",
  {
    attack: "quotes, comments and drop table in every field of every form",
    expected: "no failure, all tables there",
    timeout: 180_000,
  },
  async () => {
    const wrong: string[] = [];
    const tokens = new Map<Browser, string>();
    for (const { browser } of forms) if (!tokens.has(browser)) tokens.set(browser, await tokenOf(browser));
    for (const { route, browser, action, good, fields } of forms) {
      const token = tokens.get(browser);
      for (const name of new Set([...Object.keys(fields), ...Object.keys(good), "csrf2"])) {
        for (const text of BREAKING) {
          const { status } = await post(browser, action, { ...good, [name]: text }, token);
          if (status >= 500) wrong.push(`${route} ${name} ${JSON.stringify(text)}: ${status}`);
        }
      }
    }
    const [row] = await stage.sql<{ tables: number }[]>`
    select count(*) as tables from information_schema.tables where table_schema in ('contributions', 'accounts', 'decisions')
  `;
    return (row?.tables ?? 0) < 12 ? [...wrong, "tables are gone"] : wrong;
  },
);
