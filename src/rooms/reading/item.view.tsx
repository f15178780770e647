import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup, ButtonLink } from "#ui/button.tsx";
import { SyntheticMark } from "#ui/contribution-card.tsx";
import { Difference } from "#ui/difference.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Columns, LinkList, Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { SummaryList, type SummaryRow } from "#ui/summary-list.tsx";
import { Inset, Muted, Quote } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type AmendedPart, type Item, type Note, partSegments, type Work } from "./item.rules.ts";
import { KeptFilter } from "./kept-filter.view.tsx";
import { KeysLegend } from "./keys.view.tsx";
import { type NoteForm, Notes } from "./notes.view.tsx";
import { WorkList } from "./work.view.tsx";

type Query = Readonly<Record<string, string>>;

export type ItemProps = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly item: Item;
  readonly parts: readonly AmendedPart[];
  readonly work: Work;
  readonly notes: readonly Note[];
  /** The filter that is being read, as an address, and in words. */
  readonly query: Query;
  readonly words: string;
  readonly previous: number | null;
  readonly next: number | null;
  readonly noteForm: NoteForm;
  readonly errors: readonly FieldError[];
};

/** One contribution to read, with all that is known of it, and the way to the next one. */
export function ReadingItemView(props: ItemProps): VNode {
  const { frame, process, item, query, errors } = props;
  const { lang, t } = frame;
  const at = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("reading.item.title", { number: String(item.number) })}
      breadcrumb={[
        { text: t("reading.home.title"), href: urls.teamReading(lang) },
        { text: process.title, href: urls.teamReadingDesk(lang, at, query) },
      ]}
      errors={errors}
      section="team"
      wide
    >
      <KeysLegend {...props}>
        <Columns aside={<Aside {...props} />} asideLabel={t("reading.item.known")}>
          <Muted>{props.words}</Muted>
          <About {...props} />
          <Said {...props} />
          <Progress {...props} />
        </Columns>
      </KeysLegend>
      <Notes {...props} />
    </Page>
  );
}

/** The words it is about, as they were on the day. */
function About({ frame, item, parts }: ItemProps): VNode {
  const { t } = frame;
  return (
    <Section title={t("reading.item.about")}>
      <LinkList items={[placeLink(frame, item)]} />
      {parts.length > 0 || item.aboutText === null ? null : (
        <Inset>
          <Prose text={item.aboutText} lang={item.documentLanguage} />
        </Inset>
      )}
      {item.aboutText === null ? null : <Muted>{t("reading.item.onTheDay")}</Muted>}
    </Section>
  );
}

function placeLink({ lang, t }: Frame, item: Item) {
  const { documentSlug: document, editionNumber: edition, passageCode, passageAnchor: anchor, nodeCode: code } = item;
  if (passageCode && anchor) {
    return { text: t("reading.item.passage", { code: passageCode }), href: urls.passage(lang, { document, anchor }) };
  }
  if (code)
    return { text: `${code} ${item.nodeTitle ?? ""}`, href: urls.editionNode(lang, { document, edition, code }) };
  return { text: t("reading.item.whole"), href: urls.edition(lang, { document, edition }) };
}

function Said({ frame: { t }, item, parts }: ItemProps): VNode {
  return (
    <>
      {parts.length === 0 ? null : (
        <Section title={t("contributions.page.rewriting")}>
          {parts.map((part) => (
            <div key={part.position}>
              {parts.length > 1 ? (
                <p>
                  <strong>{t("reading.item.part", { code: part.code ?? "?" })}</strong>
                </p>
              ) : null}
              <Difference segments={partSegments(part)} lang={item.language} />
            </div>
          ))}
        </Section>
      )}
      <Section title={t(parts.length > 0 ? "contributions.page.reasons" : "contributions.page.words")}>
        {item.isSynthetic ? (
          <p>
            <SyntheticMark />
          </p>
        ) : null}
        <Quote lang={item.language}>
          {item.title === null ? null : (
            <p lang={item.language}>
              <strong>{item.title}</strong>
            </p>
          )}
          <Prose text={item.body} lang={item.language} />
        </Quote>
        {item.isMasked ? <Muted>{t("contributions.page.masked")}</Muted> : null}
        {item.isReworded ? <Muted>{t("contributions.page.reworded")}</Muted> : null}
      </Section>
    </>
  );
}

/** "Read, next": the one act of this page. Opening it said nothing. */
function Progress({ frame, process, item, query, previous, next }: ItemProps): VNode {
  const { lang, t } = frame;
  const to = (number: number) => urls.teamReadingItem(lang, { process: process.slug, number }, query);
  return (
    <>
      <p>
        {item.readAt ? (
          <>
            {t("reading.item.readAt")} <Time at={item.readAt} mode="datetime" />.
          </>
        ) : (
          t("reading.item.unread")
        )}{" "}
        {t("reading.item.readers", { count: item.readerCount })}
      </p>
      <Form frame={frame} action={urls.teamReadingItem(lang, { process: process.slug, number: item.number })}>
        <KeptFilter query={query} />
        <Hidden name="act" value="read" />
        <ButtonGroup>
          <Button>{t(next === null ? "reading.item.readLast" : "reading.item.readNext")}</Button>
          {next === null ? null : (
            <ButtonLink href={to(next)} kind="secondary">
              {t("reading.item.next")}
            </ButtonLink>
          )}
          {previous === null ? null : (
            <ButtonLink href={to(previous)} kind="secondary">
              {t("reading.item.previous")}
            </ButtonLink>
          )}
        </ButtonGroup>
      </Form>
    </>
  );
}

function Aside(props: ItemProps): VNode {
  const { frame, process, item } = props;
  const { lang, t } = frame;
  const { number } = item;
  return (
    <>
      <SummaryList rows={facts(props)} />
      <WorkList {...props} />
      <Section title={t("reading.item.desks")}>
        <ul>
          <li>
            <a href={urls.teamCodingItem(lang, { process: process.slug, number })}>{t("reading.item.code")}</a>
          </li>
          <li>
            <a href={urls.teamSynthesis(lang, { process: process.slug }, { ouvert: number })}>
              {t("reading.item.claim")}
            </a>
          </li>
          <li>
            <a href={urls.teamDecisionNew(lang, { demarche: process.slug, contribution: number })}>
              {t("reading.item.decide")}
            </a>
          </li>
          <li>
            <a href={urls.contribution(lang, { number })}>{t("reading.item.public")}</a>
          </li>
        </ul>
      </Section>
    </>
  );
}

function facts({ frame, item }: ItemProps): readonly SummaryRow[] {
  const { lang, t } = frame;
  const category = lang === "en" ? item.categoryEn : item.categoryFr;
  const channel = t(`contributions.channel.${item.channel}`);
  return [
    { key: t("contributions.page.number"), value: String(item.number) },
    { key: t("contributions.page.kind"), value: t(`contributions.kind.${item.kind}`) },
    {
      key: t("contributions.page.author"),
      value: [item.organisation, item.authorName].filter(Boolean).join(", ") || t("contributions.anonymous"),
    },
    ...(category ? [{ key: t("corpus.filter.category"), value: category }] : []),
    ...(item.territory ? [{ key: t("contributions.page.territory"), value: item.territory }] : []),
    {
      key: t("contributions.page.channel"),
      value: item.channelDetail
        ? t("contributions.page.channelDetail", { channel, detail: item.channelDetail })
        : channel,
    },
    { key: t("contributions.page.sent"), value: <Time at={item.submittedAt} /> },
    { key: t("corpus.filter.assigned"), value: item.assignee ?? t("reading.item.nobody") },
  ];
}
