import { join, resolve } from "node:path";
import { z } from "zod";
import { type EmbeddingsSettings, embeddingsAddress } from "./embeddings.ts";
import { Failure } from "./failure.ts";

const emptyIsUnset = (value: unknown): unknown => (value === "" ? undefined : value);

/** One entry per variable of the environment; docs/manual/settings.md documents each, and a test compares. */
export const settings = {
  PORT: z.coerce.number("must be a number").int("must be a whole number").min(1).max(65535).default(3000),
  HOST: z.string().regex(/^\S+$/, "must be an address").default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .refine((text) => parsesAs(text, ["postgres:", "postgresql:"]), "is not a PostgreSQL address")
    .optional(),
  DATABASE_POOL: z.coerce.number("must be a number").int("must be a whole number").min(2).max(500).default(32),
  JALON_HOME: z.string().default("./var"),
  JALON_KEYS: z.string().optional(),
  JALON_ANCHOR: z.string().optional(),
  JALON_POLICY: z.string().optional(),
  JALON_MIRROR: z.string().optional(),
  JALON_ORIGIN: z
    .string()
    .regex(/^[!-*,-~]+\/journal$/, "must look like participer.example.org/journal")
    .max(200, "must be 200 characters at most")
    .optional(),
  JALON_SEQUENCER_DATABASE_URL: z
    .string()
    .refine((text) => parsesAs(text, ["postgres:", "postgresql:"]), "is not a PostgreSQL address")
    .optional(),
  SMTP_URL: z
    .string()
    .refine((text) => parsesAs(text, ["smtp:", "smtps:"]), "must look like smtp://host:25")
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, "must be an e-mail address")
    .optional(),
  MAIL_PER_DAY: z.coerce.number("must be a number").int("must be a whole number").min(1).default(10_000),
  SITE_URL: z
    .string()
    .refine((text) => parsesAs(text, ["http:", "https:"]), "must look like https://jalon.example.org")
    .optional(),
  SITE_NAME: z.string().trim().min(1, "must not be empty").max(60, "must be 60 characters at most").default("Jalon"),
  SITE_EMAIL: z
    .string()
    .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, "must be an e-mail address")
    .optional(),
  SITE_PHONE: z
    .string()
    .regex(/^[+\d][\d .()-]{3,24}$/, "must be a telephone number")
    .optional(),
  SITE_ADDRESS: z.string().trim().max(300, "must be 300 characters at most").optional(),
  SOURCE_URL: z
    .string()
    .refine((text) => parsesAs(text, ["http:", "https:"]), "must look like https://forge.example.org/jalon")
    .optional(),
  PROXY_HOPS: z.coerce.number("must be a number").int("must be a whole number").min(0).max(5).default(0),
  JALON_EMBEDDINGS_URL: z
    .string()
    .refine((text) => parsesAs(text, ["http:", "https:"]), "must look like https://server.example.org/v1/embeddings")
    .refine((text) => !/^[^/]*\/\/[^/]*@/.test(text), "must hold no password: write it in JALON_EMBEDDINGS_KEY")
    .optional(),
  JALON_EMBEDDINGS_MODEL: z.string().trim().min(1).max(200, "must be 200 characters at most").optional(),
  JALON_EMBEDDINGS_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be plain characters without spaces")
    .optional(),
  JALON_EMBEDDINGS_PURPOSE: z
    .string()
    .trim()
    .min(20, "must be a sentence of 20 characters at least")
    .max(500, "must be 500 characters at most")
    .optional(),
} as const;

export type Config = {
  readonly port: number;
  readonly host: string;
  /** null: the embedded PostgreSQL of `home`. */
  readonly databaseUrl: string | null;
  /** Connections of one web process at most: commits of many people then share one flush of the disk. */
  readonly databasePool: number;
  /** Absolute folder of the embedded database, files and keys. */
  readonly home: string;
  /** Folder of the signing keys. */
  readonly keys: string;
  /** File that remembers, outside the database, the last size and root of the log that were signed. */
  readonly anchor: string;
  /** File that says which logs and witnesses are believed; written by `jalon journal init`. */
  readonly policy: string;
  /** Folder or web address of a copy of the log on another machine, compared at each start; null: none. */
  readonly mirror: string | null;
  /** Name that a new log takes for ever: host and /journal. */
  readonly origin: string;
  /** Where the sequencer connects, with a role of its own; null: databaseUrl. */
  readonly sequencerDatabaseUrl: string | null;
  /** null: mails stay in the captured mailbox. */
  readonly smtpUrl: string | null;
  /** Sender of mails. */
  readonly mailFrom: string;
  /** Mails sent in any 24 hours, at most: what the mail provider allows. The rest waits. */
  readonly mailPerDay: number;
  /** Start of absolute links, in mails for example; without a final slash. */
  readonly siteUrl: string;
  /** What the site calls itself, and how people reach who runs it; each may be left out but the name. */
  readonly site: {
    readonly name: string;
    readonly email: string | undefined;
    readonly phone: string | undefined;
    readonly address: string | undefined;
    readonly sourceUrl: string | undefined;
  };
  /** Reverse proxies of ours in front: that many last entries of X-Forwarded-For are believed. */
  readonly proxyHops: number;
  /** null: texts are compared by the words they use, and nothing leaves this server. */
  readonly embeddings: EmbeddingsSettings | null;
};

