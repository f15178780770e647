/** Kinds of text, and of their elements. */
export const DOCUMENT_KINDS = ["roadmap", "doctrine"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const NODE_TYPES = ["axis", "priority", "objective", "action", "orientation", "chapter", "article"] as const;
export type NodeType = (typeof NODE_TYPES)[number];
