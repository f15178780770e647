import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { isTeam } from "#kernel/viewer.ts";
import { Button } from "#ui/button.tsx";
import type { Choice } from "#ui/choice.tsx";
import { Form, Hidden, Honeypot } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Radios } from "#ui/radios.tsx";
import { rich } from "#ui/rich.tsx";
import { Select } from "#ui/select.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import { Time } from "#ui/time.tsx";
import { ASSISTED_CHANNELS } from "./contribution.rules.ts";
import { errorOf, type TypedFields } from "./wizard.view.tsx";
import { DETAIL_LIMIT } from "./words.rules.ts";

type Element = { readonly code: string; readonly title: string; readonly depth: number };

export type StartProps = {
  readonly frame: Frame;
  readonly text: {
    readonly processSlug: string;
    readonly processTitle: string;
    readonly authority: string;
    readonly followUp: string;
    readonly documentSlug: string;
    readonly documentTitle: string;
    readonly language: string;
    readonly editionNumber: number;
  };
  /** End of the phase; absent: nobody may contribute now. */
  readonly closesAt: Date | null;
  readonly elements: readonly Element[];
  /** What the link that was followed is about. */
  readonly passage: {
    readonly anchor: string;
    readonly code: string;
    readonly text: string;
    readonly element: Element;
  } | null;
  readonly element: Element | null;
  readonly typed?: TypedFields | undefined;
  readonly errors?: readonly FieldError[] | undefined;
};

export function StartView(props: StartProps): VNode {
  const { frame, text, closesAt, errors } = props;
  const { lang, t } = frame;
  const process = { process: text.processSlug };
  return (
    <Page
      frame={frame}
      title={t("contribute.start.title")}
      errors={errors}
      breadcrumb={[
        { text: t("processes.list.title"), href: urls.processes(lang) },
        { text: text.processTitle, href: urls.process(lang, process) },
      ]}
    >
      {closesAt ? <Open {...props} closesAt={closesAt} /> : <Closed {...props} />}
    </Page>
  );
}

function Closed({ frame, text }: StartProps): VNode {
  const { lang, t } = frame;
  const process = { process: text.processSlug };
  return (
    <>
      <Inset>{t("contribute.start.closed")}</Inset>
      <ul>
        <li>
          <a href={urls.process(lang, process)}>{t("contribute.start.toProcess")}</a>
        </li>
        <li>
          <a href={urls.processContributions(lang, process)}>{t("contribute.start.toContributions")}</a>
        </li>
        <li>
          <a href={urls.receiptSearch(lang)}>{t("contribute.start.toReceipt")}</a>
        </li>
      </ul>
    </>
  );
}

function Open(props: StartProps & { readonly closesAt: Date }): VNode {
  const { frame, text, closesAt, passage, element } = props;
  const { lang, t } = frame;
  return (
    <>
      <p>
        {rich(t, "contribute.start.about", {
          document: <span lang={text.language === lang ? undefined : text.language}>{text.documentTitle}</span>,
          date: <Time at={closesAt} />,
        })}
      </p>
      <Section title={t("contribute.start.nextTitle")}>
        <ol>
          <li>{t("contribute.start.next1")}</li>
          <li>{t("contribute.start.next2")}</li>
          <li>{t("contribute.start.next3")}</li>
          <li>{t("contribute.start.next4")}</li>
        </ol>
        <p>{t("contribute.start.time")}</p>
      </Section>
      <Warning>{t("contribute.start.noHealth")}</Warning>
      <Form frame={frame} action={urls.contributeStart(lang, { process: text.processSlug })}>
        <Honeypot />
        {passage ? <Hidden name="passage" value={passage.anchor} /> : null}
        {element ? <Hidden name="element" value={element.code} /> : null}
        <Where {...props} />
        {isTeam(frame.viewer) ? <ForSomebodyElse {...props} /> : null}
        <Button>{t("contribute.start.begin")}</Button>
      </Form>
      <p>
        {rich(t, "contribute.start.offline", {
          link: <a href={urls.offline(lang)}>{t("contribute.start.offlineLink")}</a>,
        })}
      </p>
    </>
  );
}

function Where(props: StartProps): VNode {
  const { frame, text, passage, element, errors, typed } = props;
  const { lang, t } = frame;
  const named = ({ code, title }: Element) => t("contribute.start.elementName", { code, title });
  const passageChoice: readonly Choice[] = passage
    ? [{ value: "passage", text: t("contribute.start.onPassage", { code: passage.code }) }]
    : [];
  const elementChoice: Choice = element
    ? { value: "element", text: t("contribute.start.onElement", { name: named(element) }) }
    : {
        value: "element",
        text: t("contribute.start.onPart"),
        children: <ElementChoice {...props} named={named} />,
      };
  const whole: Choice = { value: "text", text: t("contribute.start.onText") };
  const first = (passage && "passage") ?? (element && "element") ?? undefined;
  const document = { document: text.documentSlug, edition: text.editionNumber };
  return (
    <>
      {passage ? (
        <Inset>
          <p>
            <strong>{t("contribute.place.passage", { code: passage.code })}</strong>
          </p>
          <Prose text={passage.text} lang={text.language} />
        </Inset>
      ) : null}
      <Radios
        name="where"
        label={t("contribute.start.where")}
        value={typeof typed?.where === "string" ? typed.where : first}
        error={errorOf(errors, "where")}
        options={[...passageChoice, elementChoice, whole]}
      />
      {passage ? null : (
        <p>
          {rich(t, "contribute.start.readFirst", {
            link: <a href={urls.edition(lang, document)}>{t("contribute.start.readLink")}</a>,
          })}
        </p>
      )}
    </>
  );
}

type Named = { readonly named: (element: Element) => string };

function ElementChoice({ frame, elements, errors, typed, named }: StartProps & Named): VNode {
  const { t } = frame;
  return (
    <Select
      name="element"
      label={t("contribute.start.element")}
      emptyOption={t("contribute.start.elementEmpty")}
      value={typeof typed?.element === "string" ? typed.element : undefined}
      error={errorOf(errors, "element")}
      options={elements.map((element) => ({
        value: element.code,
        text: `${"\u00a0\u00a0".repeat(element.depth - 1)}${named(element)}`,
      }))}
    />
  );
}

function ForSomebodyElse({ frame, errors, typed }: StartProps): VNode {
  const { t } = frame;
  return (
    <Section title={t("contribute.start.teamTitle")}>
      <p>{t("contribute.start.teamConsent")}</p>
      <Radios
        name="channel"
        label={t("contribute.start.channel")}
        value={typeof typed?.channel === "string" ? typed.channel : "online"}
        error={errorOf(errors, "channel")}
        options={[
          { value: "online", text: t("contribute.start.myself") },
          ...ASSISTED_CHANNELS.map((channel) => ({ value: channel, text: t(`contribute.start.via.${channel}`) })),
        ]}
      />
      <TextField
        name="channelDetail"
        label={t("contribute.start.channelDetail")}
        hint={t("contribute.start.channelDetailHint", { limit: DETAIL_LIMIT })}
        optional
        value={typeof typed?.channelDetail === "string" ? typed.channelDetail : undefined}
        error={errorOf(errors, "channelDetail")}
      />
    </Section>
  );
}
