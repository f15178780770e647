// Whether a command on files is built from the sources as they are: it looks at its own sources alone, in a millisecond.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./own-node.mjs";

const program = (folder, name) => path.join(folder, `${name}-cli.js`);
const list = (folder, name) => path.join(folder, `${name}-cli.sources`);
const lineOf = (source) => {
  const found = statSync(path.join(root, source), { throwIfNoEntry: false });
  return `${found?.size} ${found?.mtimeMs} ${source}`;
};

/** Written when the command is built: its sources (packages inside included), their sizes and dates. */
export function noteSources(folder, name, sources) {
  writeFileSync(list(folder, name), sources.map(lineOf).join("\n"));
}

export function isFresh(name) {
  const dist = path.join(root, "dist");
  if (!existsSync(program(dist, name))) return false;
  // an installation without its sources brings its dist
  if (!existsSync(path.join(root, "src", "cli.ts"))) return true;
  if (!existsSync(list(dist, name))) return false;
  const noted = readFileSync(list(dist, name), "utf8").split("\n");
  return noted.every((line) => line === lineOf(line.split(" ").slice(2).join(" ")));
}
