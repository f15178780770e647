import type { EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import {
  addDraftNode,
  mergeDraftNodes,
  mergeDraftPassages,
  moveDraftNode,
  removeDraftNode,
  restoreDraftNode,
  restoreDraftPassage,
  saveDraftNodeFacts,
  splitDraftNode,
  splitDraftPassage,
} from "#rooms/documents";
import { maker } from "./maker.actions.ts";

type Input<Act extends (tx: never, input: never, by: never) => unknown> = Parameters<Act>[1];

/** A new part of the text. */
export async function addNode(actor: Actor, input: Input<typeof addDraftNode>): Promise<NodeId> {
  maker(actor);
  return await actor.sql.begin((tx) => addDraftNode(tx, input));
}

export async function moveNode(actor: Actor, input: Input<typeof moveDraftNode>): Promise<void> {
  maker(actor);
  await actor.sql.begin((tx) => moveDraftNode(tx, input));
}

/** Code, kind, carrier and status. */
export async function describeNode(actor: Actor, input: Input<typeof saveDraftNodeFacts>): Promise<void> {
  maker(actor);
  await actor.sql.begin((tx) => saveDraftNodeFacts(tx, input));
}

export async function removeNode(actor: Actor, input: Input<typeof removeDraftNode>): Promise<void> {
  maker(actor);
  await actor.sql.begin((tx) => removeDraftNode(tx, input));
}

export async function splitNode(actor: Actor, input: Input<typeof splitDraftNode>): Promise<NodeId> {
  const by = maker(actor);
  return await actor.sql.begin((tx) => splitDraftNode(tx, input, by));
}

export async function mergeNodes(actor: Actor, input: Input<typeof mergeDraftNodes>): Promise<void> {
  const by = maker(actor);
  await actor.sql.begin((tx) => mergeDraftNodes(tx, input, by));
}

export async function splitPassage(actor: Actor, input: Input<typeof splitDraftPassage>): Promise<string> {
  const by = maker(actor);
  const { anchor } = await actor.sql.begin((tx) => splitDraftPassage(tx, input, by));
  return anchor;
}

export async function mergePassages(actor: Actor, input: Input<typeof mergeDraftPassages>): Promise<void> {
  const by = maker(actor);
  await actor.sql.begin((tx) => mergeDraftPassages(tx, input, by));
}

export async function restorePassage(
  actor: Actor,
  input: {
    readonly editionId: EditionId;
    readonly passageId: PassageId;
    readonly nodeId: NodeId;
    readonly position: number;
  },
): Promise<void> {
  maker(actor);
  await actor.sql.begin((tx) => restoreDraftPassage(tx, input));
}

export async function restoreNode(
  actor: Actor,
  input: { readonly editionId: EditionId; readonly nodeId: NodeId },
): Promise<void> {
  maker(actor);
  await actor.sql.begin((tx) => restoreDraftNode(tx, input));
}
