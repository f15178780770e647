import { describe, expect, it } from "vitest";
import { EMAIL, isReadableName, localReturn, mayShowMail, passwordFault } from "./account.rules.ts";

describe("the page to go back to after signing in", () => {
  it.each([
    "/fr",
    "/fr/",
    "/en/textes/feuille-de-route/editions/2#p12",
    "/fr/mes-contributions?page=2&tri=date",
    "/fr/recepisse/ABCD-EFGH-JKLM",
    "/fr/demarches?retour=https://exemple.fr//x",
  ])("may be %s", (path) => {
    expect(localReturn(path)).toBe(path);
  });

  it.each([
    "",
    "/",
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "/\\evil.example",
    "\\\\evil.example",
    "/fr\\..\\..\\evil",
    "/fr//evil.example",
    "/fr/..//evil.example",
    "/fr/../../evil.example",
    "/fr/%2e%2e//evil.example",
    "/fr/.%2E/evil",
    "/fr/./x",
    "/fr/%2E",
    "http:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "/fr\n/x",
    "/fr/\r\nset-cookie: a=b",
    " /fr",
    "\u00a0/fr",
    "/fr/é",
    "/\u2028/evil.example",
    "/fr.evil.example",
    "/fr@evil.example",
    "/frevil",
    "/fre/x",
    "/de/x",
    "fr/x",
    "?x=/fr",
    "#/fr",
    "/fr/connexion",
    "/fr/connexion/lien/abc",
    "/en/deconnexion",
    "https://jalon.test/fr",
    "//jalon.test@evil.example/fr",
    `/fr/${"x".repeat(500)}`,
  ])("is never %j (open redirect)", (path) => {
    expect(localReturn(path)).toBeNull();
  });
});

describe("addresses", () => {
  it.each(["a@b.fr", "prénom.nom+tri@sous.domaine.exemple.fr", "o'neil@maçon.fr"])("%s is one", (email) => {
    expect(EMAIL.test(email)).toBe(true);
  });
  it.each([
    "a",
    "a@b",
    "a@b.fr,c@d.fr",
    "a b@c.fr",
    "<a@b.fr>",
    "Nom <a@b.fr>",
    '"a"@b.fr',
    "a@b.fr\nbcc:c@d.fr",
    "a@[127.0.0.1]",
    "a@b..fr",
    "a\u200b@b.fr",
    "@b.fr",
    "a@",
    `${"a".repeat(65)}@b.fr`,
  ])("%j is none", (email) => {
    expect(EMAIL.test(email)).toBe(false);
  });
});

describe("names", () => {
  it.each(["Ada", "李", "Léa O’Neil-Ñúñez 3", "مريم", "<script>alert(1)</script>"])("%s can be read", (name) => {
    expect(isReadableName(name)).toBe(true);
  });
  it.each(["", " ", "…", "\u202eadA", "A\nB", "A\u0000", "\u200b", "x".repeat(81), "A\u2066"])("%j cannot", (name) => {
    expect(isReadableName(name)).toBe(false);
  });
});

describe("passwords", () => {
  const about = { email: "marie.durand@exemple.fr", displayName: "Marie Durand" };
  it("are long, not obvious, and bounded", () => {
    expect(passwordFault("cheval pile agrafe", about)).toBeNull();
    expect(passwordFault("onze carac.", about)).toBe("accounts.error.passwordShort");
    expect(passwordFault("abcdefgh".repeat(17), about)).toBe("accounts.error.passwordLong");
    for (const obvious of [
      "aaaaaaaaaaaa",
      "marie.durand@exemple.fr",
      "Marie Durand",
      "marie.durand1",
      "motdepasse123",
      "password2023!",
    ])
      expect(passwordFault(obvious, about)).toBe("accounts.error.passwordObvious");
  });
});

describe("the captured message is shown on the page", () => {
  const here = { isDemo: true, smtpUrl: null, hosts: ["127.0.0.1", "localhost", "::1"], isProxied: false };
  it("only on a demonstration, without mail server, on and through a loopback address, with no proxy", () => {
    expect(mayShowMail(here)).toBe(true);
    expect(mayShowMail({ ...here, isDemo: false })).toBe(false);
    expect(mayShowMail({ ...here, smtpUrl: "smtp://x" })).toBe(false);
    expect(mayShowMail({ ...here, isProxied: true })).toBe(false);
    for (const host of ["0.0.0.0", "::", "192.168.1.2", "jalon.example", "127.0.0.1.example", "localhost.example"])
      expect(mayShowMail({ ...here, hosts: ["127.0.0.1", host] })).toBe(false);
  });
});
