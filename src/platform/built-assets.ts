import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Assets, assetsFrom } from "#ui/assets.ts";
import { root } from "./root.ts";

export const assetsFolder = join(root, "dist", "assets");

/** What scripts/build.mjs wrote. */
export function builtAssets(): Assets {
  return assetsFrom(JSON.parse(readFileSync(join(assetsFolder, "manifest.json"), "utf8")));
}
