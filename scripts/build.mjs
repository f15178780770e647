// Builds dist/: the four programs, the commands on files alone, the thread of the typesetter, and the files browsers load. Only when a source changed; `node scripts/build.mjs` always.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { noteSources } from "./fresh.mjs";
import { FILE_COMMANDS, root } from "./own-node.mjs";

const dist = path.join(root, "dist");
const OUTSIDERS = ["verify", "witness"];
const EXPORTS = ["engine/opinion", "engine/statistics", "ledger"];
const SOURCES = ["src", "scripts", "package.json", "package-lock.json", "tsconfig.exports.json"];

export async function buildIfNeeded() {
  // An installation without its sources (a container image) brings its dist.
  if (!existsSync(path.join(root, "src", "cli.ts"))) return;
  const before = fingerprint();
  if (existsSync(path.join(dist, "fingerprint")) && readFileSync(path.join(dist, "fingerprint"), "utf8") === before)
    return;
  await build();
}

export async function build() {
  generateMessages();
  // Made aside, then renamed: a build that fails or is killed leaves the one before.
  const fresh = `${dist}.${process.pid}`;
  const stale = `${dist}.old.${process.pid}`;
  try {
    mkdirSync(fresh, { recursive: true });
    const { buildAssets } = await import("./assets.mjs");
    await Promise.all([
      buildPrograms(fresh),
      buildFileCommands(fresh),
      buildForOutsiders(fresh),
      buildExports(fresh),
      buildAssets(root, path.join(fresh, "assets")),
    ]);
    writeFileSync(path.join(fresh, "fingerprint"), fingerprint());
    if (existsSync(dist)) renameSync(dist, stale);
    renameSync(fresh, dist);
  } finally {
    for (const folder of [fresh, stale]) rmSync(folder, { recursive: true, force: true });
  }
}

const FOR_NODE = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node22.18",
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "linked",
  sourcesContent: false,
  logLevel: "silent",
};

async function buildPrograms(outdir) {
  const { build: bundle } = await import("esbuild");
  await bundle({
    ...FOR_NODE,
    entryPoints: [
      "src/server.ts",
      "src/worker.ts",
      "src/sequencer.ts",
      "src/cli.ts",
      "src/platform/typst-worker.ts",
      "src/platform/themes-worker.ts",
    ],
    outdir,
    packages: "external",
  });
}

/** Each command on files alone is one file with its packages inside: nothing else is looked for when it starts. */
async function buildFileCommands(outdir) {
  const { build: bundle } = await import("esbuild");
  const { metafile } = await bundle({
    ...FOR_NODE,
    entryPoints: FILE_COMMANDS.map((name) => `src/${name}-cli.ts`),
    outdir,
    minify: true,
    metafile: true,
    // packages written for require() find it here
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  const sources = ["scripts/build.mjs", "package.json", ...Object.keys(metafile.inputs)];
  for (const name of FILE_COMMANDS) noteSources(outdir, name, sources);
}

/** What outsiders run without installing anything: each is one file, for any Node from 20 on. */
export async function buildForOutsiders(outdir) {
  const { build: bundle } = await import("esbuild");
  for (const name of OUTSIDERS) {
    const contents = `import { main } from "./src/${name}-cli.ts";
const code = await main(["${name}", ...process.argv.slice(2)]);
process.stdout.write("", () => process.exit(code));`;
    await bundle({
      ...FOR_NODE,
      stdin: { contents, resolveDir: root, loader: "ts" },
      outfile: path.join(outdir, `jalon-${name}.mjs`),
      target: "node20.12",
      sourcemap: false,
      banner: { js: "#!/usr/bin/env node" },
    });
  }
}

/** What the package exports (package.json "exports"): plain modules with their types; the engines run in any browser too. */
async function buildExports(outdir) {
  const { build: bundle } = await import("esbuild");
  await bundle({
    ...FOR_NODE,
    entryPoints: EXPORTS.map((name) => `src/${name}/index.ts`),
    outdir,
    outbase: "src",
    platform: "neutral",
    external: ["node:crypto"],
    target: "es2022",
  });
  // types need the compiler, which an installation for production has not
  const compiler = path.join(root, "node_modules", ".bin", "tsc");
  if (!existsSync(compiler)) return;
  const words = ["-p", "tsconfig.exports.json", "--outDir", outdir];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...words], { cwd: root, encoding: "utf8" });
  if (status !== 0) process.stderr.write(stdout);
}

function generateMessages() {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, "scripts", "generate.mjs")], {
    encoding: "utf8",
  });
  if (status !== 0) process.stderr.write(stderr);
}

/** Names, sizes and dates of everything that the build reads. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const source of SOURCES.map((name) => path.join(root, name)).filter(existsSync)) {
    const names = statSync(source).isDirectory() ? readdirSync(source, { recursive: true }).map(String).sort() : [""];
    for (const name of names.filter((name) => !name.startsWith("ui/generated"))) {
      const found = statSync(path.join(source, name), { throwIfNoEntry: false });
      if (found?.isFile()) hash.update(`${source} ${name} ${found.size} ${found.mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
