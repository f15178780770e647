import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { translator } from "./messages.ts";
import { checkTheme, contrast, DEFAULT_THEME, themeCss } from "./theme.ts";
import { themeProblemText } from "./theme-problem.ts";

describe("contrast", () => {
  test("known values of WCAG 2.2", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
    expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
  });
});

describe("a tenant's theme", () => {
  test("our own colours pass", () => expect(checkTheme({})).toEqual([]));

  test("they are the colours of the style sheet", () => {
    const sass = readFileSync("src/ui/style/jalon.scss", "utf8");
    const written = Object.fromEntries(
      [...sass.matchAll(/^ {4}([a-z-]+): (#[0-9a-f]{6}),?$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(written).toMatchObject(DEFAULT_THEME);
  });

  test("a pale brand is refused, and the sentence says by how much", () => {
    const problems = checkTheme({ brand: "#7fc8cc" });
    expect(problems).toContainEqual({
      kind: "contrast",
      front: "brand",
      back: "body-background",
      ratio: 1.9,
      least: 4.5,
    });
    const first = problems[0];
    expect(first && themeProblemText(translator("fr"), first)).toMatch(/1,\d+ pour 1/);
  });

  test.each([
    ["link", "#8a8a8a"],
    ["input-border", "#d0d0d0"],
    ["focus-text", "#ffd23f"],
    ["error", "#ff6f61"],
    ["secondary-text", "#999999"],
  ])("%s %s is refused", (name, value) => expect(checkTheme({ [name]: value })).not.toEqual([]));

  test("a border that only decorates may be pale", () => expect(checkTheme({ border: "#eeeeee" })).toEqual([]));

  test("unknown names and anything but a colour are refused", () => {
    expect(checkTheme({ logo: "#000000" })).toEqual([{ kind: "unknown", colour: "logo" }]);
    expect(checkTheme({ brand: "red;}body{display:none" })).toEqual([{ kind: "notAColour", colour: "brand" }]);
    expect(checkTheme({ brand: 12 })).toEqual([{ kind: "notAColour", colour: "brand" }]);
  });

  test("the style sheet of a theme holds its colours only", () => {
    expect(themeCss({ brand: "#24408e", link: "#1f3d8a" })).toBe(
      ":root{--jl-brand-colour:#24408e;--jl-link-colour:#1f3d8a}\n",
    );
    expect(() => themeCss({ brand: "#ffffff" })).toThrow("theme refused");
  });
});
