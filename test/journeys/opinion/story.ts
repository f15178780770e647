import type { Browser } from "playwright-core";
import type { Product } from "../../product.ts";
import { Person } from "../people.ts";

/** Who meets around one question, and what they learn on the way. */
export type OpinionStory = {
  readonly product: Product;
  readonly editor: Person;
  /** On a phone, without JavaScript. */
  readonly citizen: Person;
  /** With a keyboard only. */
  readonly typist: Person;
  /** Reads the results without JavaScript. */
  readonly journalist: Person;
  /** Number of the question in its address. */
  poll: string;
  close(): Promise<void>;
};

export type Step = { readonly title: string; readonly run: (story: OpinionStory) => Promise<void> };

export async function openOpinion(browser: Browser, product: Product): Promise<OpinionStory> {
  const people = {
    editor: await Person.arrives(browser, product),
    citizen: await Person.arrives(browser, product, { javaScript: false, width: 360, height: 740 }),
    typist: await Person.arrives(browser, product),
    journalist: await Person.arrives(browser, product, { javaScript: false }),
  };
  return {
    product,
    ...people,
    poll: "",
    async close() {
      for (const person of Object.values(people)) await person.leaves();
    },
  };
}
