import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkboxes.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";
import type { OwnFacts } from "./own.rules.ts";

export type OwnProps = {
  readonly frame: Frame;
  /** As it stands in the address. */
  readonly code: string;
  readonly own: OwnFacts;
};

const BACK = (frame: Frame, code: string) => urls.ownData(frame.lang, { code });

/** What is held about one contribution, and what its author may do about it. */
export function OwnDataView({ frame, code, own }: OwnProps): VNode {
  const { lang, t } = frame;
  const isErased = own.erasedAt !== null;
  const isDetached = own.detachedAt !== null;
  return (
    <Page
      frame={frame}
      title={t("data-rights.own.pageTitle", { number: String(own.number) })}
      breadcrumb={[{ text: t("data-rights.mine.title"), href: urls.myData(lang) }]}
      robots="noindex"
    >
      {isErased || isDetached ? (
        <Inset>
          <p>{t(isErased ? "data-rights.own.isErased" : "data-rights.own.isDetached")}</p>
          <p>
            <a href={urls.erasureProof(lang, { object: own.id })}>{t("data-rights.own.proof")}</a>
          </p>
        </Inset>
      ) : null}
      <SummaryList
        rows={[
          { key: t("receipt.mine.process"), value: own.processTitle },
          { key: t("receipt.mine.sent"), value: <Time at={own.submittedAt} mode="date" /> },
          { key: t("data-rights.own.name"), value: own.authorName ?? t("data-rights.own.none") },
          { key: t("data-rights.own.organisation"), value: own.organisation ?? t("data-rights.own.none") },
          {
            key: t("data-rights.own.address"),
            value: t(own.hasAddress ? "data-rights.own.kept" : "data-rights.own.none"),
          },
          {
            key: t("data-rights.own.account"),
            value: t(own.hasAccount ? "data-rights.own.linked" : "data-rights.own.noAccount"),
          },
        ]}
      />
      {isErased ? null : (
        <Section title={t("data-rights.own.rights")}>
          <ul>
            <li>
              <a href={urls.ownDataFile(lang, { code, file: "contribution.txt" })}>{t("data-rights.own.text")}</a>
            </li>
            <li>
              <a href={urls.ownDataFile(lang, { code, file: "contribution.json" })}>{t("data-rights.own.json")}</a>
            </li>
            {isDetached || own.state === "withdrawn" ? null : (
              <li>
                <a href={urls.ownRectify(lang, { code })}>{t("data-rights.own.rectify")}</a>
              </li>
            )}
            {isDetached ? null : (
              <li>
                <a href={urls.ownDetach(lang, { code })}>{t("data-rights.own.detach")}</a>
              </li>
            )}
            <li>
              <a href={urls.ownErase(lang, { code })}>{t("data-rights.own.erase")}</a>
            </li>
          </ul>
        </Section>
      )}
      <p>
        <a href={urls.receipt(lang, { code })}>{t("data-rights.own.receipt")}</a>
      </p>
    </Page>
  );
}

type ActProps = OwnProps & { readonly errors?: readonly FieldError[] | undefined };

const errorOf = (errors: readonly FieldError[] | undefined, field: string) =>
  errors?.find((error) => error.field === field)?.message;

/** What goes, what stays, what nobody can call back; then a box to tick and the button. */
export function OwnEraseView({ frame, code, own, errors }: ActProps): VNode {
  const { lang, t } = frame;
  const number = String(own.number);
  return (
    <Page
      frame={frame}
      title={t("data-rights.erase.title", { number })}
      backLink={BACK(frame, code)}
      errors={errors}
      robots="noindex"
    >
      <p>{t("data-rights.erase.goesTitle")}</p>
      <ul>
        <li>{t("data-rights.erase.goes1")}</li>
        <li>{t("data-rights.erase.goes2")}</li>
        <li>{t("data-rights.erase.goes3")}</li>
      </ul>
      <p>{t("data-rights.erase.staysTitle")}</p>
      <ul>
        <li>{t("data-rights.erase.stays1", { number })}</li>
        <li>{t("data-rights.erase.stays2")}</li>
        {own.isInEdition ? <li>{t("data-rights.erase.staysEdition")}</li> : null}
      </ul>
      <p>{t("data-rights.erase.cannotTitle")}</p>
      <ul>
        <li>{t("data-rights.erase.cannot1")}</li>
        <li>{t("data-rights.erase.cannot2")}</li>
        <li>{t("data-rights.erase.cannot3")}</li>
      </ul>
      <Warning>{t("data-rights.erase.final")}</Warning>
      <Form frame={frame} action={urls.ownErase(lang, { code })}>
        <Checkbox
          name="accord"
          value="oui"
          label={t("data-rights.erase.agree", { number })}
          error={errorOf(errors, "accord")}
        />
        <ButtonGroup>
          <Button kind="warning">{t("data-rights.erase.confirm")}</Button>
          <a href={BACK(frame, code)}>{t("data-rights.erase.keep")}</a>
        </ButtonGroup>
      </Form>
    </Page>
  );
}

export function OwnDetachView({ frame, code, own, errors }: ActProps): VNode {
  const { lang, t } = frame;
  const number = String(own.number);
  return (
    <Page
      frame={frame}
      title={t("data-rights.detach.title", { number })}
      backLink={BACK(frame, code)}
      errors={errors}
      robots="noindex"
    >
      <p>{t("data-rights.detach.goesTitle")}</p>
      <ul>
        <li>{t("data-rights.detach.goes1")}</li>
        <li>{t("data-rights.detach.goes2")}</li>
      </ul>
      <p>{t("data-rights.detach.staysTitle")}</p>
      <ul>
        <li>{t("data-rights.detach.stays1")}</li>
        <li>{t("data-rights.detach.stays2")}</li>
        <li>{t("data-rights.detach.stays3")}</li>
      </ul>
      <Warning>{t("data-rights.detach.final")}</Warning>
      <Form frame={frame} action={urls.ownDetach(lang, { code })}>
        <Checkbox
          name="accord"
          value="oui"
          label={t("data-rights.detach.agree", { number })}
          error={errorOf(errors, "accord")}
        />
        <ButtonGroup>
          <Button kind="warning">{t("data-rights.detach.confirm")}</Button>
          <a href={BACK(frame, code)}>{t("data-rights.detach.keep")}</a>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
