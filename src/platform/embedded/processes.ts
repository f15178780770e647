import { readFileSync } from "node:fs";

/** Alive and not a zombie: a dead process that nobody waits for still answers kill(pid, 0). */
export function isRunning(pid: number): boolean {
  const stat = procFile(pid, "stat");
  if (stat !== null) return !/^\d+ \(.*\) Z/s.test(stat);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Tells a process from a later one with the same number: its start, in clock ticks since the machine booted. */
export function startOf(pid: number): string {
  const afterName = procFile(pid, "stat")?.replace(/^.*\) /s, "");
  return afterName?.split(" ")[19] ?? "?";
}

export function commandOf(pid: number): string | null {
  return procFile(pid, "cmdline")?.replaceAll("\0", " ") ?? null;
}

function procFile(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return null;
  }
}
