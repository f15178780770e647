import { describe, expect, test } from "vitest";
import { writeCheckpoint } from "./checkpoint.ts";
import { cosign } from "./cosignature.ts";
import { COSIGNATURE, ED25519, signerFromSeed, signNote } from "./note.ts";
import { openCheckpoint, parsePolicy } from "./policy.ts";
import { EMPTY_ROOT } from "./tree.ts";

const log = signerFromSeed("jalon.example/journal", ED25519, Buffer.alloc(32, 1));
const next = signerFromSeed("jalon.example/journal", ED25519, Buffer.alloc(32, 7));
const witnesses = [2, 3, 4, 5].map((seed) =>
  signerFromSeed(`temoin.example/w${seed}`, COSIGNATURE, Buffer.alloc(32, seed)),
);
const [a, b, c, d] = witnesses.map(({ vkey }) => vkey);
const names = `log ${log.vkey}\nwitness A ${a}\nwitness B ${b}\nwitness C ${c}\nwitness D ${d}\n`;
const text = writeCheckpoint({ origin: log.name, size: 0, root: EMPTY_ROOT });

/** Whether the quorum is met when these witnesses cosigned. */
function isMet(policy: string, ...who: readonly number[]): boolean {
  const lines = who.map((place) => (witnesses[place] ? cosign(text, witnesses[place], 1_700_000_000) : ""));
  return openCheckpoint(signNote(text, [log]) + lines.join(""), parsePolicy(names + policy)).quorumMet;
}

describe("quorums", () => {
  test("none, one witness, any, all, a number", () => {
    expect(isMet("quorum none\n")).toBe(true);
    expect([isMet("quorum A\n"), isMet("quorum A\n", 1), isMet("quorum A\n", 0)]).toEqual([false, false, true]);
    expect([isMet("group G any A B\nquorum G\n"), isMet("group G any A B\nquorum G\n", 1)]).toEqual([false, true]);
    expect([isMet("group G all A B\nquorum G\n", 1), isMet("group G all A B\nquorum G\n", 0, 1)]).toEqual([
      false,
      true,
    ]);
    expect([isMet("group G 2 A B C\nquorum G\n", 1), isMet("group G 2 A B C\nquorum G\n", 0, 2)]).toEqual([
      false,
      true,
    ]);
  });

  test("groups of groups", () => {
    const policy = "group X 1 A B\ngroup Y any C D\ngroup Z all X Y\nquorum Z\n";
    expect([isMet(policy, 0, 1), isMet(policy, 2, 3), isMet(policy, 1, 2)]).toEqual([false, false, true]);
  });
});

describe("a policy is refused when", () => {
  test.each([
    ["no quorum", "", "quorum"],
    ["two quorums", "quorum A\nquorum A\n", "exactly one"],
    ["quorum of two names", "quorum A B\n", "exactly one"],
    ["unknown name", "quorum E\n", "not defined"],
    ["name defined after its use", "group G any H\ngroup H any A\nquorum G\n", "not defined"],
    ["a group of itself", "group G any G\nquorum G\n", "not defined"],
    ["none in a group", "group G any none\nquorum G\n", "not defined"],
    ["name none", "group none any A\nquorum none\n", "new"],
    ["same name twice", "group A any B\nquorum A\n", "new"],
    ["member of two groups", "group G any A\ngroup H any A\nquorum H\n", "member twice"],
    ["member twice of one", "group G any A A\nquorum G\n", "member twice"],
    ["empty group", "group G any\nquorum none\n", "number"],
    ["number above the members", "group G 3 A B\nquorum G\n", "number"],
    ["number 0", "group G 0 A B\nquorum G\n", "number"],
    ["number 01", "group G 01 A B\nquorum G\n", "number"],
    ["a word of JavaScript", "group G constructor A B\nquorum G\n", "number"],
    ["same key under another name", `witness E ${a}\nquorum none\n`, "same public key"],
    ["key of a log for a witness", `witness E ${next.vkey}\nquorum none\n`, "another use"],
    ["key of a witness for a log", `log ${a}\nquorum none\n`, "another use"],
    ["log twice", `log ${log.vkey}\nquorum none\n`, "same public key"],
    ["two addresses", `log ${next.vkey} https://a https://b\nquorum none\n`, "one verifier key"],
    ["unknown word", "logs x\nquorum none\n", "not log"],
    ["capitals", "Quorum none\n", "not log"],
    ["carriage return", "quorum none\r\n", "control"],
    ["form feed", "quorum\fnone\n", "control"],
    ["no last newline", "quorum none", "newline"],
  ])("%s", (_, lines, message) => {
    expect(() => parsePolicy(names + lines)).toThrow(message);
  });
});

describe("reading a policy", () => {
  test("spaces, tabs, comments and addresses; other spaces are part of a name", () => {
    const { logs, quorum, groups } = parsePolicy(
      ` \tlog\t${next.vkey}  https://jalon.example \n  # words: é\n\n quorum none \n`,
    );
    expect([logs[0]?.url, quorum, groups]).toEqual(["https://jalon.example", null, []]);
    expect(parsePolicy(`${names}group \u00a0G 1 A\nquorum \u00a0G\n`).quorum).toBe("\u00a0G");
  });

  test("many logs, witnesses and groups", () => {
    const keys = Array.from({ length: 300 }, (_, at) => Buffer.alloc(32, at % 256).fill(at % 251, 5));
    const lines = [
      ...keys.slice(0, 60).map((seed) => `log ${signerFromSeed("log", ED25519, seed).vkey}`),
      ...keys.slice(60, 160).map((seed, at) => `witness w${at} ${signerFromSeed("w", COSIGNATURE, seed).vkey}`),
      ...keys.slice(0, 100).map((_, at) => `group g${at} any w${at}${at > 0 ? ` g${at - 1}` : ""}`),
      "quorum g99",
    ];
    expect(parsePolicy(`${lines.join("\n")}\n`).groups).toHaveLength(100);
  });

  test("two keys of one log, while it changes them", () => {
    const policy = parsePolicy(`log ${log.vkey}\nlog ${next.vkey}\nquorum none\n`);
    const both = [[log], [next], [log, next]].map((signers) => openCheckpoint(signNote(text, signers), policy).log.id);
    expect(both).toEqual([log.id, next.id, log.id]);
  });

  test("a log signs for its own origin alone, and our checkpoints have three lines", () => {
    const policy = parsePolicy(`log ${log.vkey}\nquorum none\n`);
    const stranger = writeCheckpoint({ origin: "other.example", size: 0, root: EMPTY_ROOT });
    expect(() => openCheckpoint(signNote(stranger, [log]), policy)).toThrow("no log of the policy");
    expect(() => openCheckpoint(signNote(`${text}more\n`, [log]), policy)).toThrow("exactly three");
  });
});
