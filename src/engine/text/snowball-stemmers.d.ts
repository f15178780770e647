/** What is used of the port of the Snowball stemmers (ISC), which comes without types. */
declare module "snowball-stemmers" {
  export function newStemmer(algorithm: string): { stem(word: string): string };
}
