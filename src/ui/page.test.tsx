import { describe, expect, test } from "vitest";
import type { Frame } from "./frame.ts";
import { htmlFaults } from "./html-check.ts";
import { sectionOf } from "./navigation.tsx";
import { Page } from "./page.tsx";
import { renderPage } from "./render.ts";
import { sampleFrame, sampleViewer } from "./sample-frame.ts";

const page = (frame: Frame, over: Partial<Parameters<typeof Page>[0]> = {}) =>
  renderPage(
    <Page frame={frame} title="Votre avis" {...over}>
      <p>Contenu</p>
    </Page>,
  );
const menuOf = (html: string) => /<nav class="jl-menu".*?<\/nav>/s.exec(html)?.[0] ?? "";

describe("a page", () => {
  const html = page(sampleFrame("fr"), {
    lead: "Une phrase.",
    breadcrumb: [{ text: "Textes", href: "/fr/textes" }, { text: "Ici" }],
  });

  test("is valid HTML in both languages", async () => {
    const team = sampleFrame("en", {
      viewer: sampleViewer("editor"),
      demo: true,
      notice: { kind: "success", text: "Done." },
    });
    for (const text of [html, page(team, { backLink: "/en", errors: [{ field: "main", message: "Wrong" }] })]) {
      expect(await htmlFaults(text)).toEqual([]);
    }
  });

  test("says its language, its title, then the site", () => {
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="fr">/);
    expect(html).toContain("<title>Votre avis – Jalon</title>");
  });

  test("has one h1, and none of its own when the question is the title", () => {
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(page(sampleFrame("fr"), { ownHeading: true })).not.toContain("<h1");
  });

  test("prefixes the title and leads to each error", () => {
    const wrong = page(sampleFrame("fr"), { errors: [{ field: "email", message: "Saisissez une adresse" }] });
    expect(wrong).toContain("<title>Erreur\u00a0: Votre avis – Jalon</title>");
    expect(wrong).toContain('<a href="#email">Saisissez une adresse</a>');
    expect(wrong.indexOf("jl-error-summary")).toBeLessThan(wrong.indexOf("<h1"));
  });

  test("the language switch keeps the path and the query", () => {
    expect(html).toContain('<a href="/en/textes?page=2" lang="en" hreflang="en">English</a>');
  });

  test("needs neither inline script nor inline style nor another site", () => {
    const full = page(sampleFrame("fr", { viewer: sampleViewer("administrator"), demo: true }));
    expect(full).not.toMatch(/<script|<style| style=| on[a-z]+=|(?:src|href)="(?:https?:)?\/\//);
  });

  test("starts with the way to the content", () => {
    expect(html).toMatch(/<body[^>]*><a href="#main" class="jl-skip-link">/);
    expect(html).toMatch(/<main[^>]* id="main"/);
  });

  test("costs at most 120 elements and 6 kB before its own content", () => {
    const empty = page(sampleFrame("fr", { viewer: sampleViewer("administrator"), demo: true }));
    expect((empty.match(/<[a-z]/g) ?? []).length).toBeLessThanOrEqual(120);
    expect(Buffer.byteLength(empty)).toBeLessThanOrEqual(6_000);
  });
});

describe("the menu", () => {
  test("has at most five items, and the way without Internet", () => {
    for (const viewer of [null, sampleViewer("participant"), sampleViewer("editor")]) {
      const menu = menuOf(page(sampleFrame("fr", { viewer })));
      expect((menu.match(/<li/g) ?? []).length).toBeLessThanOrEqual(6);
      expect(menu).toContain("Participer sans Internet");
    }
  });

  test("the team area is for the team", () => {
    expect(menuOf(page(sampleFrame("fr", { viewer: sampleViewer("moderator") })))).toContain("/fr/equipe");
    expect(menuOf(page(sampleFrame("fr", { viewer: sampleViewer("participant") })))).not.toContain("/fr/equipe");
  });

  test.each([
    ["/fr", "home"],
    ["/fr/textes/feuille-de-route?page=2", "documents"],
    ["/en/contributions/12", "processes"],
    ["/fr/equipe/moderation", "team"],
    ["/fr/aide", undefined],
  ])("%s belongs to %s", (path, section) => expect(sectionOf(path)).toBe(section));
});

test("who is signed in can sign out, by a form with its token", () => {
  const html = page(sampleFrame("fr", { viewer: sampleViewer("participant") }));
  expect(html).toContain("Amina Benali");
  expect(html).toMatch(
    /<form method="post" action="\/fr\/deconnexion"><input type="hidden" name="csrf" value="sample-csrf"\/>/,
  );
  expect(html).not.toContain("/fr/connexion");
});

test("the operator's telephone number is a link in the foot", () => {
  const html = page(sampleFrame("fr", { site: { phone: "01 99 00 12 34", sourceUrl: "https://example.org/source" } }));
  expect(html).toContain('<a href="tel:0199001234">01 99 00 12 34</a>');
  expect(html).toContain('href="https://example.org/source"');
});
