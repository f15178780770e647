import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { LANGS, type Lang } from "#kernel/lang.ts";
import { FrameContext } from "./frame-context.ts";
import { Gallery } from "./gallery.tsx";
import { htmlFaults } from "./html-check.ts";
import { renderPage } from "./render.ts";
import { sampleFrame } from "./sample-frame.ts";
import { samples } from "./samples.tsx";

function render(lang: Lang, piece: VNode): string {
  return renderToString(<FrameContext.Provider value={sampleFrame(lang)}>{piece}</FrameContext.Provider>);
}

const names = Object.keys(samples(sampleFrame("fr"), ""));
const sample = (lang: Lang, name: string, text: string) => {
  const piece = samples(sampleFrame(lang), text)[name];
  if (!piece) throw new Error(`no sample ${name}`);
  return render(lang, piece);
};

describe.each(LANGS)("in %s", (lang) => {
  test.each(names)("%s is valid HTML", async (name) => {
    expect(await htmlFaults(sample(lang, name, "mot"))).toEqual([]);
  });

  test("the gallery is a valid page", async () => {
    expect(await htmlFaults(renderPage(<Gallery frame={sampleFrame(lang, { demo: true })} />))).toEqual([]);
  });
});

describe("text stays text", () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='x'>&amp;`;

  test.each(names)("%s", (name) => {
    const html = sample("fr", name, hostile);
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<img");
    expect(html).not.toContain(`"">`);
  });
});

describe("the gallery", () => {
  const html = renderPage(<Gallery frame={sampleFrame("fr")} />);
  const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));

  test("every description and every label points to something", () => {
    const wanted = [...html.matchAll(/ (?:for|aria-describedby|aria-controls|aria-labelledby)="([^"]*)"/g)]
      .flatMap((match) => (match[1] ?? "").split(" "))
      .filter((id) => !ids.has(id));
    expect(wanted).toEqual([]);
  });

  test("every line of the error summary leads to a field", () => {
    const summary = /<ul class="jl-list jl-error-summary__list">.*?<\/ul>/s.exec(html)?.[0] ?? "";
    const targets = [...summary.matchAll(/href="#([^"]*)"/g)].map((match) => match[1]);
    expect(targets).toHaveLength(2);
    for (const target of targets) expect(html).toMatch(new RegExp(`<(?:input|select|textarea)[^>]* id="${target}"`));
  });

  // Not in it: what only one page has (a second h1), and a film from elsewhere.
  test("shows every piece", () => {
    const shown = (text: string) =>
      new Set([...text.matchAll(/class="([^"]*)"/g)].flatMap((match) => (match[1] ?? "").split(" ")));
    const inGallery = shown(html);
    const missing = names
      .flatMap((name) => [...shown(sample("fr", name, "mot"))])
      .filter(
        (name) =>
          !inGallery.has(name) &&
          !/^jl-(panel|video__frame|back-link|fieldset__heading|fieldset__legend--l)/.test(name),
      );
    expect(new Set(missing)).toEqual(new Set());
  });
});

describe("differences are words too", () => {
  test.each([
    ["fr", "[ajouté\u00a0: ", "[supprimé\u00a0: "],
    ["en", "[added: ", "[removed: "],
  ] as const)("in %s", (lang, added, removed) => {
    const html = sample(lang, "difference", "mot");
    expect(html).toContain(`<ins><span class="jl-visually-hidden">${added}</span>mot`);
    expect(html).toContain(`<del><span class="jl-visually-hidden">${removed}</span>mot`);
  });
});

test("a text in another language says so, a text of the page does not", () => {
  expect(sample("fr", "prose", "word")).toContain('lang="en"');
  expect(sample("en", "prose", "word")).not.toContain("lang=");
});
