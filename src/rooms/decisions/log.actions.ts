import type { DecisionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendLeaf, digestOf, keepDocuments } from "#rooms/journal";
import { answerDocument } from "./answer-document.rules.ts";
import { listAnswers } from "./logged.queries.ts";

/**
 * Logs what is published of these decisions, and what changed of it: a new answer, or one that holds for fewer contributions
 * because a later decision took them over. What the log says already is not said again. The caller holds the decisions.
 */
export async function logAnswers(tx: Tx, ids: readonly DecisionId[]): Promise<number> {
  const changed = (await listAnswers(tx, ids))
    .map((answer) => ({ ...answer, content: answerDocument(answer) }))
    .filter(({ content, logged }) => logged === null || !digestOf(content).equals(logged));
  const digests = await keepDocuments(tx, changed);
  await appendLeaf(
    tx,
    ...changed.map(({ id, processId, logged }, index) => ({
      leaf: {
        k: logged === null ? ("answer.published" as const) : ("answer.revised" as const),
        ...{ c: processId, o: id },
        d: digests[index] ?? Buffer.alloc(0),
      },
    })),
  );
  return changed.length;
}
