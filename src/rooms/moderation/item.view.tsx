import { Fragment } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Difference } from "#ui/difference.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import type { Translate } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { Select } from "#ui/select.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import { maskedField, type Operation, proposedSegments, suggestedMask } from "./mask.rules.ts";
import { allowedVerbs, type ContributionState, GROUNDS, type Ground, type Verb } from "./moderation.rules.ts";
import {
  CHANNEL_WORDS,
  FLAG_WORDS,
  GROUND_WORDS,
  KIND_WORDS,
  STATE_WORDS,
  VERB_DONE_WORDS,
  VERB_WORDS,
} from "./words.rules.ts";

export type ShownItem = {
  readonly number: number;
  readonly kind: string;
  readonly state: ContributionState;
  readonly body: string;
  readonly proposedText: string | null;
  readonly operation: Operation;
  readonly parts: readonly {
    readonly position: number;
    readonly code: string;
    readonly operation: Operation;
    readonly aboutText: string;
    readonly proposedText: string | null;
    readonly maskedText: string | null;
  }[];
  readonly aboutText: string | null;
  readonly version: number;
  readonly isMasked: boolean;
  readonly isDetached: boolean;
  readonly maskedBody: string | null;
  readonly maskedProposed: string | null;
  readonly language: string;
  readonly channel: string;
  readonly code: string | null;
  readonly nodeTitle: string | null;
  readonly processTitle: string;
  readonly submittedAt: Date;
};
type Act = {
  readonly id: string;
  readonly verb: Verb;
  readonly ground: Ground | null;
  readonly reason: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};
type Props = {
  readonly frame: Frame;
  readonly item: ShownItem;
  readonly flags: readonly { readonly kind: string; readonly explanation: string }[];
  readonly acts: readonly Act[];
  readonly next: number | null;
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
  readonly errors?: readonly FieldError[];
};

function word(t: Translate, words: Readonly<Record<string, Parameters<Translate>[0]>>, value: string): string {
  const key = words[value];
  return key ? t(key) : value;
}

export function ModerationItemView({ frame, item, flags, acts, next, typed = {}, errors = [] }: Props) {
  const { lang, t } = frame;
  const place = item.code ? `${item.code} ${item.nodeTitle ?? ""}` : t("moderation.itemWhole");
  return (
    <Page
      frame={frame}
      title={t("moderation.itemTitle", { number: String(item.number) })}
      backLink={{ href: urls.teamModeration(lang), text: t("moderation.backToQueue") }}
      errors={errors}
      section="team"
    >
      <Words frame={frame} item={item} />
      {flags.length > 0 ? <Flags frame={frame} flags={flags} /> : null}
      <SummaryList
        rows={[
          { key: t("moderation.itemKind"), value: word(t, KIND_WORDS, item.kind) },
          { key: t("moderation.itemAbout"), value: t("moderation.itemContext", { process: item.processTitle, place }) },
          { key: t("moderation.itemChannel"), value: word(t, CHANNEL_WORDS, item.channel) },
          { key: t("moderation.itemReceived"), value: <Time at={item.submittedAt} mode="datetime" /> },
          { key: t("moderation.itemState"), value: t(STATE_WORDS[item.state]) },
        ]}
      />
      <ActForm frame={frame} item={item} typed={typed} errors={errors} />
      {next === null ? null : (
        <LinkList items={[{ text: t("moderation.next"), href: urls.teamModerationItem(lang, { number: next }) }]} />
      )}
      <History frame={frame} acts={acts} />
    </Page>
  );
}

function Words({ frame, item }: { readonly frame: Frame; readonly item: ShownItem }) {
  const { t } = frame;
  const isAmendment = item.kind === "amendment";
  return (
    <>
      {item.aboutText ? (
        <Section title={t("moderation.itemAbout")}>
          <Inset>
            <Prose text={item.aboutText} lang={item.language} />
          </Inset>
        </Section>
      ) : null}
      {isAmendment ? (
        <Section title={t("moderation.itemProposed")}>
          <Difference segments={proposedSegments(item)} operation={item.operation} lang={item.language} />
          {item.parts.map((part) => (
            <Fragment key={part.position}>
              <h3>{t("moderation.itemPassage", { code: part.code })}</h3>
              <Difference segments={proposedSegments(part)} operation={part.operation} lang={item.language} />
            </Fragment>
          ))}
        </Section>
      ) : null}
      <Section title={isAmendment ? t("moderation.itemReasons") : t("moderation.itemWords")}>
        {item.version > 1 ? <Muted>{t("moderation.itemReworded")}</Muted> : null}
        <Prose text={item.body} lang={item.language} />
      </Section>
      {item.isMasked && item.maskedBody ? (
        <Section title={t("moderation.itemShown")}>
          <Prose text={item.maskedBody} lang={item.language} />
          {[item.maskedProposed, ...item.parts.map(({ maskedText }) => maskedText)].map((words, index) =>
            words ? <Prose key={index} text={words} lang={item.language} /> : null,
          )}
        </Section>
      ) : null}
    </>
  );
}

