/** A text cut into its sentences, blanks included: put end to end they give the text again. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/[^.!?…]*(?:[.!?…]+["»”)\]]*(?:\s+|$)|[.!?…]+|$)/g)?.filter((part) => part !== "") ?? [];
}

/** A text cut after so many sentences; the second half may be empty. */
export function cutAfter(text: string, count: number): readonly [string, string] {
  const sentences = sentencesOf(text);
  return [sentences.slice(0, count).join("").trim(), sentences.slice(count).join("").trim()];
}
