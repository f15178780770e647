import { LedgerError } from "#ledger/ledger-error.ts";

/** The vectors of one group: how many came out as they must, and the names of those that had to be refused. */
export class Tally {
  readonly group: string;
  readonly failed: string[] = [];
  readonly refused: string[] = [];
  readonly remarks: string[] = [];
  total = 0;

  constructor(group: string) {
    this.group = group;
  }

  /** A value that must be right: `isRight` gives false or throws when it is not. */
  async right(name: string, isRight: () => unknown): Promise<void> {
    this.total += 1;
    try {
      if ((await isRight()) === false) this.failed.push(name);
    } catch (error) {
      this.failed.push(`${name}: ${String(error)}`);
    }
  }

  same(name: string, found: unknown, wanted: unknown): void {
    this.total += 1;
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      this.failed.push(`${name}: ${JSON.stringify(found)}`.slice(0, 200));
  }

  /** What must be refused by a rule of the ledger: another error is a defect, not a refusal. */
  async refuses(name: string, read: () => unknown): Promise<void> {
    this.total += 1;
    this.refused.push(name);
    try {
      await read();
      this.failed.push(`${name}: accepted`);
    } catch (error) {
      if (!(error instanceof LedgerError)) this.failed.push(`${name}: ${String(error)}`);
    }
  }

  print(): void {
    const { group, failed, refused, remarks, total } = this;
    const passed = `${total - failed.length} / ${total}`;
    const counted = refused.length > 0 ? `, ${refused.length} of them refused` : "";
    console.log(`${failed.length === 0 ? "ok    " : "FAILED"} ${passed.padEnd(15)} ${group}${counted}`);
    for (const remark of remarks) console.log(`       ${remark}`);
    for (const name of failed) console.log(`       FAILED ${name}`);
    for (const [place, line] of wrapped(refused).entries())
      console.log(`       ${place === 0 ? "refused: " : ""}${line}`);
  }
}

/** Names in lines of about 140 characters. */
function wrapped(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < 140) lines[lines.length - 1] = `${last}; ${name}`;
    else lines.push(name);
  }
  return lines;
}
