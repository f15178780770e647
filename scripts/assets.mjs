// Builds dist/assets: the style sheet, the font, the favicon and the islands, under names that carry their content's hash, each
// with its .br and .gz beside it, and manifest.json, which the server reads at start. Fails when a byte budget is passed.
// `--out DIR` builds elsewhere, `--quiet` says nothing when all is well. Older files stay: a running server may still name them.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

/** Compressed bytes at most. One island is the JavaScript of a public page. */
const BUDGETS = { css: 14_000, font: 28_000, favicon: 1_000, island: 8_000 };
const PUBLIC_PATH = "/assets/";
const NOTICE =
  "/*! Parts of GOV.UK Frontend (MIT, Crown copyright) with other class names and colours; Public Sans (OFL-1.1) */\n";
// Chrome 61, Firefox 60, Safari 11 read the page; they lose ornaments (mixed colours), never words.
const BROWSERS = ["chrome87", "firefox78", "safari14"];

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("base64url").replaceAll(/[-_]/g, "").slice(0, 10);

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** The style sheet as text, `fontUrl` in its place; upstream's prefix becomes ours. */
function buildStyle(home, fontUrl) {
  const folder = path.join(home, "src", "ui", "style");
  const { css } = sass.compile(path.join(folder, "jalon.scss"), {
    loadPaths: [path.join(home, "node_modules", "govuk-frontend", "dist")],
    quietDeps: true,
  });
  const fonts = readFileSync(path.join(folder, "font.css"), "utf8").replace("__FONT__", fontUrl);
  const renamed = css.replace('@charset "UTF-8";', "").replaceAll("govuk-", "jl-");
  const { code } = esbuild.transformSync(fonts + renamed, { loader: "css", minify: true, target: BROWSERS });
  return NOTICE + code;
}

/** Every src/rooms/…/<stem>.island.tsx, bundled with Preact: `[stem, bytes]`. */
async function buildIslands(home) {
  const rooms = path.join(home, "src", "rooms");
  const files = readdirSync(rooms, { recursive: true })
    .map((name) => path.join(rooms, String(name)))
    .filter((file) => file.endsWith(".island.tsx"))
    .sort();
  const built = [];
  for (const file of files) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [file],
      absWorkingDir: home,
      bundle: true,
      write: false,
      minify: true,
      format: "esm",
      target: "es2020",
      jsx: "automatic",
      jsxImportSource: "preact",
      logLevel: "error",
    });
    built.push([path.basename(file, ".island.tsx"), Buffer.from(outputFiles[0].contents)]);
  }
  return built;
}

/** Builds everything into `out`; gives the sizes. Throws when something is heavier than its budget. */
export async function buildAssets(home, out = path.join(home, "dist", "assets")) {
  mkdirSync(out, { recursive: true });
  const sizes = {};
  const put = (kind, stem, extension, bytes, squeeze = true) => {
    const name = `${stem}.${hashOf(bytes)}.${extension}`;
    writeFileSync(path.join(out, name), bytes);
    const small = squeeze ? brotli(bytes) : bytes;
    if (squeeze) {
      writeFileSync(path.join(out, `${name}.br`), small);
      writeFileSync(path.join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
    sizes[`${stem}.${extension}`] = { bytes: bytes.length, compressed: small.length, budget: BUDGETS[kind] };
    return PUBLIC_PATH + name;
  };
  const fontFile = "node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2";
  const font = put("font", "public-sans", "woff2", readFileSync(path.join(home, fontFile)), false);
  const css = put("css", "jalon", "css", Buffer.from(buildStyle(home, font)));
  const favicon = put("favicon", "favicon", "svg", readFileSync(path.join(home, "src/ui/style/favicon.svg")));
  const islands = {};
  for (const [stem, bytes] of await buildIslands(home)) islands[stem] = put("island", stem, "js", bytes);
  const heavy = overBudget(sizes);
  if (heavy.length > 0) throw new Error(`assets: too heavy: ${heavy.join("; ")}`);
  const manifest = { css, font, favicon, islands };
  // Last, and in one move: whoever reads the manifest finds its files.
  const next = path.join(out, `manifest.${process.pid}.json`);
  writeFileSync(next, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(next, path.join(out, "manifest.json"));
  return { sizes };
}

/** Names of what is heavier than its budget, with the figures. */
function overBudget(sizes) {
  return Object.entries(sizes)
    .filter(([, { compressed, budget }]) => compressed > budget)
    .map(([name, { compressed, budget }]) => `${name}: ${compressed} bytes, budget ${budget}`);
}

async function main() {
  const home = path.resolve(path.dirname(new URL(import.meta.url).pathname), "..");
  const out = process.argv.includes("--out") ? process.argv[process.argv.indexOf("--out") + 1] : undefined;
  const { sizes } = await buildAssets(home, out);
  const quiet = process.argv.includes("--quiet");
  for (const [name, { bytes, compressed }] of Object.entries(sizes)) {
    if (!quiet) console.log(`${name} ${bytes} bytes, ${compressed} compressed`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
