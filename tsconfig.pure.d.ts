/** All that pure code may know of Node: digests, signatures and sealing with given keys, bytes. No clock, no random number, no file. */
declare module "node:crypto" {
  export function createHash(algorithm: "sha256"): {
    update(text: string, encoding: "utf8"): { digest(encoding: "hex"): string };
  };
  export function hash(algorithm: "sha256", data: string | Uint8Array, encoding: "buffer"): Buffer;
  export function hash(algorithm: "sha256", data: string | Uint8Array, encoding: "hex"): string;
  export type KeyObject = { export(form: { format: "der"; type: "spki" }): Buffer };
  type KeyBytes = { key: Buffer; format: "der"; type: "spki" | "pkcs8" };
  export function createPublicKey(key: KeyBytes | KeyObject): KeyObject;
  export function createPrivateKey(key: KeyBytes): KeyObject;
  export function diffieHellman(keys: { privateKey: KeyObject; publicKey: KeyObject }): Buffer;
  export function hkdfSync(
    algorithm: "sha256",
    key: Uint8Array,
    salt: Uint8Array,
    info: string,
    length: number,
  ): ArrayBuffer;
  type Cipher = { update(bytes: Uint8Array): Buffer; final(): Buffer };
  type Sealing = Cipher & { setAAD(bytes: Uint8Array): Sealing; getAuthTag(): Buffer };
  type Opening = Cipher & { setAAD(bytes: Uint8Array): Opening; setAuthTag(tag: Uint8Array): Opening };
  export function createCipheriv(algorithm: "aes-256-gcm", key: Uint8Array, nonce: Uint8Array): Sealing;
  export function createDecipheriv(algorithm: "aes-256-gcm", key: Uint8Array, nonce: Uint8Array): Opening;
  export function sign(algorithm: null, message: Uint8Array, key: KeyObject): Buffer;
  export function verify(algorithm: null, message: Uint8Array, key: KeyObject, signature: Uint8Array): boolean;
}

type BytesEncoding = "ascii" | "base64" | "base64url" | "hex" | "latin1" | "utf8";

/** Node's bytes: the part that the ledger uses. */
declare class Buffer extends Uint8Array {
  static alloc(size: number, fill?: number): Buffer;
  static allocUnsafe(size: number): Buffer;
  static compare(one: Uint8Array, other: Uint8Array): number;
  static concat(list: readonly Uint8Array[]): Buffer;
  static from(text: string, encoding: BytesEncoding): Buffer;
  static from(bytes: Uint8Array | readonly number[]): Buffer;
  static from(buffer: ArrayBufferLike, from?: number, length?: number): Buffer;
  static isBuffer(value: unknown): value is Buffer;
  static of(...bytes: number[]): Buffer;
  equals(other: Uint8Array): boolean;
  readBigUInt64BE(at: number): bigint;
  readUInt16BE(at: number): number;
  reverse(): this;
  subarray(from?: number, to?: number): Buffer;
  toString(encoding?: BytesEncoding): string;
  writeBigUInt64BE(value: bigint, at?: number): number;
}

declare class TextDecoder {
  constructor(encoding: "utf-8", options: { fatal: true; ignoreBOM: true });
  decode(bytes: Uint8Array): string;
}

/** An address taken apart: the same everywhere, and it reads nothing. */
declare class URL {
  constructor(address: string);
  readonly host: string;
}
