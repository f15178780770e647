import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSearch } from "./search.rules.ts";

const wanted = (typed: string): readonly string[] => readSearch(typed).wanted;

describe("what somebody typed to search", () => {
  it("drops the words that every text holds, and keeps negations", () => {
    expect(wanted("l’accès aux soins dans les territoires")).toEqual(["accès", "soins", "territoires"]);
    expect(wanted("pas de fermeture")).toEqual(["pas", "fermeture"]);
    expect(wanted("il n'est jamais remboursé")).toEqual(["n", "jamais", "remboursé"]);
    for (const word of "ne pas plus jamais aucun sans ni non rien contre moins".split(" ")) {
      expect(wanted(`${word} fermeture`), word).toEqual([word, "fermeture"]);
    }
    expect(wanted("ÊTRE soigné À L’HÔPITAL")).toEqual(["soigné", "HÔPITAL"]);
  });

  it("keeps them when nothing else is asked for", () => {
    expect(wanted("de la")).toEqual(["de", "la"]);
  });

  it("takes quoted words as they stand, in quotes of any kind", () => {
    for (const typed of ['"pas de fermeture"', "« pas de fermeture »", "“pas de fermeture”", '"pas de fermeture']) {
      expect(readSearch(typed), typed).toEqual({ wanted: ["pas de fermeture"], refused: [] });
    }
  });

  it("leaves out what follows a minus sign", () => {
    expect(readSearch('hôpital -urgences -"pas de lit" −nuit')).toEqual({
      wanted: ["hôpital"],
      refused: ["urgences", "pas de lit", "nuit"],
    });
    expect(readSearch("rendez-vous - nuit")).toEqual({ wanted: ["rendez vous", "nuit"], refused: [] });
  });

  it("takes compound words as words in a row, and alternatives apart", () => {
    expect(wanted("l’e-santé")).toEqual(["e santé"]);
    expect(wanted("aujourd’hui")).toEqual(["aujourd hui"]);
    expect(wanted("patients/usagers")).toEqual(["patients", "usagers"]);
    expect(wanted("mé\u00addecin")).toEqual(["médecin"]);
  });

  it("reads anything", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
        const { wanted, refused } = readSearch(typed);
        expect(
          [...wanted, ...refused].every((words) => /^[\p{L}\p{M}\p{N}]+( [\p{L}\p{M}\p{N}]+)*$/u.test(words)),
        ).toBe(true);
      }),
    );
    for (const typed of [
      "",
      "-",
      '"',
      '""',
      "«»",
      "!!! & | <-> :* ()",
      "-- 'or 1=1",
      '- -"',
      "\\",
      "%",
      "a".repeat(5000),
    ]) {
      expect(() => readSearch(typed)).not.toThrow();
    }
  });
});
