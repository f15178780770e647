import type { ComponentChildren } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { draftTrail, shelfWords } from "./draft.view.tsx";
import type { PlacedLine, Shelf, ShelfPhrase, UnplacedLine } from "./draft-row.rules.ts";
import { PlacedTexts } from "./placed-texts.view.tsx";

type Place = { readonly slug: string; readonly title: string; readonly language: string };
type Base = {
  readonly frame: Frame;
  /** From the team's home to the themes of the process. */
  readonly trail: readonly Crumb[];
  readonly process: Place;
  readonly draft: number;
};
export type ShelfProps = Base & {
  readonly shelf: Shelf;
  /** Other shelves that are neither merged nor dropped. */
  readonly others: readonly Shelf[];
  readonly telling: readonly PlacedLine[];
  /** Null while nobody asked for a draw. */
  readonly drawn: readonly PlacedLine[] | null;
  /** The number of the draw that is offered. */
  readonly nextDraw: number;
  readonly texts: readonly PlacedLine[];
  readonly page: number;
  readonly pages: number;
  readonly into: string;
  readonly errors: readonly FieldError[];
};

export function ShelfView(props: ShelfProps) {
  const { frame, trail, process, draft, shelf, errors } = props;
  const { t } = frame;
  const terms = new Set(shelf.terms.map(({ words }) => words));
  const phrases = shelf.phrases.filter(({ words }) => !terms.has(words));
  return (
    <Page
      frame={frame}
      title={shelfWords(frame, shelf)}
      lead={shelf.state === "open" ? t("drafts.shelfLead", { count: shelf.size }) : undefined}
      breadcrumb={draftTrail(frame, trail, process, draft)}
      errors={errors}
      section="team"
    >
      <Became {...props} />
      <Words frame={frame} process={process} title={t("drafts.terms")} words={shelf.terms} />
      {phrases.length === 0 ? null : (
        <Words frame={frame} process={process} title={t("drafts.phrases")} words={phrases} />
      )}
      {shelf.state === "open" ? (
        <>
          <Telling {...props} />
          <Acts {...props} />
          <AllTexts {...props} />
        </>
      ) : null}
    </Page>
  );
}

function Became(props: ShelfProps) {
  const { frame, process, shelf } = props;
  const { lang, t } = frame;
  if (shelf.state === "open" && shelf.theme !== null) {
    return (
      <Inset>
        {t("drafts.isTheme", { name: shelf.themeName ?? "" })}{" "}
        <a href={urls.teamTheme(lang, { process: process.slug, theme: shelf.theme })}>{t("drafts.openTheme")}</a>
      </Inset>
    );
  }
  if (shelf.state === "open") return null;
  return (
    <>
      <Inset>
        {shelf.state === "merged" ? t("drafts.isMerged", { position: shelf.mergedInto ?? 0 }) : t("drafts.isDropped")}
      </Inset>
      <ActForm {...props} act="restore">
        <Button>{t("drafts.restoreButton")}</Button>
      </ActForm>
    </>
  );
}

type WordsProps = {
  readonly frame: Frame;
  readonly process: Place;
  readonly title: string;
  readonly words: readonly ShelfPhrase[];
};

function Words({ frame, process, title, words }: WordsProps) {
  const { lang, t } = frame;
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        captionHidden
        empty={t("drafts.noTerms")}
        columns={[{ head: t("drafts.head.words") }, { head: t("drafts.head.wordTexts"), numeric: true }]}
        rows={words.map((one) => [
          <span key="words" dir="auto" lang={process.language}>
            {one.words}
          </span>,
          formatNumber(lang, one.textCount),
        ])}
      />
    </Section>
  );
}

function Telling(props: ShelfProps) {
  const { frame, process, draft, shelf, telling, drawn, nextDraw } = props;
  const { lang, t } = frame;
  const here = { process: process.slug, draft, shelf: shelf.position };
  const central = telling.filter(({ centrality }) => (centrality ?? 0) > 0);
  const border = telling.filter(({ centrality }) => (centrality ?? 0) < 0);
  return (
    <>
      {central.length === 0 ? null : (
        <Section title={t("drafts.central")}>
          <PlacedTexts frame={frame} process={process.slug} texts={central} />
        </Section>
      )}
      {border.length === 0 ? null : (
        <Section title={t("drafts.border")}>
          <p>{t("drafts.borderNote")}</p>
          <PlacedTexts frame={frame} process={process.slug} texts={border} />
        </Section>
      )}
      {shelf.size === 0 ? null : (
        <Section title={t("drafts.random")} id="hasard">
          {drawn === null ? null : <PlacedTexts frame={frame} process={process.slug} texts={drawn} />}
          <p>
            <a href={`${urls.teamDraftShelf(lang, here, { tirage: nextDraw })}#hasard`}>
              {t(drawn === null ? "drafts.draw" : "drafts.drawAgain")}
            </a>
          </p>
        </Section>
      )}
    </>
  );
}

