import { patterns } from "#kernel/urls.ts";
import { parseShortCode, shortCode } from "#ledger/leaf.ts";
import { LedgerError } from "#ledger/ledger-error.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findByFingerprint, findPublishedSize, listLeaves } from "./leaves.queries.ts";
import { type LeafLine, pageEnd, timeOf } from "./leaves.rules.ts";
import { LeavesView } from "./leaves.view.tsx";

/** null: no fingerprint has this form. */
function startOf(fingerprint: string): Buffer | null {
  try {
    return parseShortCode(fingerprint);
  } catch (error) {
    if (error instanceof LedgerError) return null;
    throw error;
  }
}

const inWords = (leaf: LeafLine) => ({ ...leaf, at: timeOf(leaf.text), fingerprint: shortCode(leaf.leafHash) });

export const leavesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.journalLeaves,
    who: "everyone",
    query: ["avant", "empreinte"],
    async handle(ctx) {
      const { frame, sql } = ctx;
      const size = await findPublishedSize(sql);
      const searched = ctx.queryText("empreinte").slice(0, 100);
      if (searched !== "") {
        const start = startOf(searched);
        const leaves = start ? (await findByFingerprint(sql, start, size)).map(inWords) : [];
        const fault = start ? null : "malformed";
        return ctx.page(<LeavesView {...{ frame, size, leaves, searched, fault }} end={size} />);
      }
      const end = pageEnd(ctx.queryText("avant"), size);
      const leaves = (await listLeaves(sql, end)).map(inWords);
      return ctx.page(<LeavesView {...{ frame, size, leaves, end }} searched="" fault={null} />);
    },
  }),
];
