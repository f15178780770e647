import { fixedUrls } from "#kernel/urls.ts";
import { builtProgram, type ProgramName } from "#platform/built-programs.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { ProgramFacts } from "./program-file.view.tsx";

/** What a page says of a program; null where it was not built, so that no page links to nothing. */
export async function programFacts(name: ProgramName): Promise<ProgramFacts | null> {
  const program = await builtProgram(name);
  return program && { name, file: program.file, bytes: program.bytes.byteLength, sha256: program.sha256 };
}

/** Kept by whoever likes, and asked for again: its bytes change with the version of this site. */
async function sendProgram(ctx: Context, name: ProgramName): Promise<Response> {
  const program = await builtProgram(name);
  if (!program) {
    const said = `jalon-${name}.mjs is not built on this server: npm run build makes it\n`;
    return ctx.answer(said, { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
  }
  const etag = `"${program.sha256}"`;
  const headers = { "cache-control": "public, no-cache", etag };
  if (ctx.request.headers.get("if-none-match")?.includes(etag)) return ctx.stream(null, { status: 304, headers });
  return ctx.answer(program.bytes, {
    headers: {
      ...headers,
      "content-type": "text/javascript; charset=utf-8",
      "content-disposition": `attachment; filename="${program.file}"`,
      "content-length": String(program.bytes.byteLength),
    },
  });
}

const open = { method: "GET", who: "everyone", cache: "open", query: [] } as const;

export const programRoutes: readonly Route[] = [
  route({ ...open, path: fixedUrls.verifierProgram, handle: (ctx) => sendProgram(ctx, "verify") }),
  route({ ...open, path: fixedUrls.witnessProgram, handle: (ctx) => sendProgram(ctx, "witness") }),
];
