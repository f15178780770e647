import { expect, test } from "vitest";
import { createOutput } from "./output.ts";

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

test("with --json standard output holds one JSON value and nothing else", () => {
  const stdout = screen(true);
  const out = createOutput(true, { stdout, stderr: screen(true) });
  out.line("hello");
  out.data({ count: 1 }, ["one"]);
  expect(stdout.written.join("")).toBe('{"count":1}\n');
});

test("long work rewrites one line on a terminal, and writes a line each tenth elsewhere", () => {
  const terminal = screen(true);
  const file = screen(false);
  for (const stderr of [terminal, file]) {
    const out = createOutput(false, { stdout: screen(false), stderr });
    for (let done = 1; done <= 1000; done += 1) out.progress("rows", done, 1000);
  }
  expect(terminal.written.join("").split("\n")).toHaveLength(2);
  expect(file.written).toHaveLength(11);
});
