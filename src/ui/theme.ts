/**
 * A tenant's theme: functional colours, nothing else. Checked before it is kept, because a colour nobody can read is a closed
 * door: text 4.5:1 (WCAG 1.4.3), edges of fields and the mark of focus 3:1 (1.4.11).
 */
const THEME_COLOURS = [
  "brand",
  "text",
  "inverse-text",
  "template-background",
  "body-background",
  "secondary-text",
  "focus",
  "focus-text",
  "error",
  "success",
  "border",
  "input-border",
  "hover",
  "link",
  "link-visited",
  "link-hover",
  "link-active",
  "surface-background",
  "surface-text",
  "surface-border",
] as const;
export type ThemeColour = (typeof THEME_COLOURS)[number];
export type Theme = Readonly<Partial<Record<ThemeColour, string>>>;

/** The colours of the style sheet (jalon.scss; a test compares). */
export const DEFAULT_THEME: Readonly<Record<ThemeColour, string>> = {
  brand: "#0b6468",
  text: "#1a2226",
  "inverse-text": "#ffffff",
  "template-background": "#eef4f4",
  "body-background": "#ffffff",
  "secondary-text": "#4b565c",
  focus: "#ffd23f",
  "focus-text": "#1a2226",
  error: "#b3261e",
  success: "#1b6b3a",
  border: "#c8d2d4",
  "input-border": "#4b565c",
  hover: "#d5e0e1",
  link: "#0a5c73",
  "link-visited": "#5b3a86",
  "link-hover": "#06343f",
  "link-active": "#1a2226",
  "surface-background": "#eef4f4",
  "surface-text": "#1a2226",
  "surface-border": "#9dbfc1",
};

const HEX = /^#[0-9a-f]{6}$/i;

/** Relative luminance (WCAG 2.2, definition "relative luminance"). */
function luminance(colour: string): number {
  const channel = (start: number) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast ratio of two colours `#rrggbb`, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

type Pair = readonly [front: ThemeColour, back: ThemeColour, least: number];

/** Every pair the style sheet puts together. */
const PAIRS: readonly Pair[] = [
  ["text", "body-background", 4.5],
  ["text", "template-background", 4.5],
  ["text", "surface-background", 4.5],
  ["surface-text", "surface-background", 4.5],
  ["secondary-text", "body-background", 4.5],
  ["secondary-text", "surface-background", 4.5],
  ["secondary-text", "template-background", 4.5],
  ["link", "body-background", 4.5],
  ["link", "surface-background", 4.5],
  ["link-visited", "body-background", 4.5],
  ["link-visited", "surface-background", 4.5],
  ["link-hover", "body-background", 4.5],
  ["link-active", "body-background", 4.5],
  ["error", "body-background", 4.5],
  ["success", "body-background", 4.5],
  ["brand", "body-background", 4.5],
  ["inverse-text", "brand", 4.5],
  ["inverse-text", "error", 4.5],
  ["inverse-text", "success", 4.5],
  ["focus-text", "focus", 4.5],
  ["input-border", "body-background", 3],
  ["focus-text", "body-background", 3],
  ["brand", "surface-background", 3],
];

export type ThemeProblem =
  | { readonly kind: "unknown"; readonly colour: string }
  | { readonly kind: "notAColour"; readonly colour: ThemeColour }
  | {
      readonly kind: "contrast";
      readonly front: ThemeColour;
      readonly back: ThemeColour;
      readonly ratio: number;
      readonly least: number;
    };

const isThemeColour = (name: string): name is ThemeColour => (THEME_COLOURS as readonly string[]).includes(name);

/** All that forbids this theme; nothing when it may be kept. Colours left out keep the default. */
export function checkTheme(theme: Readonly<Record<string, unknown>>): readonly ThemeProblem[] {
  const problems: ThemeProblem[] = [];
  const colours = { ...DEFAULT_THEME };
  for (const [name, value] of Object.entries(theme)) {
    if (!isThemeColour(name)) problems.push({ kind: "unknown", colour: name });
    else if (typeof value !== "string" || !HEX.test(value)) problems.push({ kind: "notAColour", colour: name });
    else colours[name] = value;
  }
  for (const [front, back, least] of PAIRS) {
    const ratio = contrast(colours[front], colours[back]);
    // Rounded down: 4.499 is not 4.5.
    if (ratio < least) problems.push({ kind: "contrast", front, back, ratio: Math.floor(ratio * 100) / 100, least });
  }
  return problems;
}

/** The style sheet of a theme that passed `checkTheme`; throws on one that did not. */
export function themeCss(theme: Theme): string {
  const problems = checkTheme(theme);
  if (problems.length > 0) throw new RangeError(`theme refused: ${JSON.stringify(problems)}`);
  const lines = Object.entries(theme).map(([name, value]) => `--jl-${name}-colour:${value}`);
  return `:root{${lines.join(";")}}\n`;
}
