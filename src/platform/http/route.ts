import type { Role } from "#kernel/viewer.ts";
import type { Context } from "./context.ts";

/** Who may enter: everybody, whoever is signed in, or the holders of one of these roles. There is no other way in. */
export type Who = "everyone" | "signed-in" | readonly Role[];

export type Route = {
  readonly method: "GET" | "POST";
  /** One of `patterns` or `fixedUrls` of kernel/urls. A last parameter with a plus, `:path+`, takes the rest of the path. */
  readonly path: string;
  readonly who: Who;
  /**
   * "public": the page shows the same to every visitor without a session; it is rendered once per revision and kept
   * compressed. Such a page holds no form with a token and reads nothing about the visitor.
   * "open": public data for programs of any site (CORS), the same bytes for everybody: nobody is looked up, no cookie is read or
   * set; kept by nobody unless the handler says how long.
   */
  readonly cache?: "public" | "open";
  /** Names of the query parameters that the page knows; others are refused (400) so that order and filters stay a closed list. */
  readonly query?: readonly string[];
  readonly handle: (ctx: Context) => Promise<Response> | Response;
};

/** Declares one route; exists for the type and so that routes read alike. */
export function route(declaration: Route): Route {
  return declaration;
}
