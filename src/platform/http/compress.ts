import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

/** The best encoding that the browser announces. */
export function chooseEncoding(accept: string | null | undefined): Encoding {
  if (!accept) return "identity";
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accept)) return "br";
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accept)) return "gzip";
  return "identity";
}

/** Compresses text at a level of brotli (0 to 11) or gzip; level 1 costs less than rendering. */
export function compress(body: Uint8Array, encoding: Encoding, level: number): Uint8Array {
  if (encoding === "br") {
    return brotliCompressSync(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength },
    });
  }
  if (encoding === "gzip") return gzipSync(body, { level: Math.min(level, 9) });
  return body;
}
