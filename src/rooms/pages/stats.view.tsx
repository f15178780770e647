import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { BarChart } from "#ui/bar-chart.tsx";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Muted } from "#ui/text.tsx";

const CHANNEL_WORDS: Readonly<Record<string, MessageKey>> = {
  online: "pages.channelOnline",
  room: "pages.channelRoom",
  paper: "pages.channelPaper",
  phone: "pages.channelPhone",
  counter: "pages.channelCounter",
  letter: "pages.channelLetter",
  import: "pages.channelImport",
};

type Props = {
  readonly frame: Frame;
  readonly processes: readonly {
    readonly slug: string;
    readonly title: string;
    readonly published: number;
    readonly answered: number;
  }[];
  readonly channels: readonly { readonly channel: string; readonly count: number }[];
};

function share(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.floor((100 * part) / whole)} %`;
}

export function StatsView({ frame, processes, channels }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("pages.statsTitle")} lead={t("pages.statsLead")}>
      <DataTable
        caption={t("pages.statsByProcess")}
        columns={[
          { head: t("pages.statsProcess") },
          { head: t("pages.statsPublished"), numeric: true },
          { head: t("pages.statsAnswered"), numeric: true },
          { head: t("pages.statsShare"), numeric: true },
        ]}
        rows={processes.map(({ slug, title, published, answered }) => [
          <a key="process" href={urls.process(lang, { process: slug })}>
            {title}
          </a>,
          <a key="list" href={urls.processContributions(lang, { process: slug })}>
            {formatNumber(lang, published)}
          </a>,
          formatNumber(lang, answered),
          share(answered, published),
        ])}
      />
      <BarChart
        title={t("pages.statsByChannel")}
        labelHead={t("pages.statsChannel")}
        valueHead={t("pages.statsCount")}
        bars={channels.map(({ channel, count }) => {
          const words = CHANNEL_WORDS[channel];
          return { label: words ? t(words) : channel, value: count };
        })}
      />
      {frame.demo ? <Muted>{t("pages.statsNote")}</Muted> : null}
    </Page>
  );
}
