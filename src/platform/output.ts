export type Output = {
  readonly isJson: boolean;
  /** A line for a person; silent with --json, so that standard output holds JSON alone. */
  line(text: string): void;
  /** The result: JSON with --json, else the given lines. */
  data(value: unknown, lines: readonly string[]): void;
  /** The result as JSON that is text already, in pieces; else the given lines. */
  text(json: () => Iterable<string>, lines: () => readonly string[]): void;
  /** Long work: one rewritten line on a terminal, a plain line at each tenth otherwise; on standard error. */
  progress(what: string, done: number, total: number): void;
};

type Stream = { readonly isTTY?: boolean; write(text: string): unknown };

export function createOutput(
  isJson: boolean,
  { stdout = process.stdout, stderr = process.stderr }: { readonly stdout?: Stream; readonly stderr?: Stream } = {},
): Output {
  let lastTenth = -1;
  return {
    isJson,
    line(text) {
      if (!isJson) stdout.write(`${text}\n`);
    },
    data(value, lines) {
      stdout.write(isJson ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(""));
    },
    text(json, lines) {
      for (const piece of isJson ? json() : lines().map((line) => `${line}\n`)) stdout.write(piece);
    },
    progress(what, done, total) {
      const text = `${what} ${done}/${total}`;
      const isLast = done >= total;
      if (stderr.isTTY) {
        stderr.write(`\r${text}\x1b[K${isLast ? "\n" : ""}`);
        return;
      }
      const tenth = Math.floor((done * 10) / Math.max(total, 1));
      if (tenth !== lastTenth) stderr.write(`${text}\n`);
      lastTenth = isLast ? -1 : tenth;
    },
  };
}
