/**
 * Comparison: two editions of a text side by side, and what became of a passage or an element through the editions.
 * Who may enter: everybody who may read the text.
 * Tables: none of its own.
 * Journal entries: none.
 * Needs: documents, editions, decisions.
 */
import { comparisonRoutes } from "./comparison.routes.tsx";
import { historyRoutes } from "./history.routes.tsx";
import { passageRoutes } from "./passage.routes.tsx";

export { passageHeading } from "./compared-node.view.tsx";
export { type Comparison, changedNodes, compareEditions, type Side } from "./comparison.rules.ts";

export const routes = [...comparisonRoutes, ...passageRoutes, ...historyRoutes];
