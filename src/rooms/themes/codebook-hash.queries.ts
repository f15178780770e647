import { digest } from "#ledger/digest.ts";
import type { Theme } from "./theme.rules.ts";

/**
 * What a signature vouches for: all that a coder reads of the themes in use, whatever their order. Words only serve
 * suggestions, so they are no part of it.
 */
export function codebookHash(themes: readonly Theme[]): string {
  const read = themes
    .filter(({ state }) => state === "active")
    .map(({ code, name, definition, exampleIn, exampleOut, parent }) => ({
      code,
      definition,
      exampleIn,
      exampleOut,
      name,
      parent,
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return digest({ schema: "jalon.codebook/1", themes: read });
}
