import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Seeds } from "#engine/themes/themes-draft.ts";
import { Failure } from "./failure.ts";

const seed = z
  .object({
    theme: z.string().min(1),
    name: z.string(),
    words: z.array(z.string()),
    examples: z.array(z.union([z.string(), z.object({ text: z.string().min(1) })])),
  })
  .refine(({ words, examples }) => words.length + examples.length > 0, "words or examples were expected");
const seeds = z.object({ schema: z.literal("jalon.seeds/1"), themes: z.array(seed) });

/** The seeds of themes: `jalon.seeds/1`, as `jalon themes --seeds` takes them. What is wrong is named with its place. */
export function readSeedsFile(file: string): Seeds {
  const parsed = seeds.safeParse(jsonOf(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = (issue?.path ?? [])
      .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
      .join("");
    throw unreadable(file, `${place.replace(/^\./, "") || "the file"}: ${issue?.message ?? ""}.`);
  }
  const twice = parsed.data.themes.find(({ theme }, place, all) => all.findIndex((one) => one.theme === theme) < place);
  if (twice) throw unreadable(file, `two themes have the code “${twice.theme}”.`);
  const held = new Map<string, string>();
  for (const { theme, examples } of parsed.data.themes) {
    for (const example of examples) {
      if (typeof example !== "string") continue;
      const other = held.get(example) ?? theme;
      if (other !== theme) throw unreadable(file, `the text “${example}” is an example of ${other} and of ${theme}.`);
      held.set(example, theme);
    }
  }
  return parsed.data;
}

function jsonOf(file: string): unknown {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, `${error instanceof Error ? error.message : String(error)}.`, error);
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw unreadable(file, `JSON was expected (${error instanceof Error ? error.message : String(error)}).`, error);
  }
}

const unreadable = (file: string, message: string, cause?: unknown): Failure =>
  new Failure("inputUnreadable", { file, message }, cause);
