import { formatPartialDate } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Form } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Inset, Lead, Muted } from "#ui/text.tsx";
import { ownLang, PollDates } from "./header.view.tsx";
import type { Poll } from "./poll.rules.ts";

type Props = {
  readonly frame: Frame;
  readonly poll: Poll;
  readonly stage: { readonly code: string; readonly name: string; readonly heldOn: string };
  /** The whole address, to be typed on a phone or made into a QR code. */
  readonly address: string;
};

/** What is projected in a room, and what a phone sees that comes from there: the address, and one button. */
export function StageView({ frame, poll, stage, address }: Props) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("polls.stage.title", { name: stage.name })} ownHeading robots="noindex">
      <h1 lang={ownLang(frame, poll)}>{poll.title}</h1>
      <Lead>{t("polls.stage.lead", { name: stage.name, date: formatPartialDate(lang, stage.heldOn) })}</Lead>
      {poll.isClosed ? null : (
        <Inset>
          {t("polls.stage.address")} <strong>{address}</strong>
        </Inset>
      )}
      <p>
        <PollDates frame={frame} poll={poll} />
      </p>
      {poll.isOpen ? (
        <Form frame={frame} action={urls.pollStage(lang, { poll: poll.number, stage: stage.code })}>
          <Button>{t("polls.stage.enter")}</Button>
        </Form>
      ) : null}
      {poll.isClosed ? null : <Muted>{t("polls.stage.note")}</Muted>}
      <p>
        <a href={urls.poll(lang, { poll: poll.number })}>
          {t(poll.isClosed ? "polls.stage.over" : "polls.stage.about")}
        </a>
      </p>
    </Page>
  );
}
