import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export const SESSION_COOKIE = "jalon_session";
export const VISITOR_COOKIE = "jalon_visitor";
export const NOTICE_COOKIE = "jalon_notice";

/** Over HTTPS the name carries the prefix that keeps a sub-domain or a plain connection from setting the cookie. */
export function cookieName(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name;
}

/** Reads one cookie of a Cookie header without parsing the rest. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  if (!header) return null;
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

export type CookieOptions = { readonly secure: boolean; readonly maxAgeSeconds?: number };

/** HttpOnly, SameSite=Lax, whole site; Secure and `__Host-` when the site is served over HTTPS. */
export function writeCookie(name: string, value: string, { secure, maxAgeSeconds }: CookieOptions): string {
  const age = maxAgeSeconds === undefined ? "" : `; Max-Age=${maxAgeSeconds}`;
  return `${cookieName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${secure ? "; Secure" : ""}`;
}

function mac(secret: Uint8Array, purpose: string, value: string): string {
  return createHmac("sha256", secret).update(`${purpose}:${value}`).digest("base64url");
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A signed device token: 128 random bits and their signature. */
export function newVisitorToken(secret: Uint8Array): string {
  const id = randomBytes(16).toString("base64url");
  return `${id}.${mac(secret, "visitor", id)}`;
}

/** The id inside a device token, or null when the signature is not ours. */
export function visitorId(secret: Uint8Array, token: string | null): string | null {
  const [id, signature] = token?.split(".") ?? [];
  if (!id || !signature || !equal(signature, mac(secret, "visitor", id))) return null;
  return id;
}

/** The voter key of a device: a keyed hash, so the table of supports alone links to nothing. */
export function visitorKey(secret: Uint8Array, id: string): string {
  return `g:${mac(secret, "voter", id)}`;
}

/** The form token of a visitor without session. */
export function visitorCsrf(secret: Uint8Array, id: string): string {
  return mac(secret, "csrf", id);
}

/** Keyed hash of an address prefix (/24 for IPv4, /56 for IPv6), for rate limits. */
export function addressKey(secret: Uint8Array, address: string): string {
  const prefix = address.includes(":")
    ? address.split(":").slice(0, 4).join(":").slice(0, -2)
    : address.split(".").slice(0, 3).join(".");
  return mac(secret, "address", prefix).slice(0, 22);
}

export const sameToken = equal;
