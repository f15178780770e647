import type { Browser } from "playwright-core";
import type { Product } from "../product.ts";
import { Person } from "./people.ts";

/** The passage that a story rewrites: the first of an objective, and the words that take the place of others. */
type Passage = { readonly axis: string; readonly objective: string; readonly from: string; readonly to: string };

/** What the people of one journey know and learn on the way. */
export type Story = {
  readonly product: Product;
  readonly citizen: Person;
  readonly supporter: Person;
  readonly moderator: Person;
  readonly editor: Person;
  readonly administrator: Person;
  readonly passage: Passage;
  readonly email: string;
  rewritten: string;
  receipt: string;
  contribution: string;
  decision: string;
  edition: number;
  close(): Promise<void>;
};

/** Told twice on one product: without JavaScript up to edition 2, with JavaScript up to edition 3. */
export const STORIES: readonly { readonly name: string; readonly javaScript: boolean; readonly passage: Passage }[] = [
  {
    name: "sans JavaScript, jusqu’à l’édition 2",
    javaScript: false,
    passage: { axis: "Axe 1", objective: "A1-a", from: "de façon courante", to: "chaque jour" },
  },
  {
    name: "avec JavaScript, jusqu’à l’édition 3",
    javaScript: true,
    passage: { axis: "Axe 4", objective: "A4-g", from: "dans les territoires", to: "près de chez chacun" },
  },
];

export async function openStory(
  browser: Browser,
  product: Product,
  { javaScript, passage }: (typeof STORIES)[number],
): Promise<Story> {
  const arrive = () => Person.arrives(browser, product, { javaScript });
  const people = {
    citizen: await arrive(),
    supporter: await arrive(),
    moderator: await arrive(),
    editor: await arrive(),
    administrator: await arrive(),
  };
  return {
    product,
    ...people,
    passage,
    email: `lectrice-${passage.objective.toLowerCase()}@exemple.fr`,
    rewritten: "",
    receipt: "",
    contribution: "",
    decision: "",
    edition: 0,
    async close() {
      for (const person of Object.values(people)) await person.leaves();
    },
  };
}
