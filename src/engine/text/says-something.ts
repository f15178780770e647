const SOMETHING = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** True when a reader would see something: spaces and invisible characters alone say nothing. */
export function saysSomething(text: string): boolean {
  return SOMETHING.test(text);
}
