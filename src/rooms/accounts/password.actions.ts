import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { Refused } from "#kernel/errors.ts";
import { PASSWORD_MAX } from "./account.rules.ts";

/** argon2id (the library's default), 19 MiB, two passes, one lane: OWASP's first choice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Of a random password nobody kept: an address without account or password costs the same time. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c/Re3hhuCwdweYC9mcihGQ$VNrL0VcKK/yq88GHmcZPBx5yEzHR0yEQT4COluIYMJM";

/** As many at once as cores; more only wait longer, and their memory adds up. */
let free = availableParallelism();
/** Two seconds of work on one core: beyond, it is an attack, or no use to wait. */
const MOST_WAITING = 100;
const waiting: (() => void)[] = [];

/** Runs one costly computation when its turn comes; refuses when too many wait. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1;
  else if (waiting.length >= MOST_WAITING) throw new Refused("http.tooOften", { minutes: 1 });
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/** The same letters typed on another keyboard are the same password. */
const composed = (password: string): string => password.normalize("NFC");

export async function hashPassword(password: string): Promise<string> {
  return await inTurn(() => hash(composed(password), COST));
}

/** Takes the same time whether or not there is a password to compare with. */
export async function isPasswordRight(stored: string | null, password: string): Promise<boolean> {
  const typed = password.length > PASSWORD_MAX ? "" : composed(password);
  const isRight = await inTurn(() => verify(stored ?? NOBODY, typed));
  return isRight && stored !== null;
}
