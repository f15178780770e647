import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LANGS, type Lang } from "#kernel/lang.ts";
import { type PageName, patterns, urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import { launchBrowser } from "../browser.ts";
import { type Product, startProduct } from "../product.ts";
import { overBudget } from "./budgets.ts";
import { type Look, Looker } from "./look.ts";
import { type Kind, kindOf, PAGES, type Visit } from "./page-list.ts";
import { Person } from "./people.ts";
import { type Stage, setStage } from "./stage.ts";

type Case = { readonly page: PageName; readonly lang: Lang; readonly visit: Visit; readonly label: string };
const cases: readonly Case[] = (Object.keys(PAGES) as PageName[]).flatMap((page) => {
  const visits = PAGES[page];
  if ("why" in visits) return [];
  return visits.flatMap((visit) =>
    LANGS.filter((lang) => lang === "fr" || visit.inEnglish).map((lang) => ({
      page,
      lang,
      visit,
      label: [page, visit.name, visit.as ?? "visiteur", lang].filter(Boolean).join(", "),
    })),
  );
});

let product: Product;
let browser: Browser;
let stage: Stage;
const lookers = new Map<Role | "visitor", Looker>();
const figures: { readonly kind: Kind; readonly label: string; readonly look: Look; readonly isHeavy: boolean }[] = [];
const titles = new Map<string, PageName>();

async function lookerOf(role: Role | undefined): Promise<Looker> {
  const known = lookers.get(role ?? "visitor");
  if (known) return known;
  const person = await Person.arrives(browser, product);
  if (role) await person.signsIn(product, role);
  const looker = await Looker.at(person.page, product.url);
  lookers.set(role ?? "visitor", looker);
  return looker;
}

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  stage = await setStage(product);
});
afterAll(async () => {
  if (figures.length > 0) for (const line of heaviest()) console.log(line);
  await browser?.close();
  await product?.stop();
});

/** The figures to keep an eye on: the highest of each kind, and where. */
function heaviest(): readonly string[] {
  return (["public", "reading", "office"] as const).flatMap((kind) =>
    (["html", "total", "requests", "nodes"] as const).map((part) => {
      const [top] = figures
        .filter((one) => one.kind === kind && !one.isHeavy)
        .toSorted((a, b) => b.look.weight[part] - a.look.weight[part]);
      return `${kind.padEnd(8)} ${part.padEnd(8)} ${top?.look.weight[part] ?? "-"}  (${top?.label ?? "-"})`;
    }),
  );
}

test("chaque adresse du produit a sa page visitée ici, ou la raison écrite de ne pas l’être", () => {
  expect(Object.keys(PAGES).sort()).toEqual(Object.keys(patterns).sort());
});

describe("chaque page est accessible, valide, légère et tient à l’étroit", () => {
  test.for(cases)("$label", async ({ page, lang, visit, label }) => {
    const looker = await lookerOf(visit.as);
    const look = await looker.open(visit.at(lang, stage));
    const kind = kindOf(page);
    const isHeavy = visit.isHeavy === true;
    figures.push({ kind, label, look, isHeavy });
    expect([...look.faults, ...overBudget(kind, look.weight, isHeavy)]).toEqual([]);
    expect(look.status).toBe(visit.status ?? 200);
    const namesake = titles.get(`${lang} ${look.title}`) ?? page;
    titles.set(`${lang} ${look.title}`, page);
    expect(namesake, `two pages are called "${look.title}"`).toBe(page);
  });
});

describe("un formulaire envoyé vide revient avec ses erreurs dites, et reste accessible", () => {
  const spoiled = cases.filter(({ visit, lang }) => visit.spoil && lang === "fr");
  test.for(spoiled)("$label", async ({ lang, visit }) => {
    const looker = await lookerOf(visit.as);
    await looker.page.goto(visit.at(lang, stage));
    const look = await looker.after(() => sendEmpty(looker, visit.spoil ?? ""));
    expect(look.status).toBe(422);
    expect(look.faults).toEqual([]);
    expect(look.title).toMatch(/^Erreur\s: /);
    expect(await brokenSummary(looker)).toEqual([]);
  });
});

