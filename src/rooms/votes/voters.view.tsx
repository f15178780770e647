import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import type { Crumb } from "#ui/breadcrumb.tsx";
import { Button } from "#ui/button.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { KeyFigures } from "#ui/key-figures.tsx";
import { Page } from "#ui/page.tsx";
import { Prose } from "#ui/prose.tsx";
import { Status } from "#ui/status.tsx";
import { Muted } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { Time } from "#ui/time.tsx";
import { REASON_LIMIT, type SettingAside, type Signal } from "./aside.rules.ts";
import { Signals } from "./signals.view.tsx";

export type TypedAside = {
  readonly act?: string | undefined;
  readonly signal?: string | undefined;
  readonly number?: string | undefined;
  readonly reason?: string | undefined;
};

export type VotersProps = {
  readonly frame: Frame;
  readonly poll: { readonly number: number; readonly title: string; readonly isClosed: boolean };
  readonly header: VNode;
  readonly trail: readonly Crumb[];
  readonly counts: {
    readonly verified: number;
    readonly guests: number;
    readonly setAside: number;
    readonly votes: number;
  };
  /** Null: fewer than eleven, or withheld so that none can be deduced. */
  readonly days: readonly { readonly day: string; readonly cells: readonly (number | null)[] }[];
  readonly signals: readonly Signal[];
  /** When votes alike were last looked for; null: not yet. */
  readonly lookedAt: Date | null;
  readonly settings: readonly SettingAside[];
  readonly canSet: boolean;
  readonly id: string;
  readonly typed: TypedAside;
  readonly errors: readonly FieldError[];
};

/** Who voted, in numbers; what is out of the ordinary; what was set aside and why. */
export function VotersView(props: VotersProps): VNode {
  const { frame, poll, counts, settings } = props;
  const { t } = frame;
  const number = new Intl.NumberFormat(frame.lang);
  return (
    <Page
      frame={frame}
      title={t("voters.title", { title: poll.title })}
      breadcrumb={props.trail}
      errors={props.errors}
      wide
    >
      {props.header}
      <KeyFigures
        items={[
          { value: number.format(counts.verified), label: t("voters.verified", { count: counts.verified }) },
          { value: number.format(counts.guests), label: t("voters.guests", { count: counts.guests }) },
          { value: number.format(counts.setAside), label: t("voters.aside", { count: counts.setAside }) },
          { value: number.format(counts.votes), label: t("voters.votes", { count: counts.votes }) },
        ]}
      />
      <Muted>{t("voters.whatIs")}</Muted>
      <h2>{t("voters.signals.title")}</h2>
      <Signals {...props} />
      <h2>{t("voters.settings.title")}</h2>
      {settings.length === 0 ? <p>{t("voters.settings.none")}</p> : null}
      {settings.map((setting) => (
        <Setting key={setting.id} {...props} setting={setting} />
      ))}
      <h2>{t("voters.days.title")}</h2>
      <DataTable
        caption={t("voters.days.caption")}
        columns={[
          { head: t("voters.days.day") },
          { head: t("voters.days.verified"), numeric: true },
          { head: t("voters.days.guests"), numeric: true },
        ]}
        rows={props.days.map(({ day, cells }) => [
          <Time key={day} at={day} />,
          ...cells.map((cell) => (cell === null ? "–" : number.format(cell))),
        ])}
        empty={t("voters.days.none")}
      />
      <Muted>{t("voters.days.small")}</Muted>
    </Page>
  );
}

function Setting({
  frame,
  poll,
  setting,
  canSet,
  typed,
  errors,
}: VotersProps & { readonly setting: SettingAside }): VNode {
  const { lang, t } = frame;
  const { number, verified, guests, reason, madeAt, endedAt, endReason } = setting;
  const isTyped = typed.act === "back" && typed.number === String(number);
  return (
    <section>
      <h3>{t("voters.settings.one", { number, people: verified + guests })}</h3>
      <p>
        <Status tone={endedAt ? "neutral" : "warning"}>
          {t(endedAt ? "voters.settings.ended" : "voters.settings.inForce")}
        </Status>{" "}
        <Time at={endedAt ?? madeAt} mode="datetime" />
      </p>
      <Prose text={t("voters.settings.reason", { reason })} />
      {endReason ? <Prose text={t("voters.settings.endReason", { reason: endReason })} /> : null}
      {endedAt || !canSet ? null : (
        <Details summary={t("voters.settings.back", { number })} open={isTyped}>
          <Form frame={frame} action={urls.teamPollVoters(lang, { poll: poll.number })}>
            <Hidden name="act" value="back" />
            <Hidden name="number" value={String(number)} />
            <TextArea
              name="reason"
              id={isTyped ? "reason" : `reason-${number}`}
              label={t("voters.settings.backReason")}
              hint={t("voters.signals.reasonHint")}
              limit={REASON_LIMIT}
              rows={3}
              value={isTyped ? typed.reason : undefined}
              error={isTyped ? errors.find(({ field }) => field === "reason")?.message : undefined}
            />
            <Button kind="secondary">{t("voters.settings.backAct")}</Button>
          </Form>
        </Details>
      )}
    </section>
  );
}
