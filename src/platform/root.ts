import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the installed program. Sources (src/platform) and bundles (dist) sit at different depths: look upwards. */
function findRoot(from: string): string {
  const manifest = join(from, "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "jalon") return from;
  const above = dirname(from);
  if (above === from) throw new Error("jalon's package.json is not above its code");
  return findRoot(above);
}

export const root = findRoot(import.meta.dirname);
