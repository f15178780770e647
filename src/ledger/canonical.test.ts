import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, type Json } from "./canonical.ts";

/** A double from its 64 bits in hexadecimal: the table of RFC 8785, appendix B. */
const double = (hex: string) => new DataView(BigUint64Array.of(BigInt(`0x${hex}`)).buffer).getFloat64(0, true);

const numbers: readonly (readonly [string, string])[] = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
];

const refused = (value: unknown) => () => canonical(value as Json);

describe("canonical JSON (RFC 8785)", () => {
  it.each(numbers)("writes the double %s as %s", (bits, text) => {
    expect(canonical(double(bits))).toBe(text);
  });

  it("sorts keys by UTF-16 code unit, at every level, without regard to language", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonical(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    expect(canonical({ pêche: 1, peche: { b: [], a: {} }, péché: 2, "": 0, "10": 1, "9": 2 })).toBe(
      '{"":0,"10":1,"9":2,"peche":{"a":{},"b":[]},"péché":2,"pêche":1}',
    );
  });

  it("escapes as little as possible and never normalises Unicode", () => {
    expect(canonical('\u20ac$\u000f\nA\'B"\\\\"/\u007f')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f"');
    expect(canonical("A\u030a")).not.toBe(canonical("\u00c5"));
    expect(canonical("\b\t\n\f\r\u0000\u2028</script>")).toBe('"\\b\\t\\n\\f\\r\\u0000\u2028</script>"');
  });

  it("refuses what JSON cannot hold, and says where", () => {
    expect(refused({ a: [1, Number.NaN] })).toThrow("$.a[1] is not a finite number");
    expect(refused(Number.POSITIVE_INFINITY)).toThrow(TypeError);
    expect(refused({ a: undefined })).toThrow("$.a cannot be written");
    expect(refused(new Array(1))).toThrow(TypeError);
    expect(refused({ when: new Date(0) })).toThrow("$.when");
    expect(refused(1n)).toThrow(TypeError);
    expect(refused(new Map())).toThrow(TypeError);
    expect(refused("\ud83d")).toThrow("lone surrogate");
    expect(refused({ "\ude00": 1 })).toThrow("lone surrogate");
  });

  it("refuses a value nested without end instead of exhausting the stack", () => {
    let value: Json = [];
    for (let i = 0; i < 100_000; i += 1) value = [value];
    expect(refused(value)).toThrow("nested too deep");
  });

  it("reads back as the same value, and does not depend on the order of keys", () => {
    const noMinusZero = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        const value = noMinusZero(any);
        fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(value)));
        const text = canonical(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonical(JSON.parse(text) as Json)).toBe(text);
        expect(canonical(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as { [key: string]: Json })
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
