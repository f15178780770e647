import { type ComponentChildren, Fragment } from "preact";
import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import { PostButton } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Muted, Warning } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { isVectorFault, statusOf, TERMS_SHOWN } from "./draft.rules.ts";
import type { Draft, Shelf, ShownDraftAct } from "./draft-row.rules.ts";
import { DraftState } from "./drafts.view.tsx";

type Place = { readonly slug: string; readonly title: string; readonly language: string };
type Props = {
  readonly frame: Frame;
  /** From the team's home to the themes of the process. */
  readonly trail: readonly Crumb[];
  readonly tabs: ComponentChildren;
  readonly process: Place;
  readonly draft: Draft;
  readonly shelves: readonly Shelf[];
  readonly unplacedCount: number;
  readonly acts: readonly ShownDraftAct[];
  readonly roleWords: (role: string) => string;
  /** The sentence that the public reads, when vectors of another server served. */
  readonly purpose: string | null;
  readonly errors: readonly FieldError[];
};

/** From the team's home to the list of drafts, or to one. */
export function draftTrail({ lang, t }: Frame, trail: readonly Crumb[], process: Place, draft: number | null = null) {
  const here = { process: process.slug };
  return [
    ...trail,
    { text: t("drafts.title"), href: urls.teamThemeDrafts(lang, here) },
    ...(draft === null
      ? []
      : [{ text: t("drafts.number", { number: draft }), href: urls.teamThemeDraft(lang, { ...here, draft }) }]),
  ];
}

const firstTerms = ({ terms }: Pick<Shelf, "terms">): string =>
  terms
    .slice(0, TERMS_SHOWN)
    .map(({ words }) => words)
    .join(", ");

/** "Groupe 3 : vélo, pistes, cyclables": its name when it has one, else its first words. */
export function shelfWords(
  { t }: Frame,
  { position, name, terms }: Pick<Shelf, "position" | "name" | "terms">,
): string {
  const words = name ?? firstTerms({ terms });
  return words === "" ? t("drafts.shelf", { position }) : t("drafts.shelfNamed", { position, words });
}

export function DraftView(props: Props) {
  const { frame, trail, tabs, process, draft, errors } = props;
  const { lang, t } = frame;
  const isDone = statusOf(draft) === "done";
  return (
    <Page
      frame={frame}
      title={t("drafts.number", { number: draft.number })}
      lead={isDone ? leadOf(frame, draft) : undefined}
      breadcrumb={draftTrail(frame, trail, process)}
      errors={errors}
      section="team"
      wide
    >
      {tabs}
      {isDone ? (
        <Done {...props} />
      ) : (
        <>
          <p>
            <DraftState frame={frame} draft={draft} />
          </p>
          <p>{t(`drafts.${statusOf(draft) === "failed" ? "failedText" : openText(draft)}`)}</p>
          {draft.failedAt ? null : (
            <p>
              <a href={urls.teamThemeDraft(lang, { process: process.slug, draft: draft.number })}>
                {t("drafts.reload")}
              </a>
            </p>
          )}
        </>
      )}
      <Acts {...props} />
    </Page>
  );
}

const openText = ({ startedAt }: Draft) => (startedAt ? "runningText" : "waitingText");

function leadOf({ t }: Frame, { vectorsModel }: Draft): string {
  return vectorsModel === null ? t("drafts.pageLead") : t("drafts.pageLeadVectors", { model: vectorsModel });
}

function Done(props: Props) {
  const { frame, process, draft, shelves, unplacedCount, purpose } = props;
  const { lang, t } = frame;
  const here = { process: process.slug, draft: draft.number };
  const fault = draft.vectorsFault;
  return (
    <>
      {fault && isVectorFault(fault) ? (
        <Warning>{t("drafts.fault", { why: t(`drafts.fault.${fault}`) })}</Warning>
      ) : null}
      {purpose === null ? null : <Inset>{purpose}</Inset>}
      <Section title={t("drafts.shelves")}>
        {shelves.length === 0 ? <p>{t("drafts.noShelves")}</p> : <Shelves {...props} />}
      </Section>
      <Section title={t("drafts.unplaced")}>
        <p>{t("drafts.unplacedText", { count: unplacedCount })}</p>
        {unplacedCount === 0 ? null : (
          <p>
            <a href={urls.teamDraftUnplaced(lang, here)}>{t("drafts.unplacedLink")}</a>
          </p>
        )}
      </Section>
      <Section title={t("drafts.queue")}>
        <p>{t("drafts.queueText")}</p>
        <LinkList
          items={[
            {
              text: t("drafts.queueCoding"),
              href: urls.teamCoding(lang, { process: process.slug }, { ordre: "ebauche", codage: "non" }),
            },
            {
              text: t("drafts.queueReading"),
              href: urls.teamReadingDesk(lang, { process: process.slug }, { ordre: "ebauche" }),
            },
          ]}
        />
      </Section>
      <Offers {...props} />
      <How {...props} />
    </>
  );
}

