import { expect, test } from "vitest";
import { addressKey, newVisitorToken, readCookie, visitorId, writeCookie } from "./cookies.ts";
import { clientAddress } from "./node-server.ts";

const secret = new Uint8Array(32).fill(7);

test("over HTTPS a cookie is Secure and bound to this host", () => {
  const cookie = writeCookie("jalon_session", "x", { secure: true });
  expect(cookie).toBe("__Host-jalon_session=x; Path=/; HttpOnly; SameSite=Lax; Secure");
  expect(writeCookie("jalon_session", "x", { secure: false })).not.toContain("Secure");
});

test("one cookie is read by its whole name", () => {
  const header = "a=1; __Host-jalon_session=good; jalon_session=planted; jalon_session2=no";
  expect(readCookie(header, "__Host-jalon_session")).toBe("good");
  expect(readCookie(header, "jalon_session")).toBe("planted");
  expect(readCookie(header, "session")).toBeNull();
});

test("a device token that we did not sign is nobody's", () => {
  const token = newVisitorToken(secret);
  expect(visitorId(secret, token)).toBe(token.split(".")[0]);
  expect(visitorId(new Uint8Array(32), token)).toBeNull();
  expect(visitorId(secret, `${token}x`)).toBeNull();
  expect(visitorId(secret, token.split(".")[0] ?? "")).toBeNull();
});

test("addresses of one network share a key, others do not, and the key tells no address", () => {
  expect(addressKey(secret, "192.0.2.7")).toBe(addressKey(secret, "192.0.2.200"));
  expect(addressKey(secret, "192.0.2.7")).not.toBe(addressKey(secret, "192.0.3.7"));
  expect(addressKey(secret, "2001:db8:1:2200::1")).toBe(addressKey(secret, "2001:db8:1:22ff::9"));
  expect(addressKey(secret, "2001:db8:1:2200::1")).not.toBe(addressKey(secret, "2001:db8:1:2300::1"));
  expect(addressKey(secret, "192.0.2.7")).not.toContain("192");
});

test("only what our own proxies wrote tells who asks", () => {
  expect(clientAddress("10.0.0.1", "203.0.113.9", 0)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "forged, 203.0.113.9", 1)).toBe("203.0.113.9");
  expect(clientAddress("10.0.0.1", "forged, 203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
  expect(clientAddress("10.0.0.1", null, 1)).toBe("10.0.0.1");
});
