import { expect, test } from "vitest";
import { readConfig, webAddress } from "./config.ts";

test("has a default for everything", () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    databaseUrl: null,
    smtpUrl: null,
    siteUrl: "http://127.0.0.1:3000",
  });
});

test("an empty variable is an unset one", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "", SMTP_URL: "" })).toEqual(readConfig({}));
});

test("says everything that is wrong, at once", () => {
  expect(() => readConfig({ PORT: "70000", SMTP_URL: "mail", SITE_URL: "jalon.example.org" })).toThrow(
    /PORT .*; SMTP_URL .*; SITE_URL /,
  );
});

test("takes the addresses that PostgreSQL's own tools take", () => {
  for (const url of ["postgres:///d?host=/run/postgresql", "postgresql://u@/d?host=/run", "postgres://u:p@h:5433/d"]) {
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  }
  expect(() => readConfig({ DATABASE_URL: "mysql://u@h/d" })).toThrow(expect.objectContaining({ exitCode: 5 }));
});

test("an IPv6 address is written in brackets", () => {
  expect(webAddress("::1", 80)).toBe("http://[::1]:80");
});
