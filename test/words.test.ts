// The words of the screens: one word for one thing (docs/glossary.md), no jargon, French as it is printed.
import { expect, test } from "vitest";
import { en, fr } from "#ui/generated/messages.ts";

/** Pages for designers, lines for operators, and the dictionary of the data, which names columns. */
const OUT_OF_SIGHT = /^(?:gallery|failure|columns|open-data)\./;
/** Messages that quote the names of fields as a file has them. */
const QUOTES_FILES = /^(?:import\.problem\.notAMap|imports\.formatYaml):/;
const shown = (catalogue: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(catalogue).filter(([key]) => !OUT_OF_SIGHT.test(key));

function saying(catalogue: Readonly<Record<string, string>>, banned: RegExp): readonly string[] {
  return shown(catalogue).flatMap(([key, text]) => {
    const [word] = banned.exec(text.replace(/\{\w+[,}]/g, "…")) ?? [];
    return word === undefined ? [] : [`${key}: ${word}`];
  });
}

test("French says one word for one thing, and no jargon", () => {
  const banned =
    /(?<!\p{L})(?:e-?mail|mail|token|session|workflow|feedback|amendement|commentaire|anonyme|canal|verdict|lieu d’accueil|répondue?s|élément|étape(?! précédente))s?(?!\p{L})|« ?masquer la contribution/iu;
  // « point d’étape » is the word for a snapshot
  const allowed = new Set([
    "pages.galleryNote: éléments",
    "about.ecodesign1Text: éléments",
    "journal.leaf.snapshotPublished: étape",
  ]);
  // a gathering of the tour, in the rooms of questions put to the vote; never a page of a form
  const stages = /^(?:polls|votes|opinions)\.[\w.]+: étapes?$/i;
  expect(saying(fr, banned).filter((found) => !allowed.has(found) && !stages.test(found))).toEqual([]);
});

test("English says one word for one thing, and no jargon", () => {
  const banned = /\b(?:process(?:es)?|token|session|workflow|amendment|comment|verdict|channel|anonymous|element)\b/i;
  const allowed = /^(?:pages\.galleryNote|about\.ecodesign1Text)/;
  expect(saying(en, banned).filter((found) => !allowed.test(found))).toEqual([]);
});

test("French has its apostrophes, its ligatures, its accents on capitals, and its third plural", () => {
  expect(saying(fr, /['"]|\b(?:oeuvre|coeur|noeud|voeu)|\b(?:Etat|Etape|Edition|Element|Ecri|A venir)/)).toEqual([]);
  expect(
    saying(fr, /[^\s\u00a0\u202f»!?][:;?!](?=\s|$)|«[^\u00a0\u202f]|[^\u00a0\u202f]»/u).filter(
      (found) => !QUOTES_FILES.test(found),
    ),
  ).toEqual([]);
  const plurals = shown(fr).filter(([, text]) => /, plural,/.test(text) && !/many \{/.test(text));
  expect(plurals.map(([key]) => key)).toEqual([]);
});

test("every mail says hello, and why it comes", () => {
  for (const [name, catalogue, hello, why] of [
    ["fr", fr, /^Bonjour/, /Vous recevez ce message|Vous n’attendiez pas/],
    ["en", en, /^Hello/, /You are receiving this message|Were you not expecting/],
  ] as const) {
    const mails = Object.entries(catalogue).filter(([key]) =>
      /\.(?:mail|mail\.\w*)Text$|\.mail\w*Text$|\.mail\.text$|\.mail\.\w+Text$/.test(key),
    );
    expect(mails.length, name).toBeGreaterThan(7);
    expect(mails.filter(([, text]) => !hello.test(text) || !why.test(text)).map(([key]) => key)).toEqual([]);
  }
});
