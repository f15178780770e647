// npm run accuracy [-- NAME] [--data DIR]: measures the engines beside references and labelled sets; fails below what is required.
// Without a name: all. Without --data: the folder data of the project, where there is one.
import { existsSync } from "node:fs";
import path from "node:path";
import { onOwnNode, root } from "./own-node.mjs";

/** Each module has measure(folder): it prints its table and gives 0, 1 below what is required, 2 when the folder has nothing for it. */
const MODULES = {
  duplicates: "../test/accuracy/duplicates.ts",
  opinion: "../test/accuracy/opinion.ts",
  statistics: "../test/accuracy/statistics.ts",
  ranking: "../test/accuracy/ranking.ts",
  themes: "../test/accuracy/themes.ts",
  ledger: "../test/accuracy/ledger.ts",
};

function given(words) {
  const at = words.indexOf("--data");
  const folder = at >= 0 ? words[at + 1] : path.join(root, "data");
  const names = at >= 0 ? words.filter((_, place) => place !== at && place !== at + 1) : words;
  const isKnown = names.length <= 1 && names.every((name) => Object.hasOwn(MODULES, name));
  if (!isKnown || folder === undefined || !existsSync(folder)) return null;
  return { folder: path.resolve(folder), names: names.length > 0 ? names : Object.keys(MODULES) };
}

await onOwnNode(import.meta.url, async () => {
  const asked = given(process.argv.slice(2));
  if (asked === null) {
    const names = Object.keys(MODULES).join(", ");
    console.error(
      `accuracy: npm run accuracy [-- NAME] --data DIR; NAME is one of ${names}; DIR holds polis, texts, statistics, trust (default: data)`,
    );
    return 2;
  }
  const codes = [];
  for (const name of asked.names) {
    if (asked.names.length > 1) console.log(`\n== ${name}`);
    const { measure } = await import(MODULES[name]);
    codes.push(await measure(asked.folder));
  }
  return Math.max(...codes);
});
