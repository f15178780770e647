import { ROLES, type Role, type RoleGrant } from "#kernel/viewer.ts";

export const PASSWORD_MIN = 12;
/** Longer ones only serve to tire the server. */
export const PASSWORD_MAX = 128;
export const NAME_MAX = 80;
export const EMAIL_MAX = 254;

/** One address, plainly written: no name, comment, list or quote, so that it can be nothing else in a mail's header. */
export const EMAIL = /^[^\s@,;:<>()[\]"\\\p{Cc}\p{Cf}]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

/** A name people can read: letters or digits, and nothing that hides, breaks lines or turns the text around. */
export function isReadableName(name: string): boolean {
  return (
    /[\p{L}\p{N}]/u.test(name) && !/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.test(name) && [...name].length <= NAME_MAX
  );
}

/**
 * The address to go back to after signing in, or null. Only pages of this site: a path that starts with a language and
 * that a browser cannot read as another host, whatever it does with slashes, dots and backslashes.
 */
export function localReturn(text: string | undefined): string | null {
  if (!text || text.length > 500 || !/^[\x21-\x7e]+$/.test(text) || text.includes("\\")) return null;
  const path = text.split(/[?#]/)[0] ?? "";
  if (!/^\/(?:fr|en)(?:\/|$)/.test(path) || path.includes("//")) return null;
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) return null;
  return /^\/\w\w\/(?:connexion|deconnexion)(?:\/|$)/.test(path) ? null : text;
}

/** What is wrong with a password somebody chooses, as a message key, or null. */
export function passwordFault(
  password: string,
  about: { readonly email: string; readonly displayName: string },
): string | null {
  if ([...password].length < PASSWORD_MIN) return "accounts.error.passwordShort";
  if (password.length > PASSWORD_MAX) return "accounts.error.passwordLong";
  const plain = password.toLowerCase();
  const [local = ""] = about.email.split("@");
  const isObvious =
    new Set(plain).size < 5 ||
    plain === about.email ||
    plain === about.displayName.toLowerCase() ||
    (local.length > 3 && plain.replaceAll(local, "").length < PASSWORD_MIN / 2) ||
    /^(?:motdepasse|password|azertyuiop|qwertyuiop|0?123456789)[\d!?.*]*$/.test(plain);
  return isObvious ? "accounts.error.passwordObvious" : null;
}

/** The message that names a role. */
export function roleKey(role: Role): `accounts.role.${Role}` {
  return `accounts.role.${role}`;
}

export function isRole(text: string | undefined): text is Role {
  return ROLES.some((role) => role === text);
}

/** Only who runs events does it somewhere; the other roles hold everywhere. */
export function needsTerritory(role: Role): boolean {
  return role === "facilitator";
}

/** In the order of the roles, then of the territories. */
export function sortGrants<Grant extends RoleGrant>(grants: readonly Grant[]): readonly Grant[] {
  return grants.toSorted(
    (a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.territory ?? "").localeCompare(b.territory ?? ""),
  );
}

/**
 * True when only this machine can be looking: a demonstration, no mail server, a loopback address to listen on and to be
 * called by, and no proxy in between. Then the page after "send me a link" shows the message itself.
 */
export function mayShowMail(about: {
  readonly isDemo: boolean;
  readonly smtpUrl: string | null;
  readonly hosts: readonly string[];
  readonly isProxied: boolean;
}): boolean {
  return about.isDemo && about.smtpUrl === null && !about.isProxied && about.hosts.every(isLoopback);
}

function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[?::1\]?)$/.test(host);
}
