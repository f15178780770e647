import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import type { Frame } from "#ui/frame.ts";
import { LinkList, Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Code, Inset, Muted } from "#ui/text.tsx";
import { camel, DATASETS, type Dataset, DICTIONARY, FORMATS, fileName, LICENCE } from "./dataset.rules.ts";

type File = {
  readonly dataset: Dataset;
  readonly rows: number;
  readonly bytes: number;
};
type Props = {
  readonly frame: Frame;
  readonly columnNames: (dataset: Dataset) => string;
  readonly processes: readonly {
    readonly slug: string;
    readonly title: string;
    readonly isDemonstration: boolean;
    readonly files: readonly File[];
  }[];
};

function titleKey(dataset: Dataset): MessageKey {
  return `open-data.set.${camel(dataset)}` as MessageKey;
}

export function OpenDataView({ frame, columnNames, processes }: Props) {
  const { lang, t } = frame;
  const link = (process: string, name: Dataset | typeof DICTIONARY, title: string) => (
    <LinkList
      items={FORMATS.map((format) => ({
        text: t("open-data.about", { format: format.toUpperCase(), name: fileName(name, format) }),
        href: urls.openDataFile(lang, { process, file: fileName(name, format) }),
        about: title,
      }))}
    />
  );
  return (
    <Page frame={frame} title={t("open-data.title")} lead={t("open-data.lead")} wide>
      <Section title={t("open-data.licenceTitle")}>
        <p>{rich(t, "open-data.licence", { licence: <a href={LICENCE.url}>{LICENCE.name}</a> })}</p>
      </Section>
      <Section title={t("open-data.privacyTitle")}>
        <p>{t("open-data.privacy")}</p>
      </Section>
      <Section title={t("open-data.formatTitle")}>
        <p>{t("open-data.format")}</p>
      </Section>
      <Details summary={t("open-data.columns")}>
        <ul>
          {DATASETS.map((dataset) => (
            <li key={dataset}>
              {t("open-data.columnsOf", { title: t(titleKey(dataset)) })} <Code>{columnNames(dataset)}</Code>
            </li>
          ))}
        </ul>
      </Details>
      {processes.length === 0 ? <Muted>{t("open-data.none")}</Muted> : null}
      {processes.map(({ slug, title, isDemonstration, files }) => (
        <Section key={slug} title={title}>
          {isDemonstration ? (
            <Inset>{rich(t, "open-data.synthetic", { column: <Code>is_synthetic</Code> })}</Inset>
          ) : null}
          <DataTable
            caption={t("open-data.caption", { title })}
            captionHidden
            columns={[
              { head: t("open-data.file") },
              { head: t("open-data.rows"), numeric: true },
              { head: t("open-data.size"), numeric: true },
              { head: t("open-data.download") },
            ]}
            rows={files.map(({ dataset, rows, bytes }) => [
              t(titleKey(dataset)),
              formatNumber(lang, rows),
              t("open-data.sizeKb", { size: Math.ceil(bytes / 1000) }),
              link(slug, dataset, t(titleKey(dataset))),
            ])}
          />
          <p>{t("open-data.dictionaryText")}</p>
          {link(slug, DICTIONARY, t("open-data.dictionary"))}
        </Section>
      ))}
    </Page>
  );
}
