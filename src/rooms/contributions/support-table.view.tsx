import type { VNode } from "preact";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { SupportCounts } from "./public-contribution.rules.ts";

/** How many people are for, against, neutral; what may be done about it comes below. */
export function SupportTable({
  frame,
  supports,
  children,
}: {
  readonly frame: Frame;
  readonly supports: readonly SupportCounts[];
  readonly children?: VNode | readonly VNode[];
}): VNode {
  const { t } = frame;
  return (
    <Section title={t("contributions.support.title")} id="soutiens">
      <DataTable
        caption={t("contributions.support.caption")}
        captionHidden
        columns={[
          { head: t("contributions.support.position") },
          { head: t("contributions.support.accounts"), numeric: true },
          { head: t("contributions.support.guests"), numeric: true },
        ]}
        rows={supports.map(({ value, accounts, guests }) => [t(`contributions.support.${value}`), accounts, guests])}
      />
      {children}
    </Section>
  );
}
