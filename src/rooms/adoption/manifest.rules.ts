import { canonical } from "#ledger/canonical.ts";

/** The list of contributions that one act brings into the log: the text whose digest its `import.batch` leaf carries. */
export function manifest(batch: {
  readonly id: string;
  readonly processId: string;
  readonly contributions: readonly string[];
}): string {
  const { id, processId, contributions } = batch;
  return canonical({ batch: id, contributions, process: processId, v: 1 });
}