describe("la connexion par message", () => {
  test.for(LANGS)("la page qui attend le code, puis sans code, %s", async (lang) => {
    const looker = await lookerOf(undefined);
    const { page } = looker;
    await page.goto(urls.signIn(lang));
    await page.locator("main [name=adresse]").fill(`nouvelle-${lang}@exemple.fr`);
    const look = await looker.after(async () => {
      const [response] = await Promise.all([page.waitForResponse(/lien-envoye/), page.locator("main button").click()]);
      return response;
    });
    expect(look).toMatchObject({ status: 200, faults: [] });
    const wrong = await looker.after(() => sendEmpty(looker, "code"));
    expect(wrong).toMatchObject({ status: 422, faults: [] });
    expect(await brokenSummary(looker)).toEqual([]);
  });
});

/** Empties every field of the form that holds this one, and sends it as a person does. */
async function sendEmpty({ page }: Looker, field: string) {
  await page.evaluate(`(() => {
    const form = document.querySelector('main [name^="${field}"]').form;
    for (const one of form.elements) {
      if (one.type === "hidden" || one.type === "submit") continue;
      if (one.type === "radio" || one.type === "checkbox") one.checked = false;
      else one.value = "";
    }
  })()`);
  const form = page.locator("main form").filter({ has: page.locator(`[name^="${field}"]`) });
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === "POST"),
    form.locator("button").first().click(),
  ]);
  return response;
}

/** The summary comes before the form, and each of its lines leads to a field that says the same words. */
async function brokenSummary({ page }: Looker): Promise<readonly string[]> {
  return await page.evaluate<string[]>(`(() => {
    const summary = document.querySelector("main [role=alert]");
    if (!summary) return ["no summary"];
    const links = [...summary.querySelectorAll("a")];
    if (links.length === 0) return ["an empty summary"];
    const faults = [];
    const form = document.querySelector("main form");
    if (form && !(summary.compareDocumentPosition(form) & 4)) faults.push("the summary comes after the form");
    for (const link of links) {
      const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) faults.push(link.hash + " leads nowhere");
      else if (document.querySelector("main").innerText.split(link.innerText).length < 3) faults.push("not said at the field: " + link.innerText);
    }
    return faults;
  })()`);
}

describe("les pages d’erreur sont accessibles et disent quoi faire", () => {
  test.for(LANGS)("404, %s", async (lang) => {
    const look = await (await lookerOf(undefined)).open(`/${lang}/nulle-part`);
    expect(look).toMatchObject({ status: 404, faults: [] });
  });
  test.for(LANGS)("403, %s", async (lang) => {
    const look = await (await lookerOf("participant")).open(urls.team(lang));
    expect(look).toMatchObject({ status: 403, faults: [] });
  });
  test.for(LANGS)("filtre inconnu, 422, %s", async (lang) => {
    const look = await (await lookerOf(undefined)).open(`${urls.processes(lang)}?tri=hasard`);
    expect(look).toMatchObject({ status: 422, faults: [] });
  });
  test("409 : deux éditrices écrivent le même passage, rien n’est perdu", async () => {
    const first = await lookerOf("editor");
    const address = urls.teamEditionPassage("fr", { edition: stage.edition, anchor: "p2" }, { etape: "texte" });
    const second = await first.page.context().newPage();
    await second.goto(address);
    await first.page.goto(address);
    await second.getByLabel("Texte du passage").fill("Le texte de la première.");
    await second.getByRole("button", { name: "Enregistrer" }).click();
    await second.getByText("C’est enregistré.").waitFor();
    await second.close();
    await first.page.getByLabel("Texte du passage").fill("Le texte de la seconde.");
    const look = await first.after(async () => {
      const [response] = await Promise.all([
        first.page.waitForResponse((answer) => answer.request().method() === "POST"),
        first.page.getByRole("button", { name: "Enregistrer" }).click(),
      ]);
      return response;
    });
    expect(look).toMatchObject({ status: 409, faults: [] });
    expect(await first.page.getByLabel("Texte du passage").inputValue()).toBe("Le texte de la seconde.");
    await first.page.getByText("Le texte de la première.").waitFor();
  });
  test.for(LANGS)("503 quand la base de données est arrêtée, puis tout revient, %s", async (lang) => {
    const looker = await lookerOf(undefined);
    const look = await product.withoutDatabase(() => looker.open(urls.home(lang)));
    expect(look).toMatchObject({ status: 503, faults: [] });
    // A connection that died under a query may still be found dead by the first visitors.
    const statuses: (number | undefined)[] = [];
    for (let visit = 0; visit < 10 && statuses.at(-1) !== 200; visit += 1) {
      statuses.push((await looker.page.goto(urls.home(lang)))?.status());
    }
    expect(statuses.at(-1)).toBe(200);
  });
});
