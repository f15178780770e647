import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { CDPSession, Page, Response } from "playwright-core";
import { htmlFaults } from "#ui/html-check.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** RGAA 4 and WCAG 2.2 A and AA, and what axe holds for good practice. */
const RULES = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export type Weight = {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly font: number;
  readonly image: number;
  readonly total: number;
  readonly requests: number;
  readonly nodes: number;
};
export type Look = {
  readonly status: number;
  readonly title: string;
  /** What is wrong, one sentence each; nothing on a good page. */
  readonly faults: readonly string[];
  readonly weight: Weight;
};

/** Scripts of the page itself, as text: the tests know no DOM. */
const FACTS = `(() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  return {
    title: document.title,
    lang: document.documentElement.lang,
    nodes: document.querySelectorAll("*").length,
    headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => Number(h.tagName[1])),
    landmarks: document.querySelectorAll("main").length,
  };
})()`;
const overflow = (rootSize: string): string => `(() => {
  const root = document.documentElement;
  root.style.fontSize = "${rootSize}";
  const isScrolled = (one) => one && one !== root && (/auto|scroll|hidden/.test(getComputedStyle(one).overflowX) || isScrolled(one.parentElement));
  const wide = root.scrollWidth > root.clientWidth
    ? [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !isScrolled(one))
    : [];
  const isWide = root.scrollWidth > root.clientWidth;
  const found = isWide ? wide.slice(-2).map((one) => one.outerHTML.slice(0, 120)).concat(root.scrollWidth + " px in " + root.clientWidth) : [];
  root.style.fontSize = "";
  return found;
})()`;
const AXE = `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => id + ": " + html.slice(0, 200))))`;

type Facts = { title: string; lang: string; nodes: number; headings: number[]; landmarks: number };
type Wire = { type: string; bytes: number };

/** Looks at pages in one tab: what they weigh on the wire, what they ask for, what is wrong with them. */
export class Looker {
  readonly page: Page;
  readonly #origin: string;
  readonly #wire = new Map<string, Wire>();
  readonly #complaints: string[] = [];

  private constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
  }

  static async at(page: Page, origin: string): Promise<Looker> {
    const looker = new Looker(page, origin);
    const session = await page.context().newCDPSession(page);
    await looker.#listen(session);
    return looker;
  }

  async #listen(session: CDPSession): Promise<void> {
    await session.send("Network.enable");
    // Each page is a first visit.
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    session.on("Network.responseReceived", ({ requestId, type }) => this.#wire.set(requestId, { type, bytes: 0 }));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const found = this.#wire.get(requestId);
      if (found) found.bytes = encodedDataLength;
    });
    this.page.on("request", (request) => {
      if (!request.url().startsWith(`${this.#origin}/`)) this.#complaints.push(`asks elsewhere: ${request.url()}`);
    });
    this.page.on("pageerror", (error) => this.#complaints.push(`script error: ${error.message}`));
    this.page.on("dialog", (dialog) => {
      this.#complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    this.page.on("console", (message) => {
      // Chromium complains of every answer that is not 2xx; the status is checked by itself.
      const isStatus = message.text().startsWith("Failed to load resource: the server responded with a status of");
      if (["error", "warning"].includes(message.type()) && !isStatus) {
        this.#complaints.push(`console: ${message.text()}`);
      }
    });
  }

  /** Opens an address and looks. */
  async open(address: string): Promise<Look> {
    return await this.after(() => this.page.goto(address));
  }

  /** Does what leads to a page, and looks at it. */
  async after(act: () => Promise<Response | null>): Promise<Look> {
    this.#wire.clear();
    this.#complaints.length = 0;
    await this.page.setViewportSize({ width: 1280, height: 900 });
    const response = await act();
    await this.page.waitForLoadState("load");
    // The body of a redirection never comes.
    const isPage = response !== null && (response.status() < 300 || response.status() >= 400);
    const html = isPage ? await response.text() : "";
    const facts = await this.page.evaluate<Facts>(FACTS);
    const weight = this.#weigh(facts.nodes);
    await this.page.evaluate(axe);
    const violations = await this.page.evaluate<string[]>(AXE);
    const faults = [
      ...violations.map((one) => `axe ${one}`),
      ...(await htmlFaults(html)).map((one) => `html ${one}`),
      ...outlineFaults(facts),
      ...(await this.#overflows()),
      ...this.#complaints,
    ];
    return { status: response?.status() ?? 0, title: facts.title, faults, weight };
  }

  /** At 320 px, on a desktop with text at 200 %, and both. */
  async #overflows(): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const [width, size] of [
      [1280, "32px"],
      [320, ""],
      [320, "32px"],
    ] as const) {
      await this.page.setViewportSize({ width, height: 900 });
      const found = await this.page.evaluate<string[]>(overflow(size));
      faults.push(...found.map((one) => `wider than ${width} px${size ? " at 200 %" : ""}: ${one}`));
    }
    return faults;
  }

  #weigh(nodes: number): Weight {
    const wire = [...this.#wire.values()];
    const sum = (...types: readonly string[]) =>
      wire.filter(({ type }) => types.length === 0 || types.includes(type)).reduce((all, { bytes }) => all + bytes, 0);
    return {
      html: sum("Document"),
      css: sum("Stylesheet"),
      js: sum("Script"),
      font: sum("Font"),
      image: sum("Image"),
      total: sum(),
      requests: wire.length,
      nodes,
    };
  }
}

/** One title, one h1, no level skipped, one main, and a language. */
function outlineFaults({ title, lang, headings, landmarks }: Facts): readonly string[] {
  const faults: string[] = [];
  if (!/^.+ – Jalon$|^Jalon$/.test(title)) faults.push(`title: ${title}`);
  if (lang !== "fr" && lang !== "en") faults.push(`lang: ${lang}`);
  if (landmarks !== 1) faults.push(`${landmarks} main`);
  const firsts = headings.filter((level) => level === 1).length;
  if (firsts !== 1) faults.push(`${firsts} h1`);
  headings.forEach((level, index) => {
    const before = headings[index - 1] ?? level;
    if (level > before + 1) faults.push(`h${level} after h${before}`);
  });
  return faults;
}
