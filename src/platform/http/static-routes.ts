import { readFile } from "node:fs/promises";
import path from "node:path";
import { NotFound } from "#kernel/errors.ts";
import { chooseEncoding } from "./compress.ts";
import { type Route, route } from "./route.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;
const FOR_EVER = "public, max-age=31536000, immutable";

/** Built files: hashed names, kept for ever by browsers, read once into memory with their compressed siblings. */
export function assetRoute(folder: string): Route {
  const files = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();
  const read = (name: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    let found = files.get(name);
    if (!found) {
      found = readFile(path.join(folder, name)).then(
        (bytes) => new Uint8Array(bytes),
        () => null,
      );
      if (files.size < 500) files.set(name, found);
    }
    return found;
  };
  return route({
    method: "GET",
    path: "/assets/:file",
    who: "everyone",
    async handle(ctx) {
      const name = ctx.params.file ?? "";
      const type = TYPES[path.extname(name)];
      if (!NAME.test(name) || !type) throw new NotFound();
      const headers = { "content-type": type, "cache-control": FOR_EVER, vary: "accept-encoding" };
      const encoding = chooseEncoding(ctx.request.headers.get("accept-encoding"));
      const suffix = { br: ".br", gzip: ".gz", identity: "" }[encoding];
      const small = suffix ? await read(name + suffix) : null;
      if (small) return ctx.answer(small, { headers: { ...headers, "content-encoding": encoding } });
      const plain = await read(name);
      if (!plain) throw new NotFound();
      return ctx.answer(plain, { headers });
    },
  });
}
