// Ed25519: C2SP/wycheproof and C2SP/CCTV. Canonical JSON: cyberphone/json-canonicalization.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { canonical, type Json } from "#ledger/canonical.ts";
import { isSignedBy, isWeakKey } from "#ledger/ed25519.ts";
import { Tally } from "./ledger-tally.ts";

type Wycheproof = {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly { tcId: number; comment: string; msg: string; sig: string; result: string }[];
  }[];
};
type Cctv = readonly { number: number; key: string; sig: string; msg: string; flags: readonly string[] | null }[];

export async function keyTallies(folder: string): Promise<Tally[]> {
  const ed25519 = path.join(folder, "ed25519");
  const tallies = [
    wycheproof(path.join(ed25519, "wycheproof_ed25519_test.json")),
    ...cctv(path.join(ed25519, "cctv_ed25519vectors.json")),
    await jcs(path.join(folder, "jcs", "testdata")),
  ];
  return tallies.filter(({ total }) => total > 0);
}

function wycheproof(file: string): Tally {
  const tally = new Tally("ed25519: Wycheproof signatures");
  if (!existsSync(file)) return tally;
  const { testGroups } = JSON.parse(readFileSync(file, "utf8")) as Wycheproof;
  for (const { publicKey, tests } of testGroups) {
    for (const { tcId, comment, msg, sig, result } of tests) {
      const found = isSignedBy(hex(publicKey.pk), hex(msg), hex(sig)) ? "valid" : "invalid";
      if (result === "invalid") tally.refused.push(comment === "" ? `${tcId}` : `${tcId} ${comment}`);
      tally.same(`${tcId} ${comment}`, found, result);
    }
  }
  return tally;
}

function cctv(file: string): Tally[] {
  const keys = new Tally("ed25519: CCTV, a key is refused when, and only when, it is of low order or not canonical");
  const signatures = new Tally("ed25519: CCTV, no signature by a refused key");
  if (!existsSync(file)) return [keys, signatures];
  const refused = new Set<string>();
  for (const { number, key, sig, msg, flags } of JSON.parse(readFileSync(file, "utf8")) as Cctv) {
    const isWeak = (flags ?? []).some((flag) => flag === "low_order_A" || flag === "non_canonical_A");
    if (isWeak) refused.add(key);
    keys.same(`key of ${number}`, isWeakKey(hex(key)), isWeak);
    if (isWeak) signatures.same(`signature ${number}`, isSignedBy(hex(key), Buffer.from(msg), hex(sig)), false);
  }
  keys.refused.push(...[...refused].sort());
  keys.remarks.push(`${refused.size} different keys refused, named by their bytes`);
  return [keys, signatures];
}

async function jcs(folder: string): Promise<Tally> {
  const tally = new Tally("jcs: outputs, byte for byte");
  const input = path.join(folder, "input");
  for (const name of existsSync(input) ? readdirSync(input).sort() : []) {
    await tally.right(name, () => {
      const value = JSON.parse(readFileSync(path.join(input, name), "utf8")) as Json;
      const found = Buffer.from(canonical(value), "utf8");
      const wanted = readFileSync(path.join(folder, "output", name));
      const inHex = path.join(folder, "outhex", name.replace(/\.json$/, ".txt"));
      const isHexRight = !existsSync(inHex) || hex(readFileSync(inHex, "utf8").replaceAll(/\s/g, "")).equals(found);
      return found.equals(wanted) && isHexRight;
    });
  }
  return tally;
}

const hex = (text: string) => Buffer.from(text, "hex");
