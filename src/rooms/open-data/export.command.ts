import { NotFound } from "#kernel/errors.ts";
import type { Command } from "#platform/command.ts";
import { Failure } from "#platform/failure.ts";
import { exportProcess } from "./export.actions.ts";

export const exportCommand: Command = {
  name: "export",
  summary: "Write the public record of a process as CSV and JSON, with a data dictionary, a licence and hashes.",
  options: [
    { flags: "--process <process>", description: "id or short name of the process", isRequired: true },
    { flags: "--out <folder>", description: "folder to write in, made when missing", isRequired: true },
  ],
  printsData: true,
  async run({ sql, out, options }) {
    const [process, folder] = [String(options.process), String(options.out)];
    const onProgress = (done: number, total: number): void => out.progress("export", done, total);
    try {
      const exported = await exportProcess(sql, { process, folder, onProgress });
      const lines = exported.files.map(({ file, rows, bytes }) => `${file}  ${rows} rows  ${bytes} bytes`);
      out.data({ ...exported, folder }, [...lines, `README.md  ${folder}`]);
      return 0;
    } catch (error) {
      throw known(error, process, folder);
    }
  },
};

function known(error: unknown, process: string, folder: string): unknown {
  if (error instanceof NotFound) return new Failure("usage", { message: `No public process is named “${process}”.` });
  const code = (error as { code?: string }).code ?? "";
  if (/^E(ACCES|PERM|ROFS|NOTDIR|EXIST|ISDIR)$/.test(code))
    return new Failure("folderRefused", { home: folder, code }, error);
  return error;
}