function Shelves({ frame, process, draft, shelves }: Props) {
  const { lang, t } = frame;
  return (
    <>
      <Muted>{t("drafts.shelvesNote")}</Muted>
      <DataTable
        caption={t("drafts.shelves")}
        captionHidden
        columns={[
          { head: t("drafts.head.shelf") },
          { head: t("drafts.head.size"), numeric: true },
          { head: t("drafts.head.became") },
        ]}
        rows={shelves.map((shelf) => [
          <Fragment key="shelf">
            <a
              href={urls.teamDraftShelf(lang, { process: process.slug, draft: draft.number, shelf: shelf.position })}
              dir="auto"
              lang={process.language}
            >
              {shelfWords(frame, shelf)}
            </a>
            {shelf.name === null ? null : <Muted>{firstTerms(shelf)}</Muted>}
          </Fragment>,
          shelf.state === "open" ? formatNumber(lang, shelf.size) : "–",
          becameWords(frame, shelf),
        ])}
      />
    </>
  );
}

function becameWords({ t }: Frame, { state, mergedInto, themeName }: Shelf): string {
  if (state === "merged") return t("drafts.became.merged", { position: mergedInto ?? 0 });
  if (state === "dropped") return t("drafts.became.dropped");
  return themeName === null ? t("drafts.became.open") : t("drafts.became.theme", { name: themeName });
}

function Offers({ frame, process, draft, shelves }: Props) {
  const { lang, t } = frame;
  const linked = shelves.filter(({ state, themeState }) => state === "open" && themeState === "active").length;
  return (
    <Section title={t("drafts.offer")}>
      <p>{t("drafts.offerText", { count: linked })}</p>
      {linked === 0 ? null : (
        <>
          <PostButton
            frame={frame}
            action={urls.teamThemeDraft(lang, { process: process.slug, draft: draft.number })}
            kind="secondary"
            fields={{ act: "offer" }}
          >
            {t("drafts.offerButton")}
          </PostButton>
          <p>
            <a href={urls.teamSuggestions(lang, { process: process.slug })}>{t("drafts.seeOffers")}</a>
          </p>
        </>
      )}
    </Section>
  );
}

function countWords({ t }: Frame, options: NonNullable<Draft["options"]>): string {
  const { k: count, kFrom } = options;
  if (kFrom === "given") return t("drafts.how.countGiven", { count });
  return kFrom === "seeds" ? t("drafts.how.countSeeds", { count }) : t("drafts.how.countComputed", { count });
}

function vectorWords({ t }: Frame, { vectorsModel, vectorsDimensions }: Draft): string {
  if (vectorsModel === null) return t("drafts.how.noVectors");
  return t("drafts.how.vectorsUsed", { model: vectorsModel, dimensions: vectorsDimensions ?? 0 });
}

function How({ frame, draft, roleWords }: Props) {
  const { lang, t } = frame;
  const { options } = draft;
  const name = draft.askedBy ?? t("codebook.somebody");
  const row = (
    key: "asked" | "at" | "texts" | "count" | "seeds" | "method" | "seed" | "language" | "version" | "hash" | "vectors",
  ) => t(`drafts.how.${key}`);
  return (
    <Details summary={t("drafts.how")}>
      <SummaryList
        rows={[
          { key: row("asked"), value: t("drafts.how.askedBy", { name, role: roleWords(draft.actingRole) }) },
          { key: row("at"), value: <Time at={draft.askedAt} mode="datetime" /> },
          { key: row("texts"), value: formatNumber(lang, draft.textCount ?? 0) },
          { key: row("count"), value: options ? countWords(frame, options) : "–" },
          {
            key: row("seeds"),
            value: draft.seedCount === 0 ? t("drafts.how.noSeeds") : formatNumber(lang, draft.seedCount),
          },
          { key: row("method"), value: t(`drafts.how.method${options?.method === "nmf" ? "Nmf" : "Kmeans"}`) },
          { key: row("language"), value: draft.language },
          { key: row("seed"), value: String(draft.seed) },
          { key: row("version"), value: draft.version ?? "–" },
          { key: row("hash"), value: draft.inputHash ?? "–" },
          { key: row("vectors"), value: vectorWords(frame, draft) },
        ]}
      />
    </Details>
  );
}

function Acts({ frame, acts, roleWords }: Props) {
  const { t } = frame;
  return (
    <Section title={t("drafts.acts")}>
      <DataTable
        caption={t("drafts.acts")}
        captionHidden
        empty={t("drafts.actsEmpty")}
        columns={[{ head: t("drafts.head.act") }, { head: t("drafts.head.who") }, { head: t("drafts.head.at") }]}
        rows={acts.map((act) => [
          actWords(frame, act),
          t("drafts.how.askedBy", { name: act.madeBy ?? t("codebook.somebody"), role: roleWords(act.actingRole) }),
          <Time key="at" at={act.madeAt} mode="datetime" />,
        ])}
      />
    </Section>
  );
}

function actWords({ t }: Frame, { verb, shelf, after }: ShownDraftAct): string {
  const position = shelf ?? 0;
  switch (verb) {
    case "ask":
      return t("drafts.act.ask");
    case "make":
      return t("drafts.act.make", { shelf: position, theme: String(after.theme ?? "") });
    case "merge":
      return t("drafts.act.merge", { shelf: position, into: Number(after.into ?? 0) });
    case "drop":
      return t("drafts.act.drop", { shelf: position });
    case "restore":
      return t("drafts.act.restore", { shelf: position });
    case "offer":
      return t("drafts.act.offer", { count: Number(after.count ?? 0) });
    default:
      return verb satisfies never;
  }
}
