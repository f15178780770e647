// Every reference value of statistics, pass or fail, with the distance found.
import { existsSync } from "node:fs";
import path from "node:path";
import { type Checked, checkFolder, REFERENCE_ONLY } from "./statistics-vectors.ts";

/** A data folder that holds statistics/vectors.json and statistics/micro64.csv. */
export async function measure(dataFolder: string): Promise<number> {
  const folder = path.join(dataFolder, "statistics");
  if (!existsSync(path.join(folder, "vectors.json")) || !existsSync(path.join(folder, "micro64.csv"))) {
    console.error(`accuracy: no vectors.json with micro64.csv in ${folder}`);
    return 2;
  }
  const checked = checkFolder(folder);
  console.log("statistics: reference values, largest distance (tolerance)");
  for (const one of checked) console.log(lineOf(one));
  const failed = checked.filter((one) => !isMet(one));
  console.log(`${checked.length - failed.length} of ${checked.length} vectors within their tolerance`);
  return failed.length === 0 ? 0 : 1;
}

export const isMet = ({ distance, tolerance }: Checked): boolean => distance <= tolerance;

function lineOf(one: Checked): string {
  const skipped = REFERENCE_ONLY[one.id];
  const remarks = [one.error, skipped ? `not checkable from the vector: ${skipped.join(", ")}` : null].filter(Boolean);
  const figures = `${one.distance.toExponential(1)} (${one.tolerance.toExponential(0)})`;
  return `${isMet(one) ? "ok    " : "FAILED"} ${figures.padEnd(18)} ${one.id}${remarks.length > 0 ? `: ${remarks.join("; ")}` : ""}`;
}
