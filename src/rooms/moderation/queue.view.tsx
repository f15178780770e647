import { urls } from "#kernel/urls.ts";
import { ButtonLink } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import type { Translate } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Status } from "#ui/status.tsx";
import { delayOf } from "./moderation.rules.ts";
import { CHANNEL_WORDS, DELAY_WORDS, FLAG_WORDS } from "./words.rules.ts";

type Item = {
  readonly number: number;
  readonly body: string;
  readonly channel: string;
  readonly processTitle: string;
  readonly hoursWaiting: number;
  readonly flags: readonly string[];
};
type Props = {
  readonly frame: Frame;
  readonly items: readonly Item[];
  readonly count: number;
  readonly first: number | null;
  readonly page: number;
  readonly pages: number;
};

const TONES = { in_time: "neutral", soon_late: "waiting", late: "danger" } as const;

function waitingFor(t: Translate, hours: number): string {
  return hours < 48
    ? t("moderation.hours", { hours: Math.floor(hours) })
    : t("moderation.days", { days: Math.floor(hours / 24) });
}

function flagWords(t: Translate, kinds: readonly string[]): string {
  const known = kinds.filter((kind): kind is keyof typeof FLAG_WORDS => kind in FLAG_WORDS);
  return known.map((kind) => t(FLAG_WORDS[kind], { explanation: "" }).trim()).join(", ") || t("moderation.none");
}

function channelWord(t: Translate, channel: string): string {
  return channel in CHANNEL_WORDS ? t(CHANNEL_WORDS[channel as keyof typeof CHANNEL_WORDS]) : channel;
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 90 ? `${[...line].slice(0, 90).join("")}…` : line;
}

export function QueueView({ frame, items, count, first, page, pages }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("moderation.queueTitle")} lead={t("moderation.queueLead")} wide section="team">
      <ResultCount>{t("moderation.queueCount", { count })}</ResultCount>
      {first === null ? null : (
        <ButtonLink href={urls.teamModerationItem(lang, { number: first })}>{t("moderation.queueStart")}</ButtonLink>
      )}
      <DataTable
        caption={t("moderation.queueCaption")}
        captionHidden
        empty={t("moderation.queueEmpty")}
        columns={[
          { head: t("moderation.headContribution") },
          { head: t("moderation.headWaiting") },
          { head: t("moderation.headFlags") },
          { head: t("moderation.headChannel") },
        ]}
        rows={items.map((item) => {
          const delay = delayOf(item.hoursWaiting);
          return [
            <a key="open" dir="auto" href={urls.teamModerationItem(lang, { number: item.number })}>
              {item.number} – {firstWords(item.body)}
            </a>,
            <Status key="delay" tone={TONES[delay]}>
              {waitingFor(t, item.hoursWaiting)} ({t(DELAY_WORDS[delay])})
            </Status>,
            flagWords(t, item.flags),
            channelWord(t, item.channel),
          ];
        })}
      />
      <Pagination page={page} pages={pages} href={(n) => urls.teamModeration(lang, { page: n })} />
    </Page>
  );
}
