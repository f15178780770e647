import type { Lang } from "./lang.ts";

type Params<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? (Name extends "lang" ? never : Name) | Params<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name extends "lang"
      ? never
      : Name
    : never;

type Query = Readonly<Record<string, string | number | undefined>>;
export type Builder<Pattern extends string> = [Params<Pattern>] extends [never]
  ? (lang: Lang, query?: Query) => string
  : (lang: Lang, params: Readonly<Record<Params<Pattern>, string | number>>, query?: Query) => string;

function withQuery(path: string, query: Query | undefined): string {
  if (!query) return path;
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `${path}?${pairs.join("&")}` : path;
}

/** The function that fills a pattern. */
export function builder(pattern: string) {
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1]).filter((name) => name !== "lang");
  return (lang: Lang, first?: Readonly<Record<string, string | number>>, second?: Query): string => {
    const params: Readonly<Record<string, string | number>> = names.length > 0 ? (first ?? {}) : {};
    const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
      name === "lang" ? lang : encodeURIComponent(String(params[name] ?? "")),
    );
    return withQuery(path, names.length > 0 ? second : (first as Query | undefined));
  };
}
