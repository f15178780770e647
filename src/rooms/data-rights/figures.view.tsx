import type { VNode } from "preact";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import type { RequestFigures } from "./request.rules.ts";
import { SMALLEST_COUNT } from "./request.rules.ts";

/** How many requests were made and answered, and how fast: said to everybody, but where it would tell about somebody. */
export function FiguresSection({ frame, figures }: { readonly frame: Frame; readonly figures: RequestFigures }): VNode {
  const { t } = frame;
  const shown = (count: number | null) =>
    count === null ? t("data-rights.figures.few", { count: SMALLEST_COUNT }) : String(count);
  const { received, done, refused, medianDays } = figures;
  if (received === null) {
    return (
      <Section title={t("data-rights.figures.title")}>
        <p>{t("data-rights.figures.fewAtAll", { count: SMALLEST_COUNT })}</p>
      </Section>
    );
  }
  return (
    <Section title={t("data-rights.figures.title")}>
      <p>{t("data-rights.figures.text")}</p>
      <SummaryList
        rows={[
          { key: t("data-rights.figures.received"), value: shown(received) },
          { key: t("data-rights.figures.done"), value: shown(done) },
          { key: t("data-rights.figures.refused"), value: shown(refused) },
          {
            key: t("data-rights.figures.median"),
            value: medianDays === null ? shown(null) : t("data-rights.figures.days", { count: medianDays }),
          },
        ]}
      />
    </Section>
  );
}
