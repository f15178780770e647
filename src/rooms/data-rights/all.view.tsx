import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Button, ButtonGroup } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkboxes.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Radios } from "#ui/radios.tsx";
import { Inset, Warning } from "#ui/text.tsx";
import { ERASE_ALL_CHOICES } from "./request.rules.ts";

type Props = {
  readonly frame: Frame;
  /** Contributions of the account. */
  readonly count: number;
  readonly errors?: readonly FieldError[] | undefined;
};

const errorOf = (errors: readonly FieldError[] | undefined, field: string) =>
  errors?.find((error) => error.field === field)?.message;

export function DetachAllView({ frame, count, errors }: Props): VNode {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("data-rights.detachAll.title")}
      backLink={urls.myData(lang)}
      errors={errors}
      robots="noindex"
    >
      <p>{t("data-rights.detachAll.count", { count })}</p>
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
      <Form frame={frame} action={urls.detachAll(lang)}>
        <Checkbox
          name="accord"
          value="oui"
          label={t("data-rights.detachAll.agree")}
          error={errorOf(errors, "accord")}
        />
        <ButtonGroup>
          <Button kind="warning">{t("data-rights.detachAll.confirm")}</Button>
          <a href={urls.myData(lang)}>{t("data-rights.detach.keep")}</a>
        </ButtonGroup>
      </Form>
    </Page>
  );
}

type EraseProps = Props & {
  readonly choice?: string | undefined;
  /** A member of the team keeps the account until an administrator has taken its roles back. */
  readonly isTeam: boolean;
};

const CHOICE_KEY = {
  contributions: "contributions",
  "account-detached": "accountDetached",
  "account-erased": "accountErased",
} as const;

export function EraseAllView({ frame, count, choice, isTeam, errors }: EraseProps): VNode {
  const { lang, t } = frame;
  const choices = ERASE_ALL_CHOICES.filter((one) => !isTeam || one === "contributions");
  return (
    <Page
      frame={frame}
      title={t("data-rights.eraseAll.title")}
      backLink={urls.myData(lang)}
      errors={errors}
      robots="noindex"
    >
      <p>{t("data-rights.eraseAll.count", { count })}</p>
      {isTeam ? (
        <Inset>
          <p>{t("data-rights.eraseAll.team")}</p>
        </Inset>
      ) : null}
      <p>{t("data-rights.erase.goesTitle")}</p>
      <ul>
        <li>{t("data-rights.eraseAll.goesContributions")}</li>
        <li>{t("data-rights.eraseAll.goesAccount")}</li>
      </ul>
      <p>{t("data-rights.erase.staysTitle")}</p>
      <ul>
        <li>{t("data-rights.eraseAll.stays1")}</li>
        <li>{t("data-rights.eraseAll.stays2")}</li>
      </ul>
      <p>{t("data-rights.erase.cannotTitle")}</p>
      <ul>
        <li>{t("data-rights.erase.cannot1")}</li>
        <li>{t("data-rights.erase.cannot2")}</li>
        <li>{t("data-rights.erase.cannot3")}</li>
      </ul>
      <Warning>{t("data-rights.eraseAll.final")}</Warning>
      <Form frame={frame} action={urls.eraseAll(lang)}>
        <Radios
          name="choix"
          label={t("data-rights.eraseAll.choice")}
          value={choice}
          error={errorOf(errors, "choix")}
          options={choices.map((value) => ({
            value,
            text: t(`data-rights.eraseAll.${CHOICE_KEY[value]}`),
            hint: t(`data-rights.eraseAll.${CHOICE_KEY[value]}Hint`),
          }))}
        />
        <Checkbox name="accord" value="oui" label={t("data-rights.eraseAll.agree")} error={errorOf(errors, "accord")} />
        <ButtonGroup>
          <Button kind="warning">{t("data-rights.eraseAll.confirm")}</Button>
          <a href={urls.myData(lang)}>{t("data-rights.erase.keep")}</a>
        </ButtonGroup>
      </Form>
    </Page>
  );
}
