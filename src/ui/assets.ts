/** Addresses of the built files: hashed names that never change content, so caches may keep them for ever. */
export type Assets = {
  readonly css: string;
  readonly font: string;
  readonly favicon: string;
  /** Stem of the island (`live-vote` for live-vote.island.tsx) to the address of its script. */
  readonly islands: Readonly<Record<string, string>>;
};

function text(value: unknown, name: string): string {
  if (typeof value !== "string" || value === "") throw new Error(`assets manifest: ${name} is missing; run the build`);
  return value;
}

/** Reads the parsed content of dist/assets/manifest.json. */
export function assetsFrom(manifest: unknown): Assets {
  const found = (manifest ?? {}) as Readonly<Record<string, unknown>>;
  return {
    css: text(found.css, "css"),
    font: text(found.font, "font"),
    favicon: text(found.favicon, "favicon"),
    islands: (found.islands ?? {}) as Readonly<Record<string, string>>,
  };
}