/** Reads the environment once, at start; all errors at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, emptyIsUnset(env[name])]));
  const parsed = z.object(settings).superRefine(embeddingsAreWhole).safeParse(given);
  if (!parsed.success) throw failureOf(parsed.error.issues);
  const {
    PORT,
    HOST,
    DATABASE_URL,
    DATABASE_POOL,
    JALON_HOME,
    SMTP_URL,
    MAIL_FROM,
    MAIL_PER_DAY,
    SITE_URL,
    PROXY_HOPS,
    ...other
  } = parsed.data;
  const siteUrl = (SITE_URL ?? webAddress(HOST, PORT)).replace(/\/+$/, "");
  const home = resolve(JALON_HOME);
  const keys = other.JALON_KEYS ? resolve(other.JALON_KEYS) : join(home, "keys");
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL ?? null,
    databasePool: DATABASE_POOL,
    home,
    keys,
    anchor: other.JALON_ANCHOR ? resolve(other.JALON_ANCHOR) : join(home, "anchor", "anchor.json"),
    policy: other.JALON_POLICY ? resolve(other.JALON_POLICY) : join(keys, "politique"),
    mirror: other.JALON_MIRROR ?? null,
    origin: other.JALON_ORIGIN ?? `${new URL(siteUrl).host}/journal`,
    sequencerDatabaseUrl: other.JALON_SEQUENCER_DATABASE_URL ?? null,
    smtpUrl: SMTP_URL ?? null,
    mailFrom: MAIL_FROM ?? `jalon@${new URL(siteUrl).hostname}`,
    mailPerDay: MAIL_PER_DAY,
    siteUrl,
    site: {
      name: other.SITE_NAME,
      email: other.SITE_EMAIL,
      phone: other.SITE_PHONE,
      address: other.SITE_ADDRESS,
      sourceUrl: other.SOURCE_URL,
    },
    proxyHops: PROXY_HOPS,
    embeddings: embeddingsOf(parsed.data),
  };
}

type Given = { readonly [Name in `JALON_EMBEDDINGS_${"URL" | "MODEL" | "KEY" | "PURPOSE"}`]?: string | undefined };

/** Nothing is sent anywhere before it is written down what for. */
function embeddingsAreWhole(given: Given, context: z.RefinementCtx): void {
  if (given.JALON_EMBEDDINGS_URL === undefined) return;
  const needed = {
    JALON_EMBEDDINGS_MODEL: "must name the model",
    JALON_EMBEDDINGS_PURPOSE: "must say to the public, in a sentence, what texts are sent for and to whom",
  } as const;
  for (const name of ["JALON_EMBEDDINGS_MODEL", "JALON_EMBEDDINGS_PURPOSE"] as const) {
    if (given[name] === undefined) {
      const message = `${needed[name]} because JALON_EMBEDDINGS_URL is set`;
      context.addIssue({ code: "custom", path: [name], message });
    }
  }
}

function embeddingsOf(given: Given): EmbeddingsSettings | null {
  const { JALON_EMBEDDINGS_URL: url, JALON_EMBEDDINGS_MODEL: model, JALON_EMBEDDINGS_PURPOSE: purpose } = given;
  if (!url || !model || !purpose) return null;
  return { url: embeddingsAddress(url), model, key: given.JALON_EMBEDDINGS_KEY ?? null, purpose };
}

/** The address a browser on this machine opens; an IPv6 host goes in brackets. */
export function webAddress(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

function failureOf(issues: readonly Issue[]): Failure {
  const named = issues.map((issue) => ({ name: String(issue.path[0]), message: issue.message }));
  // Wrong on its own, the address of the database has its own exit code: scripts retry on it.
  if (named.every(({ name }) => name === "DATABASE_URL")) return new Failure("databaseSyntax");
  return new Failure("settings", { problems: named.map(({ name, message }) => `${name} ${message}`).join("; ") });
}

function parsesAs(text: string, protocols: readonly string[]): boolean {
  // libpq allows an empty host (a Unix socket, ?host=/run/postgresql); the URL parser does not.
  const withHost = text.replace("@/", "@localhost/").replace(":///", "://localhost/");
  return URL.canParse(withHost) && protocols.includes(new URL(withHost).protocol);
}
