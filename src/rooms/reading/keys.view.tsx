import type { ComponentChildren, VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Island } from "#ui/island.tsx";

type KeysProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string };
  readonly item: { readonly number: number };
  readonly query: Readonly<Record<string, string>>;
  readonly previous: number | null;
  readonly next: number | null;
  readonly children: ComponentChildren;
};

/** Single keys for what the buttons and links of the page do; the legend appears with the script that makes them work. */
export function KeysLegend({ frame, process, item, query, previous, next, children }: KeysProps): VNode {
  const { lang, t } = frame;
  const at = { process: process.slug };
  const to = (number: number | null) => (number === null ? null : urls.teamReadingItem(lang, { ...at, number }, query));
  const keys = [
    { key: "l", words: t("reading.keys.read"), does: { submit: "read" } },
    { key: "s", words: t("reading.keys.next"), does: { open: to(next) } },
    { key: "p", words: t("reading.keys.previous"), does: { open: to(previous) } },
    { key: "n", words: t("reading.keys.note"), does: { focus: "words" } },
    {
      key: "t",
      words: t("reading.keys.code"),
      does: { open: urls.teamCodingItem(lang, { ...at, number: item.number }) },
    },
    {
      key: "d",
      words: t("reading.keys.decide"),
      does: { open: urls.teamDecisionNew(lang, { demarche: process.slug, contribution: item.number }) },
    },
  ];
  return (
    <Island
      name="reading-keys"
      props={{ keys, on: t("reading.keys.on"), off: t("reading.keys.off"), legend: t("reading.keys.legend") }}
    >
      {children}
    </Island>
  );
}
