import { spawnSync } from "node:child_process";
import { chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";

/** How PostgreSQL's programs are started: it refuses to run as root. */
export type RunAs = {
  /** Words to put before the command. */
  readonly prefix: readonly string[];
  /** The user to become, and to give the folders to; null: they stay ours. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
};

const UNSHARE = ["unshare", "-U", "--map-user=65534", "--map-group=65534"] as const;
const OURSELVES: RunAs = { prefix: [], user: null };

/**
 * In order: as we are, unless we are root; as the ordinary user who owns the data already; in a user namespace, where root
 * is seen as nobody by PostgreSQL while its files stay root's (so a home closed to others works); as an existing user.
 */
export function chooseRunAs(dataFolder: string, program: string): RunAs {
  if (process.getuid?.() !== 0) return OURSELVES;
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : null;
  if (owner && owner.uid !== 0) return { prefix: [], user: { uid: owner.uid, gid: owner.gid } };
  if (spawnSync(UNSHARE[0], [...UNSHARE.slice(1), "true"], { timeout: 5_000 }).status === 0) {
    return { prefix: UNSHARE, user: null };
  }
  const user = existingUser();
  if (user && canReach(user, program, dataFolder)) return { prefix: [], user };
  throw new Failure("embeddedRoot", { home: dataFolder });
}

/** Words that make the kernel send `signal` to the program when its parent dies, where util-linux has them. */
export function dyingWithParent(signal: "INT" | "QUIT"): readonly string[] {
  const words = ["setpriv", "--pdeathsig", signal];
  return spawnSync(words[0] ?? "", [...words.slice(1), "true"], { timeout: 5_000 }).status === 0 ? words : [];
}

/** Gives a folder and all it holds to the user PostgreSQL will run as. */
export function giveTo({ user }: RunAs, path: string): void {
  if (!user) return;
  chownSync(path, user.uid, user.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: "utf8" })) {
    const inside = join(path, entry);
    if (!lstatSync(inside).isSymbolicLink()) chownSync(inside, user.uid, user.gid);
  }
}

function existingUser(): { readonly uid: number; readonly gid: number } | null {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid && uid !== "0") return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/** Both the programs and the folder above the data must let that user through (a 0700 home does not). */
function canReach(user: { readonly uid: number; readonly gid: number }, program: string, dataFolder: string): boolean {
  const allowed = (test: string, path: string) =>
    spawnSync("test", [test, path], { ...user, timeout: 5_000 }).status === 0;
  return allowed("-x", program) && allowed("-x", join(dataFolder, "..", ".."));
}
