import type { Browser } from "playwright-core";
import type { Product } from "../../product.ts";
import { Person } from "../people.ts";
import { plainBrowser, type Sent, send, TRIAL } from "../stage.ts";
import { CONTRIBUTIONS } from "./contributions.ts";

/** Five people in five browsers, and what they learn on the way. */
export type HeartStory = {
  readonly product: Product;
  readonly citizen: Person;
  readonly moderator: Person;
  readonly analyst: Person;
  readonly editor: Person;
  readonly reviewer: Person;
  /** As they were sent, in the order of `CONTRIBUTIONS`. */
  sent: readonly Sent[];
  claim: string;
  decision: string;
  revision: string;
  edition: string;
  close(): Promise<void>;
};

export type Step = { readonly title: string; readonly run: (story: HeartStory) => Promise<void> };

export async function openHeart(browser: Browser, product: Product): Promise<HeartStory> {
  const arrive = () => Person.arrives(browser, product);
  const people = {
    citizen: await arrive(),
    moderator: await arrive(),
    analyst: await arrive(),
    editor: await arrive(),
    reviewer: await arrive(),
  };
  return {
    product,
    ...people,
    sent: [],
    claim: "",
    decision: "",
    revision: "",
    edition: "",
    async close() {
      for (const person of Object.values(people)) await person.leaves();
    },
  };
}

/** Sixty people, each from a device of their own, by the forms of the site. */
export async function sendAll(product: Product): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const words of CONTRIBUTIONS) sent.push(await send(plainBrowser(product), words));
  return sent;
}

export const PROCESS = TRIAL;
