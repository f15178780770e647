import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Status, type Tone } from "#ui/status.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import { type MailDates, type MailState, type MailText, mailState } from "./mail.rules.ts";

type Purpose = "sign-in" | "receipt" | "moderation" | "appeal" | "answer" | "account" | "data-rights";
type Line = MailDates & {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly purpose: Purpose;
  readonly createdAt: Date;
};

const TONES: Readonly<Record<MailState, Tone>> = {
  waiting: "waiting",
  sent: "success",
  failed: "danger",
  captured: "neutral",
};
const PURPOSES = {
  "sign-in": "notices.purpose.signIn",
  receipt: "notices.purpose.receipt",
  moderation: "notices.purpose.moderation",
  appeal: "notices.purpose.appeal",
  answer: "notices.purpose.answer",
  account: "notices.purpose.account",
  "data-rights": "notices.purpose.dataRights",
} as const;

function State({ frame, mail }: { readonly frame: Frame; readonly mail: MailDates }) {
  const state = mailState(mail);
  return <Status tone={TONES[state]}>{frame.t(`notices.state.${state}`)}</Status>;
}

type ListProps = {
  readonly frame: Frame;
  readonly mails: readonly Line[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly isCaptured: boolean;
};

export function MailboxView({ frame, mails, count, page, pages, isCaptured }: ListProps) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("notices.title")} lead={t("notices.lead")} wide robots="noindex">
      {isCaptured ? <Inset>{t("notices.captured")}</Inset> : null}
      <ResultCount>{t("notices.count", { count })}</ResultCount>
      <DataTable
        caption={t("notices.title")}
        captionHidden
        empty={t("notices.empty")}
        columns={[
          { head: t("notices.subject") },
          { head: t("notices.to") },
          { head: t("notices.about") },
          { head: t("notices.written") },
          { head: t("notices.stateHead") },
        ]}
        rows={mails.map((mail) => [
          <a key="subject" href={urls.teamMail(lang, { mail: mail.id })} dir="auto">
            {mail.subject}
          </a>,
          mail.to || t("notices.emptied"),
          t(PURPOSES[mail.purpose]),
          <Time key="at" at={mail.createdAt} mode="datetime" />,
          <State key="state" frame={frame} mail={mail} />,
        ])}
      />
      <Pagination page={page} pages={pages} href={(n) => urls.teamMailbox(lang, { page: n })} />
    </Page>
  );
}

type MailProps = {
  readonly frame: Frame;
  readonly mail: Line & { readonly lang: string; readonly tries: number; readonly lastError: string | null };
  /** null: the text is gone, or holds somebody's key. */
  readonly text: MailText | null;
};

export function MailView({ frame, mail, text }: MailProps) {
  const { lang, t } = frame;
  const rows = [
    { key: t("notices.to"), value: mail.to || t("notices.emptied") },
    { key: t("notices.about"), value: t(PURPOSES[mail.purpose]) },
    { key: t("notices.written"), value: <Time at={mail.createdAt} mode="datetime" /> },
    { key: t("notices.stateHead"), value: <State frame={frame} mail={mail} /> },
    ...(mail.sentAt ? [{ key: t("notices.sent"), value: <Time at={mail.sentAt} mode="datetime" /> }] : []),
    ...(mail.tries > 0 ? [{ key: t("notices.tries"), value: mail.tries }] : []),
    ...(mail.lastError ? [{ key: t("notices.lastError"), value: mail.lastError }] : []),
  ];
  return (
    <Page
      frame={frame}
      title={mail.subject}
      robots="noindex"
      backLink={{ text: t("notices.back"), href: urls.teamMailbox(lang) }}
    >
      <SummaryList rows={rows} />
      <h2>{t("notices.text")}</h2>
      {text ? (
        <div lang={mail.lang} dir="auto">
          <Letter text={text} />
        </div>
      ) : (
        <p>{t("notices.noText")}</p>
      )}
    </Page>
  );
}

function Letter({ text }: { readonly text: MailText }) {
  return (
    <>
      {text.map((lines, p) => (
        <p key={p}>
          {lines.map((pieces, l) => (
            <span key={l}>
              {l > 0 ? <br /> : null}
              {pieces.map((piece, i) =>
                piece.href ? (
                  <a key={i} href={piece.href}>
                    {piece.text}
                  </a>
                ) : (
                  piece.text
                ),
              )}
            </span>
          ))}
        </p>
      ))}
    </>
  );
}
