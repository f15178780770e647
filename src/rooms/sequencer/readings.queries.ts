import type { Sql } from "#platform/db.ts";
import type { Reading } from "#platform/metrics.ts";
import { findHealth, listAlarms, listWitnesses } from "./health.queries.ts";
import { alarmsOf, nameOfKey } from "./health.rules.ts";

/** The health of the log for a collector: the same numbers as the page. */
export async function journalReadings(sql: Sql): Promise<readonly Reading[]> {
  const [health, witnesses, alarms] = await Promise.all([findHealth(sql), listWitnesses(sql), listAlarms(sql)]);
  const now = health.at.getTime();
  return [
    one("ok", "1: nothing needs to be looked at.", alarmsOf(health, witnesses).length === 0 ? 1 : 0),
    one("frozen", "1: nothing is signed until somebody has looked.", health.frozenBecause === null ? 0 : 1),
    one("leaves", "Leaves in the tree.", health.size),
    one("published_leaves", "Leaves in the tree that is published.", health.publishedSize ?? 0),
    one(
      "checkpoint_age_seconds",
      "Since the last signature of the log or of a witness.",
      health.checkpointAgeSeconds ?? 0,
    ),
    one("queue_rows", "Acts that wait to be logged.", health.queueDepth),
    one(
      "queue_oldest_seconds",
      "Age of the oldest act that waits; an alarm above 30.",
      health.oldestQueuedSeconds ?? 0,
    ),
    one("refused_rows", "Rows of the queue that were no leaf and were set aside.", health.refused),
    ...witnesses.flatMap(({ vkey, size, cosignedAt, failure }) => {
      const labels = { witness: nameOfKey(vkey) };
      const age = cosignedAt ? (now - cosignedAt.getTime()) / 1_000 : 0;
      return [
        { ...one("witness_leaves", "Leaves that the witness has cosigned.", size), labels },
        {
          ...one("witness_age_seconds", "Since the last cosignature of the witness; 0 before the first.", age),
          labels,
        },
        {
          ...one("witness_failing", "1: the last answer of the witness was not good.", failure === null ? 0 : 1),
          labels,
        },
      ];
    }),
    ...alarms.map(({ name, count }) => ({
      ...one("alarms", "How often something happened that somebody must look at.", count),
      labels: { alarm: name },
    })),
  ];
}

function one(name: string, help: string, value: number): Reading {
  return { name: `jalon_journal_${name}`, help, value };
}
