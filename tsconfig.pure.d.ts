/** All that pure code may know of Node: the digest of the ledger. */
declare module "node:crypto" {
  export function createHash(algorithm: "sha256"): {
    update(text: string, encoding: "utf8"): { digest(encoding: "hex"): string };
  };
}

/** An address taken apart: the same everywhere, and it reads nothing. */
declare class URL {
  constructor(address: string);
  readonly host: string;
}
