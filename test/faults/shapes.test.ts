// Class H, T07: the shape of every form. What is not on a list, too many, twice, missing or endless is refused and stores nothing.
import { afterAll, beforeAll, expect, test } from "vitest";
import { fault } from "./fault.ts";
import { watchRows } from "./fingerprint.ts";
import { everyForm, type FieldKind, type Form } from "./forms.ts";
import { createStage, post, postBody, type Stage, tokenOf } from "./stage.ts";

let stage: Stage;
let forms: readonly Form[];
let stored: () => Promise<readonly string[]>;
const tokens = new Map<Form["browser"], string>();
beforeAll(async () => {
  stage = await createStage();
  forms = await everyForm(stage);
  for (const { browser } of forms) if (!tokens.has(browser)) tokens.set(browser, await tokenOf(browser));
  stored = await watchRows(stage.sql);
});
afterAll(() => stage.close());

/** Values of one field as they are sent, 100,000 of them. */
const ENDLESS = Symbol("100,000 times");
const NOT_ON_ANY_LIST = [
  "zz",
  "-1",
  "1e9",
  "1000000000",
  "NaN",
  "Infinity",
  "null",
  "[object Object]",
  "0x1",
  "1.5",
  "٣",
];
const BLANK = ["", "   ", "\u200b\u00a0", "\u2060"];

type Wrong = readonly [name: string, value: string | readonly string[] | typeof ENDLESS | undefined];

function wrongValues(kind: FieldKind, good: string): readonly Wrong[] {
  const missing: readonly Wrong[] = kind.required
    ? [
        ["missing", undefined],
        ["empty", ""],
      ]
    : [];
  const twice: Wrong = ["twice", [good, good]];
  const endless: Wrong = ["100,000 times", ENDLESS];
  if ("words" in kind) {
    const blank = kind.required ? BLANK.map((text): Wrong => [`blank ${JSON.stringify(text)}`, text]) : [];
    const tooLong: readonly Wrong[] =
      kind.words > 1_000_000
        ? []
        : [
            ["one too long", "é".repeat(kind.words + 1)],
            ["900 kB", "a".repeat(900_000)],
          ];
    return [...missing, ...blank, twice, endless, ...tooLong];
  }
  if ("list" in kind)
    return [
      ...missing,
      twice,
      endless,
      ...["1-", "-1", "2-1", "1-1000000000", "1e9", "NaN"].map((text): Wrong => [text, text]),
    ];
  const unknown = NOT_ON_ANY_LIST.map((text): Wrong => [text, text]);
  if ("many" in kind) return [...missing, ...(kind.required ? unknown : []), endless];
  return [...missing, ...unknown, twice, endless];
}

async function wrongOf(form: Form, name: string, [what, value]: Wrong): Promise<string | null> {
  const { [name]: _, ...others } = form.good;
  const token = tokens.get(form.browser) ?? "";
  const fields = new URLSearchParams({ csrf: token });
  for (const [other, values] of Object.entries(others)) for (const one of [values].flat()) fields.append(other, one);
  if (typeof value !== "symbol") for (const one of [value ?? []].flat()) fields.append(name, one);
  const body = value === ENDLESS ? `${fields}${`&${encodeURIComponent(name)}=x`.repeat(100_000)}` : String(fields);
  const started = process.cpuUsage();
  const { status } = await postBody(form.browser, form.action, body);
  // of the processor: other work on the machine does not count
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1_000;
  const tables = await stored();
  const isGood = status >= 400 && status < 500 && tables.length === 0 && ms < 1_000;
  return isGood
    ? null
    : `${form.route} ${name} ${what}: ${status}, stored in [${tables.join(", ")}], ${Math.round(ms)} ms`;
}

test("every form of the product is among them", () => {
  const known = new Set(forms.map(({ route }) => route));
  const routes = stage.app.routes
    .filter(({ method }) => method === "POST")
    .map(({ method, path }) => `${method} ${path}`);
  expect(routes.filter((route) => !known.has(route))).toEqual([]);
});

fault(
  "T07",
  {
    attack: "every field of every form: off the list, twice, missing, blank, endless",
    expected: "4xx in < 1 s, nothing stored",
    timeout: 300_000,
  },
  async () => {
    const wrong: string[] = [];
    for (const form of forms) {
      for (const [name, kind] of Object.entries(form.fields)) {
        const good = [form.good[name] ?? ""].flat()[0] ?? "";
        for (const value of wrongValues(kind, good)) wrong.push((await wrongOf(form, name, value)) ?? "");
      }
    }
    return wrong.filter(Boolean);
  },
);

test("and what a person would send is taken: it was refused for its fault alone", async () => {
  const refused: string[] = [];
  for (const { route, browser, action, good, goodElsewhere } of forms) {
    if (goodElsewhere) continue;
    const { status, html } = await post(browser, action, good, await tokenOf(browser));
    if (status >= 400)
      refused.push(
        `${route} ${JSON.stringify(good)}: ${status} ${/<main[\s\S]*/
          .exec(html)?.[0]
          .replace(/<[^>]*>/g, " ")
          .replace(/\s+/g, " ")
          .slice(0, 200)}`,
      );
  }
  expect(refused).toEqual([]);
});
