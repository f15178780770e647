import { formatNumber } from "#kernel/dates.ts";
import type { NodeType } from "#kernel/document-types.ts";
import type { Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { Time } from "#ui/time.tsx";

/** The language to write on a text, undefined when it is the page's. */
export function foreign(frame: Frame, language: string): string | undefined {
  return language === frame.lang ? undefined : language;
}

const CODED: Readonly<Record<NodeType, MessageKey>> = {
  axis: "documents.coded.axis",
  priority: "documents.coded.priority",
  objective: "documents.coded.objective",
  action: "documents.coded.action",
  orientation: "documents.coded.orientation",
  chapter: "documents.coded.chapter",
  article: "documents.coded.article",
};

/** "Objectif A1-a" */
export function codedName({ t }: Pick<Frame, "t">, node: { readonly type: NodeType; readonly code: string }): string {
  return t(CODED[node.type], { code: node.code });
}

const TOTALS: Readonly<Record<NodeType, MessageKey>> = {
  axis: "documents.total.axis",
  priority: "documents.total.priority",
  objective: "documents.total.objective",
  action: "documents.total.action",
  orientation: "documents.total.orientation",
  chapter: "documents.total.chapter",
  article: "documents.total.article",
};

/** "65 objectifs au total officiel ; décrits ici : 21" */
export function totalSentence(
  { t }: Frame,
  total: { readonly type: NodeType; readonly official: number; readonly described: number },
): string {
  return t(TOTALS[total.type], { official: total.official, described: total.described });
}

/** Where an element stands in its page: `e-A1-a`. */
export function nodeHash(code: string): string {
  return `e-${code.replace(/[^A-Za-z0-9-]/g, "_")}`;
}

type FigureFacts = {
  readonly kind: "target" | "measure";
  readonly value: string;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly statedOn: string | null;
  readonly measuredOn: string | null;
  readonly territoryCode: string | null;
  readonly source: string | null;
};

/** One target or measure in words: "Cible : 40 000 médecins, d’ici 2024 (annoncée le 17 mai 2023). Source : …" */
export function FigureLine({
  frame,
  figure,
  language,
}: {
  readonly frame: Frame;
  readonly figure: FigureFacts;
  readonly language: string;
}) {
  const { lang, t } = frame;
  return (
    <li>
      <strong>{t(figure.kind === "target" ? "documents.figure.target" : "documents.figure.measure")}</strong>{" "}
      {formatNumber(lang, Number(figure.value))} <span lang={foreign(frame, language)}>{figure.unit}</span>
      {figure.territoryCode ? ` (${figure.territoryCode})` : null}
      {figure.dueOn ? (
        <>
          {t("documents.figure.due")} <Time at={figure.dueOn} />
        </>
      ) : null}
      {figure.statedOn ? (
        <>
          {t("documents.figure.stated")} <Time at={figure.statedOn} />
        </>
      ) : null}
      {figure.measuredOn ? (
        <>
          {t("documents.figure.measured")} <Time at={figure.measuredOn} />
        </>
      ) : null}
      {". "}
      {figure.source ? t("documents.figure.source", { source: figure.source }) : t("documents.figure.noSource")}
    </li>
  );
}
