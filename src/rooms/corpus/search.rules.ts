import { NEGATIONS } from "#engine/text/negations.ts";

/** What somebody typed to search, ready for `corpus.query_of`: each entry is a word, or words in a row. */
export type Search = { readonly wanted: readonly string[]; readonly refused: readonly string[] };

/** Words that nearly every French text holds: asked for outside quotes, they say nothing. Without accents. */
const FUNCTION_WORDS = new Set(
  `a à ai aie ait alors as au aura auront aussi autre aux avaient avait avec avez avoir avons ayant c ce ceci cela celle celles
  celui ces cet cette ceux chez ci comme comment d dans de des donc dont du elle elles en entre es est et etaient etait etant ete
  etes etre eu eux fait faut il ils j je jusqu la le les leur leurs lors lorsqu lui l m ma mais me meme memes mes moi mon ne nos
  notre nous on ont ou par parce pendant peu peut plusieurs pour pourquoi puisqu qu quand que quel quelle quelles quels qui quoi
  quoiqu s sa se sera seraient serait seront ses si soi soient soit sommes son sont sous suis sur t ta te tes toi ton tous tout
  toute toutes tres tu un une vers via voici voila vos votre vous y`
    .split(/\s+/)
    .filter((word) => !NEGATIONS.has(word)),
);

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** A minus sign that excludes, then words in quotes of any kind, or what runs to the next space. */
const PIECE =
  /(?<minus>(?<=^|\s)[-−–](?=[\p{L}\p{N}"«“”„]))?(?:["“”„«](?<quoted>[^"“”„»]*)["“”„»]?|(?<bare>[^\s"“”„«»]+))/gu;

const partsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function isFunctionWord(word: string): boolean {
  const bare = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe");
  return FUNCTION_WORDS.has(bare);
}

/** "l’e-santé" asks for "e santé" in a row; "et/ou" for two words. Words that say nothing come apart. */
function bareWords(chunk: string): { readonly wanted: readonly string[]; readonly empty: readonly string[] } {
  const wanted: string[] = [];
  const empty: string[] = [];
  for (const side of chunk.split(/[/,;:]/)) {
    const parts = [...partsOf(side)];
    while (parts[0] !== undefined && parts.length > 1 && /^\p{L}{1,7}$/u.test(parts[0]) && isElided(side, parts[0])) {
      const elided = parts.shift() ?? "";
      (isFunctionWord(elided) ? empty : wanted).push(elided);
    }
    if (parts.length === 0) continue;
    const [first = ""] = parts;
    (parts.length === 1 && isFunctionWord(first) ? empty : wanted).push(parts.join(" "));
  }
  return { wanted, empty };
}

/** Cut by an apostrophe, as in "l’eau" and "n’est", and not a word of its own, as in "aujourd’hui". */
function isElided(side: string, part: string): boolean {
  const after = side.indexOf(part) + part.length;
  return /['’‘ʼ]/.test(side.charAt(after)) && (isFunctionWord(part) || NEGATIONS.has(part.toLowerCase()));
}

/** Reads what was typed: nothing that can be typed is an error. */
export function readSearch(typed: string): Search {
  const wanted: string[] = [];
  const refused: string[] = [];
  const empty: string[] = [];
  for (const { groups = {} } of typed.replace(INVISIBLE, "").matchAll(PIECE)) {
    const { minus, quoted, bare } = groups;
    if (quoted !== undefined) {
      const phrase = partsOf(quoted).join(" ");
      if (phrase !== "") (minus ? refused : wanted).push(phrase);
    } else if (minus) {
      const phrase = partsOf(bare ?? "").join(" ");
      if (phrase !== "") refused.push(phrase);
    } else {
      const words = bareWords(bare ?? "");
      wanted.push(...words.wanted);
      empty.push(...words.empty);
    }
  }
  // "le la les" alone: whoever asks only for such words means them
  return { wanted: wanted.length === 0 && refused.length === 0 ? empty : wanted, refused };
}
