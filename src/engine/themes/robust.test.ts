import { describe, expect, it } from "vitest";
import { hostileNames, hostileText } from "../../../test/fixtures/hostile-texts.ts";
import { draftThemes, type ThemesDraft } from "./index.ts";

const texts = (list: readonly string[]) => list.map((text, i) => ({ id: String(i + 1), text }));
const draft = (list: readonly string[]): ThemesDraft =>
  draftThemes(texts(list), { language: "fr", seed: 0, keyphrases: 5 });
const kept = ({ contributions, input }: ThemesDraft): number =>
  Object.keys(contributions).length + input.empty.length + input.setAside.length;

/** "Water is a common good" in forty languages and some twenty writings. */
const LANGUAGES = `L'eau est un bien commun|Water is a common good|Wasser ist ein Gemeingut|El agua es un bien común
L'aigua és un bé comú|L'acqua è un bene comune|A água é um bem comum|Water is een gemeengoed|Vand er et fælles gode
Vatten är en gemensam nyttighet|Vann er et felles gode|Vesi on yhteinen hyvä|A víz közjó|Apa este un bun comun
Woda jest dobrem wspólnym|Voda je společné dobro|Voda je spoločné dobro|Voda je skupno dobro|Voda je zajedničko dobro
Вода — общее благо|Вода є спільним благом|Водата е общо благо|Το νερό είναι κοινό αγαθό|Su ortak bir değerdir
Ur komuna ona da|Is leas coiteann é an t-uisce|Mae dŵr yn lles cyffredin|An dour zo ur mad boutin|Vesi on ühisvara
Ūdens ir kopējs labums|Vanduo yra bendras gėris|L-ilma huwa ġid komuni|الماء ملك مشترك|המים הם נחלת הכלל|آب یک دارایی مشترک است
पानी सबकी साझी संपत्ति है|水是公共财产|水は共有財産です|물은 공동의 재산이다|น้ำเป็นสมบัติส่วนรวม|நீர் பொதுச் சொத்து|ջուրը ընդհանուր բարիք է`.split(
  /[|\n]/,
);

describe("texts of any kind", () => {
  it("none, one, two", () => {
    expect(draft([])).toMatchObject({ options: { k: 0 }, themes: [], contributions: {} });
    expect(draft(["seul"])).toMatchObject({ options: { k: 1 }, contributions: { 1: { theme: null, nearest: "t1" } } });
    expect(kept(draft(["un chat", "deux chiens"]))).toBe(2);
  });

  it("10,000 equal texts", () => {
    const found = draft(Array.from({ length: 10_000 }, () => "Gardez la maternité de notre ville ouverte."));
    expect(kept(found)).toBe(10_000);
    expect(found.foldedDuplicates[0]?.members).toHaveLength(9_999);
    expect(found.options.k).toBe(1);
  });

  it("one text of 1 MB beside others", () => {
    const long = Array.from({ length: 150_000 }, (_, i) => `mot${i % 20_011}`).join(" ");
    expect(long.length).toBeGreaterThan(1e6);
    expect(kept(draft([long, "a".repeat(1e6), "un chat gris", "un chat noir", "un chien noir"]))).toBe(5);
  }, 60_000);

  it("emoji, right-to-left writing, signs alone, invisible characters", () => {
    const list = [
      "👍👍",
      "👨‍👩‍👧 merci",
      "שלום לכולם",
      "مرحبا بكم \u202e",
      "!!!",
      "…",
      "\u200b",
      "\u200b\u00ad",
      "🇫🇷🇫🇷 bravo",
      "123 456",
    ];
    expect(kept(draft(list))).toBe(list.length);
  });

  it("forty languages", () => {
    expect(LANGUAGES.length).toBeGreaterThanOrEqual(40);
    expect(
      kept(draft([...LANGUAGES, ...LANGUAGES.map((text) => `${text} !!`), ...LANGUAGES.map((text) => `(1) ${text}`)])),
    ).toBe(3 * LANGUAGES.length);
    for (const language of ["ar", "de", "el", "fi", "hu", "ja", "ru", "ta", "tr", "xx"]) {
      const found = draftThemes(texts(LANGUAGES), { language, seed: 0, k: 4, keyphrases: 3 });
      expect(kept(found)).toBe(LANGUAGES.length);
    }
  });

  it("ids that are names of objects", () => {
    const ids = ["__proto__", "constructor", "toString", "1", "01"];
    const found = draftThemes(
      ids.map((id) => ({ id, text: `texte de ${id}` })),
      { language: "fr", seed: 0 },
    );
    expect(Object.keys(found.contributions).toSorted()).toEqual(ids.toSorted());
  });

  it("hostile texts of 100,000 characters", () => {
    expect(kept(draft(hostileNames.map((name) => hostileText(name, 100_000))))).toBe(hostileNames.length);
  }, 60_000);
});
