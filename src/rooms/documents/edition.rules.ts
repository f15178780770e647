import type { DocumentKind } from "#kernel/document-types.ts";
import type { DocumentId, EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import type { OutlineNode } from "./outline.rules.ts";

export type Document = {
  readonly id: DocumentId;
  readonly slug: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly language: string;
};

export type Edition = {
  readonly id: EditionId;
  readonly documentId: DocumentId;
  readonly number: number;
  readonly state: "draft" | "published";
  readonly title: string;
  readonly subtitle: string | null;
  readonly label: string;
  readonly note: string | null;
  readonly officialTotals: Readonly<Record<string, unknown>>;
  readonly publishedOn: string | null;
  readonly publishedAt: Date | null;
  readonly hash: string | null;
  readonly version: number;
};

export type EditionNode = OutlineNode & {
  readonly position: number;
  readonly sortKey: string;
  readonly carrier: string | null;
  readonly status: string | null;
  readonly source: string | null;
};

export type EditionPassage = {
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly nodeId: NodeId;
  readonly position: number;
  readonly text: string;
};

export type Figure = {
  readonly nodeId: NodeId;
  readonly kind: "target" | "measure";
  readonly position: number;
  /** Exact, as text: "250000000", "2.5". */
  readonly value: string;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly statedOn: string | null;
  readonly measuredOn: string | null;
  readonly territoryCode: string | null;
  readonly source: string | null;
};
