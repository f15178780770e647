import type { VNode } from "preact";
import { ButtonGroup, ButtonLink } from "./button.tsx";
import { Accordion, Details } from "./details.tsx";
import { useT } from "./frame-context.ts";
import { NotificationBanner } from "./notification-banner.tsx";
import { Prose } from "./prose.tsx";
import { Receipt } from "./receipt.tsx";
import { Status, type Tone } from "./status.tsx";
import { Tag, type TagColor } from "./tag.tsx";
import { Code, Inset, Lead, Muted, Quote, Warning } from "./text.tsx";
import { Time } from "./time.tsx";

const COLOURS: readonly TagColor[] = ["grey", "teal", "blue", "green", "yellow", "orange", "red", "purple", "magenta"];
const TONES: readonly Tone[] = ["neutral", "waiting", "progress", "success", "warning", "danger"];

export function GalleryText(): VNode {
  const t = useT();
  return (
    <>
      <Lead>{t("gallery.sample.sentence")}</Lead>
      <p>
        {t("gallery.sample.paragraph")} <a href="#texte">{t("gallery.sample.link")}</a>. <Code>ABCD-EFGH-JKLM</Code>
      </p>
      <ul>
        <li>{t("gallery.sample.first")}</li>
        <li>{t("gallery.sample.second")}</li>
      </ul>
      <Muted>
        <Time at="2022-12-14" /> · <Time at="2023-02" /> · <Time at="2023-05-17T09:30:00Z" mode="datetime" />
      </Muted>
      <Quote>{t("gallery.sample.sentence")}</Quote>
      <Prose lang="ar" text={"الحق في الصحة للجميع.\n\nسطر ثان"} />
      <Inset>{t("gallery.sample.inset")}</Inset>
      <Warning>{t("gallery.sample.warning")}</Warning>
      <NotificationBanner>{t("gallery.sample.inset")}</NotificationBanner>
      <NotificationBanner kind="success">{t("gallery.sample.saved")}</NotificationBanner>
      <h3>{t("gallery.tags")}</h3>
      <p>
        {COLOURS.map((color) => (
          <>
            <Tag key={color} color={color}>
              {t(`gallery.colour.${color}`)}
            </Tag>{" "}
          </>
        ))}
      </p>
      <ul>
        {TONES.map((tone) => (
          <li key={tone}>
            <Status tone={tone}>{t(`gallery.tone.${tone}`)}</Status>
          </li>
        ))}
      </ul>
      <h3>{t("gallery.buttons")}</h3>
      <ButtonGroup>
        <ButtonLink href="#texte">{t("gallery.sample.action")}</ButtonLink>
        <ButtonLink href="#texte" kind="secondary">
          {t("gallery.sample.otherAction")}
        </ButtonLink>
        <ButtonLink href="#texte" kind="warning">
          {t("gallery.sample.danger")}
        </ButtonLink>
        <a href="#texte">{t("gallery.sample.cancel")}</a>
      </ButtonGroup>
      <h3>{t("gallery.unfolding")}</h3>
      <Details summary={t("gallery.sample.question")}>
        <p>{t("gallery.sample.paragraph")}</p>
      </Details>
      <Accordion
        items={[
          { heading: t("gallery.sample.first"), children: <p>{t("gallery.sample.paragraph")}</p>, open: true },
          { heading: t("gallery.sample.second"), children: <p>{t("gallery.sample.paragraph")}</p> },
        ]}
      />
      <Receipt code="K7MP-3XQA-9TRD" />
    </>
  );
}
