import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { type Cluster, startCluster } from "./cluster.ts";

/** A cluster for tests and measures: fast because nothing is flushed to the disk, and gone when stopped. */
export async function startThrowAwayCluster(options: { readonly binaries?: Binaries } = {}): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), "jalon-test-"));
  const cluster = await startCluster({
    home,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: 200 },
    ...options,
  });
  return {
    ...cluster,
    async stop() {
      await cluster.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
