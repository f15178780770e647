import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { unwrapWoff } from "./woff.ts";

/** A PDF to make: our own template, and everything else as data that the template reads, never as source. */
export type PdfWanted = {
  readonly template: string;
  readonly data: unknown;
  /** Date of creation written in the file: the same content gives the same bytes. */
  readonly createdAt: Date;
};
export type PdfMade = { readonly pdf: Uint8Array<ArrayBuffer> } | { readonly error: string };

const require = createRequire(import.meta.url);
const FACES = ["latin", "latin-ext"].flatMap((letters) =>
  [400, 700].flatMap((weight) =>
    ["normal", "italic"].map((style) => `@fontsource/public-sans/files/public-sans-${letters}-${weight}-${style}.woff`),
  ),
);

function createCompiler(): NodeCompiler {
  const { NodeCompiler: Compiler } = require("@myriaddreamin/typst-ts-node-compiler") as {
    NodeCompiler: typeof NodeCompiler;
  };
  const fontBlobs = FACES.map((face) => unwrapWoff(readFileSync(require.resolve(face))));
  return Compiler.create({ fontArgs: [{ fontBlobs }] });
}

let compiler: NodeCompiler | null = null;

/** Results kept by the compiler for as many compilations: the template's own; the texts of an edition go. */
const KEPT_COMPILATIONS = 2;

function compile({ template, data, createdAt }: PdfWanted): Buffer {
  compiler ??= createCompiler();
  try {
    const compiled = compiler.compile({ mainFileContent: template, inputs: { data: JSON.stringify(data) } });
    const error = compiled.takeError();
    if (error || !compiled.result)
      throw new Error(JSON.stringify(error ? compiler.fetchDiagnostics(error) : "nothing"));
    return compiler.pdf(compiled.result, { pdfStandard: "ua-1", creationTimestamp: Math.floor(+createdAt / 1000) });
  } finally {
    compiler.evictCache(KEPT_COMPILATIONS);
  }
}

/** Clusters that no embedded font has, as the compiler names them: the text `"中"` could not be displayed. */
const MISSING = /the text `"((?:[^"\\]|\\.)*)"` could not be displayed/g;

function missingClusters(message: string): string[] {
  // the list of errors comes written as Rust writes a string in a list: escaped once more
  const found = [...message.replace(/\\(["\\])/g, "$1").matchAll(MISSING)].map(([, written = ""]) =>
    written.replace(/\\u\{([0-9a-f]+)\}|\\(.)/g, (_, code: string | undefined, sign: string) =>
      code ? String.fromCodePoint(Number.parseInt(code, 16)) : sign,
    ),
  );
  return [...new Set(found)].filter((cluster) => cluster !== "").sort((a, b) => b.length - a.length);
}

/** They only say how the signs around them are drawn. */
const JOINERS = /\u200c|\u200d|[\ufe00-\ufe0f]/g;

/** What cannot be drawn is named, so that nothing disappears: 中 becomes [U+4E2D]. Plain letters around it stay. */
function named(cluster: string): string {
  return Array.from(cluster.replace(JOINERS, ""), (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return code >= 0x20 && code < 0x7f ? sign : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  }).join("");
}

function withNamed(data: unknown, clusters: ReadonlyMap<string, string>, pattern: RegExp): unknown {
  if (typeof data === "string") return data.replace(pattern, (cluster) => clusters.get(cluster) ?? cluster);
  if (Array.isArray(data)) return data.map((item) => withNamed(item, clusters, pattern));
  if (data === null || typeof data !== "object") return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withNamed(value, clusters, pattern)]));
}

function literally(text: string): string {
  return Array.from(text, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`).join("");
}

/** The accessibility standard refuses a sign without a shape: such signs are found by trying, then named. */
const TRIES = 4;

function make(wanted: PdfWanted): Buffer {
  let { data } = wanted;
  for (let tries = 1; ; tries += 1) {
    try {
      return compile({ ...wanted, data });
    } catch (error) {
      const clusters = missingClusters(error instanceof Error ? error.message : "");
      if (clusters.length === 0 || tries === TRIES) throw error;
      const pattern = new RegExp(clusters.map(literally).join("|"), "gu");
      data = withNamed(data, new Map(clusters.map((cluster) => [cluster, named(cluster)])), pattern);
    }
  }
}

parentPort?.on("message", (wanted: PdfWanted) => {
  let answer: PdfMade;
  try {
    answer = { pdf: new Uint8Array(make(wanted)) };
  } catch (error) {
    answer = { error: error instanceof Error ? error.message.slice(0, 2_000) : String(error) };
  }
  parentPort?.postMessage(answer, "pdf" in answer ? [answer.pdf.buffer] : []);
});
