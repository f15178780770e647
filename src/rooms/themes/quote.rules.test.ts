import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileNames, hostileText } from "../../../test/fixtures/hostile-texts.ts";
import { findQuote, type PublicWords, quotesOfSentences, sentencesOf, wordsMark, wordsOf } from "./quote.rules.ts";

const words = (body: string, rest: Partial<PublicWords> = {}): PublicWords => ({
  title: null,
  proposedText: null,
  body,
  ...rest,
});
/** What PostgreSQL's substr would give. */
const cut = (text: string, from: number, to: number): string => [...text].slice(from, to).join("");

describe("pasted words", () => {
  it("are found whatever pasting did to spaces, accents, case and quotes, and the quote is what the text has", () => {
    const text = "Bonjour.\nL’accès aux soins,\u00a0«\u202fpour tous\u202f», doit être garanti.";
    const quote = findQuote(words(text), 'l\'acces aux soins,  " pour TOUS "');
    expect(quote?.text).toBe("L’accès aux soins,\u00a0«\u202fpour tous\u202f»");
    expect(cut(text, quote?.startsAt ?? 0, quote?.endsAt ?? 0)).toBe(quote?.text);
  });

  it("keep their whole letters when an accent is typed apart, and places count emoji as one", () => {
    const text = "👩‍⚕️ Santé pour tous".normalize("NFD");
    const quote = findQuote(words(text), "santé");
    expect(quote?.text).toBe("Santé".normalize("NFD"));
    expect(cut(text, quote?.startsAt ?? 0, quote?.endsAt ?? 0)).toBe(quote?.text);
  });

  it("are looked for in the title and in the wording asked for too", () => {
    const three = words("Le texte.", { title: "Le titre", proposedText: "La réécriture." });
    expect(findQuote(three, "titre")?.field).toBe("title");
    expect(findQuote(three, "réécriture")?.field).toBe("proposed_text");
  });

  it("that do not occur, or say nothing, are no quote", () => {
    expect(findQuote(words("Un texte."), "autre chose")).toBeNull();
    expect(findQuote(words("Un texte."), " … ")).toBeNull();
    expect(findQuote(words("Un texte."), "")).toBeNull();
  });

  it("any part of any text is found where its words stand", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(...hostileNames.map((name) => hostileText(name, 300))),
    );
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (body, a, b) => {
        const characters = [...body];
        const [from, to] = [a % (characters.length + 1), b % (characters.length + 1)].sort((x, y) => x - y);
        const part = cut(body, from ?? 0, to ?? 0);
        const quote = findQuote(words(body), part);
        if (quote) expect(cut(body, quote.startsAt, quote.endsAt)).toBe(quote.text);
        else expect(/[\p{L}\p{N}]/u.test(part.normalize("NFKD").trim())).toBe(false);
      }),
    );
  });
});

describe("chosen sentences", () => {
  const body = "Première phrase. Deuxième 👍 phrase ! Troisième ?\n\nQuatrième.";

  it("stand where PostgreSQL finds them", () => {
    for (const sentence of sentencesOf(words(body))) {
      expect(cut(body, sentence.startsAt, sentence.endsAt)).toBe(sentence.text);
    }
    expect(sentencesOf(words(body)).map(({ id }) => id)).toEqual(["body-1", "body-2", "body-3", "body-4"]);
  });

  it("neighbours are one quote, others are several, unknown ones none", () => {
    const quotes = quotesOfSentences(words(body), ["body-1", "body-2", "body-4", "body-99"]);
    expect(quotes.map(({ text }) => text)).toEqual(["Première phrase. Deuxième 👍 phrase !", "Quatrième."]);
    for (const quote of quotes)
      expect(cut(wordsOf(words(body), quote.field), quote.startsAt, quote.endsAt)).toBe(quote.text);
  });

  it("are those of the words that were seen", () => {
    expect(wordsMark(words("a"))).not.toBe(wordsMark(words("b")));
    expect(wordsMark(words("a"))).toBe(wordsMark(words("a")));
  });
});