function AllTexts({ frame, process, draft, shelf, texts, page, pages }: ShelfProps) {
  const { lang, t } = frame;
  const here = { process: process.slug, draft, shelf: shelf.position };
  const note = ({ score, second }: PlacedLine) =>
    [
      t("drafts.nearness", { score: formatNumber(lang, Math.round(score * 100) / 100) }),
      ...(second === null ? [] : [t("drafts.second", { position: second })]),
    ].join(", ");
  return (
    <Section title={t("drafts.all")}>
      <ResultCount>{t("drafts.allCount", { count: shelf.size })}</ResultCount>
      <Muted>{t("drafts.nearnessNote")}</Muted>
      <PlacedTexts frame={frame} process={process.slug} texts={texts} note={note} />
      <Pagination page={page} pages={pages} href={(n) => urls.teamDraftShelf(lang, here, { page: n })} />
    </Section>
  );
}

/** Each act of the page is a form of its own; all carry the version that was read. */
function ActForm({
  frame,
  process,
  draft,
  shelf,
  act,
  children,
}: ShelfProps & { readonly act: string; readonly children: ComponentChildren }) {
  const here = { process: process.slug, draft, shelf: shelf.position };
  return (
    <Form frame={frame} action={urls.teamDraftShelf(frame.lang, here)}>
      <Hidden name="act" value={act} />
      <Hidden name="version" value={String(shelf.version)} />
      {children}
    </Form>
  );
}

function Acts(props: ShelfProps) {
  const { frame, process, draft, shelf, others, into, errors } = props;
  const { lang, t } = frame;
  const here = { process: process.slug, draft, shelf: shelf.position };
  return (
    <>
      {shelf.theme === null ? (
        <Section title={t("drafts.make")}>
          <p>{t("drafts.makeText")}</p>
          <ButtonGroup>
            <ButtonLink href={urls.teamDraftShelf(lang, here, { etape: "theme" })}>{t("drafts.makeLink")}</ButtonLink>
          </ButtonGroup>
        </Section>
      ) : null}
      {shelf.theme === null && others.length > 0 ? (
        <Section title={t("drafts.merge")}>
          <p>{t("drafts.mergeText")}</p>
          <ActForm {...props} act="merge">
            <Select
              name="into"
              label={t("drafts.mergeInto")}
              value={into}
              emptyOption={t("drafts.mergeChoose")}
              options={others.map((other) => ({ value: String(other.position), text: shelfWords(frame, other) }))}
              error={errors.find(({ field }) => field === "into")?.message}
            />
            <Button kind="secondary">{t("drafts.mergeButton")}</Button>
          </ActForm>
        </Section>
      ) : null}
      <Section title={t("drafts.drop")}>
        <p>{t("drafts.dropText")}</p>
        <ActForm {...props} act="drop">
          <Button kind="secondary">{t("drafts.dropButton")}</Button>
        </ActForm>
      </Section>
    </>
  );
}

type UnplacedProps = Base & {
  readonly texts: readonly UnplacedLine[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** A shelf like the others: it is read. */
export function UnplacedView({ frame, trail, process, draft, texts, count, page, pages }: UnplacedProps) {
  const { lang, t } = frame;
  const note = ({ nearest }: UnplacedLine) =>
    nearest === null ? t("drafts.notSorted") : t("drafts.nearest", { position: nearest });
  return (
    <Page
      frame={frame}
      title={t("drafts.unplaced")}
      lead={t("drafts.unplacedLead")}
      breadcrumb={draftTrail(frame, trail, process, draft)}
      section="team"
    >
      <ResultCount>{t("drafts.unplacedCount", { count })}</ResultCount>
      <PlacedTexts frame={frame} process={process.slug} texts={texts} note={note} />
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamDraftUnplaced(lang, { process: process.slug, draft }, { page: n })}
      />
    </Page>
  );
}
