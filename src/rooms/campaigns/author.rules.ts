/** What tells the author of a text from others: an account, an address, or nothing but the text. Never shown, never kept. */
export type AuthorKey = { readonly id: string; readonly author: number | null; readonly key: string };

/** One number for one person, within the group; those given before stay. Only the new ones come back. */
export function numberAuthors(keys: readonly AuthorKey[]): readonly { readonly id: string; readonly author: number }[] {
  const known = new Map<string, number>();
  let last = 0;
  for (const { author, key } of keys) {
    if (author === null) continue;
    known.set(key, Math.min(author, known.get(key) ?? author));
    last = Math.max(last, author);
  }
  return keys.flatMap(({ id, author, key }) => {
    if (author !== null) return [];
    const number = known.get(key) ?? last + 1;
    known.set(key, number);
    last = Math.max(last, number);
    return [{ id, author: number }];
  });
}
