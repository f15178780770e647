import { diskFull, isDiskFull } from "../embedded/disk.ts";
import { Failure } from "../failure.ts";
import { SaidByChild } from "./supervisor.ts";

/** One line on standard error and the exit code; the stack only when asked for. */
export function report(error: unknown, home = process.env.JALON_HOME || "./var"): number {
  if (error instanceof SaidByChild) return error.exitCode;
  const failure = asFailure(error, home);
  console.error(failure.message);
  if (process.env.JALON_DEBUG === "1") console.error(error);
  return failure.exitCode;
}

function asFailure(error: unknown, home: string): Failure {
  if (error instanceof Failure) return error;
  if (isDiskFull(error)) return diskFull(home, "existing", error);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EROFS" || code === "EPERM")
    return new Failure("folderRefused", { home, code }, error);
  return new Failure("unexpected", { message: message || String(error) }, error);
}
