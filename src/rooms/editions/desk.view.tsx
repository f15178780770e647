import { urls } from "#kernel/urls.ts";
import { ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { Contents, type ContentsItem } from "#ui/contents.tsx";
import { FileLinks } from "#ui/file-links.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { type Difference, problemOf } from "./difference.rules.ts";
import { AccountStatus, DifferenceWords, differenceTitle } from "./difference.view.tsx";
import { problemKey, type VerdictWords } from "./kind-words.rules.ts";

export type Head = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly label: string;
  readonly note: string | null;
  readonly document: string;
  readonly documentTitle: string;
  readonly language: string;
};
export type DeskView = "texte" | "modifications" | "problemes";

export type OutlineItem = {
  readonly nodeId: string;
  readonly parentNodeId: string | null;
  readonly code: string;
  readonly title: string;
};

type Props = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly view: DeskView;
  readonly nodes: readonly OutlineItem[];
  readonly differences: readonly Difference[];
  /** The part of the list shown. */
  readonly shown: readonly Difference[];
  readonly page: number;
  readonly pages: number;
  readonly say: VerdictWords;
};

/** "Texte d’essai, édition 2 en préparation". */
export function draftName({ t }: Frame, { documentTitle, number }: Pick<Head, "documentTitle" | "number">): string {
  return t("editions.desk.name", { title: documentTitle, number });
}

/** Where a difference is mended: the page of its passage or of its element. */
export function placeUrl({ lang }: Frame, edition: string, difference: Difference, etape?: string): string {
  return difference.anchor === null
    ? urls.teamEditionNode(lang, { edition, code: difference.nodeId ?? "" }, { etape })
    : urls.teamEditionPassage(lang, { edition, anchor: difference.anchor }, { etape });
}

export function EditionDeskView(props: Props) {
  const { frame, draft, view, differences } = props;
  const { lang, t } = frame;
  const problems = differences.filter((difference) => problemOf(difference) !== null).length;
  const tab = (name: DeskView, count?: number) => ({
    text: t(`editions.desk.tab.${name}`),
    href: urls.teamEdition(lang, { edition: draft.id }, { vue: name === "texte" ? undefined : name }),
    count,
    current: view === name,
  });
  return (
    <Page
      frame={frame}
      title={draftName(frame, draft)}
      breadcrumb={[
        { text: t("editions.team"), href: urls.team(lang) },
        { text: t("editions.list.title"), href: urls.teamEditions(lang) },
      ]}
      wide
    >
      <SummaryList
        rows={[
          {
            key: t("editions.desk.label"),
            value: draft.label,
            actions: [
              {
                text: t("editions.desk.describe"),
                href: urls.teamEdition(lang, { edition: draft.id }, { etape: "presentation" }),
              },
            ],
          },
          {
            key: t("editions.desk.differences"),
            value: t("editions.desk.differenceCount", { count: differences.length }),
          },
          { key: t("editions.desk.problems"), value: t("editions.desk.problemCount", { count: problems }) },
        ]}
      />
      <ButtonGroup>
        <ButtonLink href={urls.teamEditionPublish(lang, { edition: draft.id })}>
          {t("editions.desk.publish")}
        </ButtonLink>
        <ButtonLink href={urls.teamImport(lang)} kind="secondary">
          {t("editions.desk.import")}
        </ButtonLink>
      </ButtonGroup>
      <FileLinks title={t("editions.desk.files")} files={draftFiles(frame, draft.id)} />
      <Tabs
        label={t("editions.desk.tabs")}
        items={[tab("texte"), tab("modifications", differences.length), tab("problemes", problems)]}
      />
      {view === "texte" ? <Text {...props} /> : null}
      {view === "modifications" ? <Changes {...props} /> : null}
      {view === "problemes" ? <Problems {...props} /> : null}
    </Page>
  );
}

/** The text as it stands, to be read on paper or corrected in an office program, then imported. */
function draftFiles({ lang }: Frame, edition: string) {
  return (["pdf", "docx", "odt"] as const).map((format) => ({
    format,
    href: urls.teamEditionFile(lang, { edition, file: `edition.${format}` }),
    bytes: null,
  }));
}

function Text({ frame, draft, nodes, differences }: Props) {
  const { lang, t } = frame;
  const changed = new Map<string, number>();
  for (const { homeId } of differences) {
    if (homeId !== null) changed.set(homeId, (changed.get(homeId) ?? 0) + 1);
  }
  const children = new Map<string | null, OutlineItem[]>();
  for (const node of nodes) children.set(node.parentNodeId, [...(children.get(node.parentNodeId) ?? []), node]);
  const items = (parent: string | null): readonly ContentsItem[] =>
    (children.get(parent) ?? []).map((node) => {
      const count = changed.get(node.nodeId) ?? 0;
      return {
        code: node.code,
        text: count === 0 ? node.title : t("editions.desk.changedNode", { title: node.title, count }),
        href: urls.teamEditionNode(lang, { edition: draft.id, code: node.code }),
        items: items(node.nodeId),
      };
    });
  const structure = [
    {
      text: t("structure.add.topLink"),
      href: urls.teamEdition(lang, { edition: draft.id }, { etape: "ajouter-partie" }),
    },
    { text: t("structure.removed.link"), href: urls.teamEdition(lang, { edition: draft.id }, { vue: "retires" }) },
  ];
  return (
    <>
      <Contents label={t("editions.desk.contents")} items={items(null)} />
      <LinkList items={structure} />
    </>
  );
}

function Changes({ frame, draft, differences, shown, page, pages, say }: Props) {
  const { lang, t } = frame;
  return (
    <>
      <ResultCount>{t("editions.desk.differenceList", { count: differences.length })}</ResultCount>
      {shown.map((difference) => (
        <Section key={difference.passageId ?? difference.nodeId} title={differenceTitle(frame, difference)}>
          <DifferenceWords frame={frame} difference={difference} language={draft.language} />
          <AccountStatus frame={frame} difference={difference} say={say} />
          <p>
            <a href={placeUrl(frame, draft.id, difference, "lien")}>
              {t("editions.desk.account", { what: differenceTitle(frame, difference) })}
            </a>
          </p>
        </Section>
      ))}
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamEdition(lang, { edition: draft.id }, { vue: "modifications", page: n })}
      />
    </>
  );
}

function Problems({ frame, draft, shown, page, pages }: Props) {
  const { lang, t } = frame;
  const found = shown.flatMap((difference) => {
    const problem = problemOf(difference);
    return problem === null ? [] : [{ difference, problem }];
  });
  if (found.length === 0) return <p>{t("editions.desk.noProblem")}</p>;
  return (
    <>
      <p>
        <a href={urls.teamEditionReasons(lang, { edition: draft.id })}>{t("editions.reasons.link")}</a>
      </p>
      <ul>
        {found.map(({ difference, problem }) => (
          <li key={difference.passageId ?? difference.nodeId}>
            <a href={placeUrl(frame, draft.id, difference, "lien")}>{differenceTitle(frame, difference)}</a>
            {" – "}
            {t(problemKey(problem))}
          </li>
        ))}
      </ul>
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamEdition(lang, { edition: draft.id }, { vue: "problemes", page: n })}
      />
    </>
  );
}
