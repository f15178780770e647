import { EXIT, Fault } from "./fault.ts";
import type { Report, Run } from "./run.ts";

export async function checkSite(run: Run): Promise<Report> {
  throw new Fault(EXIT.usage, "unknownCommand", { name: run.words.join(" ") });
}
