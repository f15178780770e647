import en from "./failure.messages.en.json" with { type: "json" };
import fr from "./failure.messages.fr.json" with { type: "json" };

/**
 * What can stop the program for a reason its operator can remedy, and the exit code that says so.
 * The codes are a promise to scripts: docs/manual/command-line.md lists them, and a test compares.
 */
export const exitCodes = {
  unexpected: 1,
  usage: 2,
  settings: 2,
  inputUnreadable: 3,
  portInUse: 3,
  hostRefused: 3,
  alreadyStarted: 4,
  databaseSyntax: 5,
  databaseUnreachable: 5,
  databaseMissing: 5,
  databaseRefused: 5,
  databaseRights: 5,
  rolesNeedDatabase: 2,
  databaseTooOld: 6,
  diskFull: 7,
  folderRefused: 7,
  migrationChanged: 8,
  migrationUnknown: 8,
  migrationPending: 8,
  migrationFailed: 8,
  embeddedMissing: 9,
  embeddedRoot: 9,
  embeddedVersion: 9,
  embeddedFailed: 9,
  processFailed: 9,
  broken: 10,
  logFrozen: 10,
  logExists: 11,
  logMissing: 11,
  keyMissing: 11,
  keyRefused: 11,
  rotationMissing: 11,
  rotationWaits: 11,
  mirrorRefused: 10,
} as const;

export type FailureKind = keyof typeof exitCodes;
type Params = Readonly<Record<string, string | number>>;

/** A failure whose remedy is known: shown as one line, without a stack. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly exitCode: number;

  constructor(kind: FailureKind, params: Params = {}, cause?: unknown) {
    super(sentence(kind, params), { cause });
    this.name = "Failure";
    this.kind = kind;
    this.exitCode = exitCodes[kind];
  }
}

/** The operator's language, from the usual variables; English when it is not French. */
export function operatorLang(env: NodeJS.ProcessEnv = process.env): "fr" | "en" {
  return /^fr/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || "") ? "fr" : "en";
}

function sentence(kind: FailureKind, params: Params): string {
  const words: Record<FailureKind, string> = operatorLang() === "fr" ? fr : en;
  return words[kind].replace(/\{(\w+)\}/g, (_, name: string) => oneLine(String(params[name] ?? "?")));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
