import { setTimeout as pause } from "node:timers/promises";

/**
 * Waits for a condition of the outside world that sends no event (another process's file, socket or death).
 * Everything inside the house has an event or a promise: use those instead.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { seconds, every = 20 }: { readonly seconds: number; readonly every?: number },
): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await pause(every);
  }
  return true;
}