function Flags({ frame, flags }: { readonly frame: Frame; readonly flags: Props["flags"] }) {
  const { t } = frame;
  const sentence = (flag: Props["flags"][number]): string => {
    if (!(flag.kind in FLAG_WORDS)) return flag.kind;
    const label = t(FLAG_WORDS[flag.kind as keyof typeof FLAG_WORDS], { explanation: flag.explanation });
    const said = flag.kind === "near_duplicate" || flag.explanation === "";
    return said ? label : t("moderation.flagWhy", { label, explanation: flag.explanation });
  };
  return (
    <Section title={t("moderation.flagsTitle")}>
      <ul>
        {flags.map((flag) => (
          <li key={flag.kind + flag.explanation}>{sentence(flag)}</li>
        ))}
      </ul>
      <Muted>{t("moderation.flagsNote")}</Muted>
    </Section>
  );
}

type ActFormProps = {
  readonly frame: Frame;
  readonly item: ShownItem;
  readonly typed: NonNullable<Props["typed"]>;
  readonly errors: readonly FieldError[];
};

function ActForm({ frame, item, typed, errors }: ActFormProps) {
  const { lang, t } = frame;
  const verbs = allowedVerbs(item.state, item.isMasked, item.isDetached);
  if (verbs.length === 0) return null;
  const text = (name: string, otherwise = ""): string => (typeof typed[name] === "string" ? typed[name] : otherwise);
  const error = (name: string): string | undefined => errors.find((one) => one.field === name)?.message;
  const first = { position: 1, code: item.code ?? "", proposedText: item.proposedText };
  const proposing = [first, ...item.parts].flatMap(({ position, code, proposedText: words }) =>
    words === null ? [] : [{ position, code, words }],
  );
  const masking = (
    <>
      <TextArea
        name="maskedBody"
        label={t("moderation.maskedBody")}
        hint={t("moderation.maskedBodyHint")}
        value={text("maskedBody", suggestedMask(item.body, item.language))}
        rows={8}
        lang={item.language}
        error={error("maskedBody")}
      />
      {proposing.map(({ position, code, words }) => (
        <TextArea
          key={position}
          name={maskedField(position)}
          label={position === 1 ? t("moderation.maskedProposed") : t("moderation.maskedPassage", { code })}
          value={text(maskedField(position), suggestedMask(words, item.language))}
          rows={6}
          lang={item.language}
          error={error(maskedField(position))}
        />
      ))}
    </>
  );
  return (
    <Form frame={frame} action={urls.teamModerationItem(lang, { number: item.number })}>
      <Hidden name="version" value={String(item.version)} />
      <Hidden name="seen" value={item.state} />
      <Radios
        name="verb"
        label={t("moderation.actTitle")}
        value={text("verb")}
        error={error("verb")}
        options={verbs.map((verb) => ({
          value: verb,
          text: t(VERB_WORDS[verb]),
          children: verb === "mask" ? masking : undefined,
        }))}
      />
      <Select
        name="ground"
        label={t("moderation.ground")}
        hint={t("moderation.groundHint")}
        optional
        value={text("ground")}
        emptyOption={t("moderation.groundChoose")}
        options={GROUNDS.map((ground) => ({ value: ground, text: t(GROUND_WORDS[ground]) }))}
        error={error("ground")}
      />
      <TextArea
        name="reason"
        label={t("moderation.reason")}
        hint={t("moderation.reasonHint")}
        optional
        value={text("reason")}
        rows={3}
        limit={2000}
        error={error("reason")}
      />
      <ButtonGroup>
        <Button>{t("moderation.apply")}</Button>
      </ButtonGroup>
    </Form>
  );
}

function History({ frame, acts }: { readonly frame: Frame; readonly acts: readonly Act[] }) {
  const { t } = frame;
  return (
    <Section title={t("moderation.historyTitle")}>
      <DataTable
        caption={t("moderation.historyTitle")}
        captionHidden
        empty={t("moderation.historyEmpty")}
        columns={[
          { head: t("moderation.headAct") },
          { head: t("moderation.headGround") },
          { head: t("moderation.headReason") },
          { head: t("moderation.headRole") },
          { head: t("moderation.headDate") },
        ]}
        rows={acts.map((act) => [
          t(VERB_DONE_WORDS[act.verb]),
          act.ground ? t(GROUND_WORDS[act.ground]) : "–",
          act.reason ?? "–",
          act.actingRole,
          <Time key="at" at={act.madeAt} mode="datetime" />,
        ])}
      />
    </Section>
  );
}
