import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import type { Product } from "../../product.ts";
import { Person } from "../people.ts";

/** Who meets around one proof, and what they learn on the way. */
export type JournalStory = {
  readonly product: Product;
  /** On a phone, without JavaScript and without account. */
  readonly citizen: Person;
  readonly moderator: Person;
  /** Believes nobody: her own browser, her own verifier. */
  readonly journalist: Person;
  /** What they keep on their own disks. */
  readonly folder: string;
  /** The tracking code, kept to oneself. */
  code: string;
  /** The number of the contribution. */
  contribution: string;
  /** The proof, as a file and as text. */
  proofFile: string;
  close(): Promise<void>;
};

export type Step = { readonly title: string; readonly run: (story: JournalStory) => Promise<void> };

export async function openJournal(browser: Browser, product: Product): Promise<JournalStory> {
  const folder = mkdtempSync(path.join(tmpdir(), "jalon-proof-"));
  const people = {
    citizen: await Person.arrives(browser, product, { javaScript: false, width: 360, height: 740 }),
    moderator: await Person.arrives(browser, product),
    journalist: await Person.arrives(browser, product),
  };
  return {
    product,
    ...people,
    folder,
    code: "",
    contribution: "",
    proofFile: "",
    async close() {
      for (const person of Object.values(people)) await person.leaves();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
