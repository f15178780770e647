// Builds what browsers load: one style sheet, one font, the icon, the islands. Names carry a hash of the content, so they are
// kept for ever; each text has its compressed siblings, made once at the best level. manifest.json says which name is which.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { root } from "./own-node.mjs";

const STYLE = path.join(root, "src", "ui", "style", "main.scss");
const ICON = path.join(root, "src", "ui", "style", "favicon.svg");
const FONT = path.join(root, "node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2");

export async function buildAssets(outdir) {
  const write = (stem, extension, content) => {
    const bytes = Buffer.from(content);
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
    const name = `${stem}.${hash}.${extension}`;
    writeFileSync(path.join(outdir, name), bytes);
    if (extension !== "woff2") writeCompressed(path.join(outdir, name), bytes);
    return `/assets/${name}`;
  };
  const font = write("public-sans", "woff2", readFileSync(FONT));
  const favicon = write("favicon", "svg", readFileSync(ICON));
  const css = write("jalon", "css", await styleSheet(font));
  const islands = {};
  for (const [stem, script] of await islandScripts()) islands[stem] = write(stem, "js", script);
  writeFileSync(path.join(outdir, "manifest.json"), JSON.stringify({ css, font, favicon, islands }, null, 2));
}

/** The style names the font `url(font.woff2)`; its real name is known here only. */
async function styleSheet(font) {
  const sass = await import("sass");
  const { css } = sass.compile(STYLE, {
    style: "compressed",
    loadPaths: [path.join(root, "node_modules")],
    quietDeps: true,
    charset: false,
  });
  return css.replaceAll(/url\((["']?)[^)"']*font\.woff2\1\)/g, `url(${font})`);
}

/** One self-contained script per island: a page has one at most, and shares nothing with the next. */
async function islandScripts() {
  const rooms = path.join(root, "src", "rooms");
  const names = readdirSync(rooms, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".island.tsx"));
  if (names.length === 0) return [];
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => path.join(rooms, name)),
    outdir: "islands",
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2020", "chrome87", "firefox78", "safari14"],
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
  });
  return outputFiles.map((file) => [path.basename(file.path, ".island.js"), file.contents]);
}

function writeCompressed(file, bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
