/** Values that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Deeper values are refused: nothing we hash is nested so far, and a hostile one must not exhaust the stack. */
const MAX_DEPTH = 200;

/**
 * Canonical JSON, RFC 8785: one value has one text, so that its hash is the same for everybody. Keys are sorted by
 * UTF-16 code unit, there is no white space, numbers and strings have their ECMAScript form (section 3.2.2). What JSON
 * cannot hold exactly is refused, never dropped: NaN, infinities, undefined, dates, lone surrogates (section 3.2.2.2).
 */
export function canonical(value: Json): string {
  return write(value, "$", 0);
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError(`${path.slice(0, 80)}… is nested too deep`);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return writeNumber(value, path);
  if (typeof value === "string") return writeString(value, path);
  if (Array.isArray(value)) return `[${Array.from(value, (v, i) => write(v, `${path}[${i}]`, depth + 1)).join(",")}]`;
  if (isPlainObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${writeString(key, path)}:${write(value[key], `${path}.${key}`, depth + 1)}`);
    return `{${entries.join(",")}}`;
  }
  throw new TypeError(`${path} cannot be written as JSON`);
}

function writeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new TypeError(`${path} is not a finite number`);
  return JSON.stringify(value);
}

function writeString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${path} holds a lone surrogate`);
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
