import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Code, Inset, Muted, VisuallyHidden } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { camel, type Dataset, DICTIONARY, FORMATS, type Format, fileName, LICENCE } from "./dataset.rules.ts";

type Process = { readonly slug: string; readonly title: string; readonly isDemonstration: boolean };
type File = {
  readonly dataset: Dataset;
  readonly columns: string;
  readonly rows: number;
  readonly bytes: number;
};
type Props = {
  readonly frame: Frame;
  readonly processes: readonly Process[];
  readonly chosen: Process | null;
  readonly files: readonly File[];
  readonly polls: readonly PollResult[];
};
/** The last result of a question put to the vote. */
type PollResult = {
  readonly poll: number;
  readonly title: string;
  readonly language: string;
  readonly run: number;
  readonly computedAt: Date;
  readonly votes: number;
};

function titleKey(dataset: Dataset): MessageKey {
  return `open-data.set.${camel(dataset)}` as MessageKey;
}

export function OpenDataView({ frame, processes, chosen, files, polls }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("open-data.title")} lead={t("open-data.lead")} wide>
      <Section title={t("open-data.licenceTitle")}>
        <p>{rich(t, "open-data.licence", { licence: <a href={LICENCE.url}>{LICENCE.name}</a> })}</p>
      </Section>
      <Section title={t("open-data.privacyTitle")}>
        <p>{t("open-data.privacy")}</p>
      </Section>
      <Section title={t("open-data.journalTitle")}>
        <p>
          {rich(t, "open-data.journal", {
            leaves: <a href={urls.journalLeaves(lang)}>{t("journal.leaves")}</a>,
            state: <a href={urls.journalState(lang)}>{t("journal.state")}</a>,
          })}
        </p>
      </Section>
      <Section title={t("open-data.formatTitle")}>
        <p>{t("open-data.format")}</p>
        <Details summary={t("open-data.columns")}>
          <ul>
            {files.map(({ dataset, columns }) => (
              <li key={dataset}>
                {t("open-data.columnsOf", { title: t(titleKey(dataset)) })} {columns}
              </li>
            ))}
          </ul>
        </Details>
      </Section>
      {processes.length > 1 ? (
        <Section title={t("open-data.processes")}>
          <LinkList
            items={processes.map(({ slug, title }) => ({
              text: title,
              href: urls.openData(lang, { demarche: slug }),
              current: slug === chosen?.slug,
            }))}
          />
        </Section>
      ) : null}
      {chosen ? <Files frame={frame} process={chosen} files={files} /> : <Muted>{t("open-data.none")}</Muted>}
      {polls.length > 0 ? <PollFiles frame={frame} polls={polls} /> : null}
    </Page>
  );
}

type FilesProps = { readonly frame: Frame; readonly process: Process; readonly files: readonly File[] };

function Files({ frame: { lang, t }, process, files }: FilesProps) {
  const link = (name: Dataset | typeof DICTIONARY, format: Format, about: string) => (
    <a href={urls.openDataFile(lang, { process: process.slug, file: fileName(name, format) })}>
      {format.toUpperCase()}
      <VisuallyHidden> {about}</VisuallyHidden>
    </a>
  );
  return (
    <Section title={process.title}>
      {process.isDemonstration ? (
        <Inset>{rich(t, "open-data.synthetic", { column: <Code>is_synthetic</Code> })}</Inset>
      ) : null}
      <DataTable
        caption={t("open-data.caption", { title: process.title })}
        captionHidden
        columns={[
          { head: t("open-data.file") },
          { head: t("open-data.rows"), numeric: true },
          { head: t("open-data.size"), numeric: true },
          ...FORMATS.map((format) => ({ head: t("open-data.download", { format: format.toUpperCase() }) })),
        ]}
        rows={files.map(({ dataset, rows, bytes }) => [
          t(titleKey(dataset)),
          formatNumber(lang, rows),
          t("open-data.sizeKb", { size: Math.ceil(bytes / 1000) }),
          ...FORMATS.map((format) => link(dataset, format, t(titleKey(dataset)))),
        ])}
      />
      <p>
        {t("open-data.dictionaryText")} {link(DICTIONARY, "csv", t("open-data.dictionary"))},{" "}
        {link(DICTIONARY, "json", t("open-data.dictionary"))}
      </p>
    </Section>
  );
}

/** Votes have files of their own, made with each result: they are recomputed from these, not from the tables above. */
function PollFiles({ frame: { lang, t }, polls }: Pick<Props, "frame" | "polls">) {
  return (
    <Section title={t("open-data.polls")}>
      <p>
        {rich(t, "open-data.pollsText", {
          method: <a href={urls.opinionMethod(lang)}>{t("open-data.pollsMethod")}</a>,
        })}
      </p>
      <ul>
        {polls.map(({ poll, title, language, run, computedAt, votes }) => (
          <li key={poll}>
            <a
              href={`${urls.pollRun(lang, { poll, run })}#fabrication`}
              lang={language === lang ? undefined : language}
            >
              {title}
            </a>{" "}
            {rich(t, "open-data.pollResult", { votes, date: <Time at={computedAt} /> })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
