// npm run accuracy -- duplicates --data DIR: measures on labelled texts, beside what is required; fails below.
import { onOwnNode } from "./own-node.mjs";

await onOwnNode(import.meta.url, async () => {
  const [name, flag, folder] = process.argv.slice(2);
  if (name !== "duplicates" || flag !== "--data" || folder === undefined) {
    console.error(
      "accuracy: npm run accuracy -- duplicates --data DIR (a folder of texts, or one that holds texts/neardup-*)",
    );
    return 2;
  }
  const { measureDuplicates } = await import("../test/accuracy/duplicates.ts");
  return measureDuplicates(folder);
});
