import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { AnswerButtons } from "./answer-buttons.tsx";
import { ConsentForVideo } from "./consent-for-video.tsx";
import { ContributionCard } from "./contribution-card.tsx";
import { DecisionCard } from "./decision-card.tsx";
import { Difference } from "./difference.tsx";
import type { Frame } from "./frame.ts";
import { Cards } from "./layout.tsx";
import { Passage } from "./passage.tsx";
import { Status } from "./status.tsx";
import { Thread } from "./thread.tsx";

export function GalleryParticipation({ frame }: { readonly frame: Frame }): VNode {
  const { lang, t } = frame;
  const contribution = urls.contribution(lang, { number: 128 });
  const decision = urls.decision(lang, { number: 41 });
  return (
    <>
      <Passage
        code="2.1-3"
        anchor="p213"
        text={t("gallery.sample.paragraph")}
        marker={t("gallery.changed")}
        actions={[
          { text: t("gallery.giveOpinion"), href: "#formulaires" },
          { text: t("gallery.opinions", { count: 23 }), href: "#listes" },
        ]}
      />
      <h3>{t("gallery.answers")}</h3>
      <AnswerButtons
        name="choice"
        answers={["agree", "disagree", "pass"].map((value, index) => ({
          value,
          text: t("gallery.answer", { number: index + 1 }),
        }))}
      />
      <h3>{t("gallery.difference")}</h3>
      <Difference
        segments={[
          { op: "same", text: t("gallery.diff.before") },
          { op: "removed", text: t("gallery.diff.removed") },
          { op: "added", text: t("gallery.diff.added") },
          { op: "same", text: t("gallery.diff.after") },
        ]}
      />
      <h3>{t("gallery.cards")}</h3>
      <Cards>
        <ContributionCard
          href={contribution}
          title={t("gallery.contribution", { number: 128 })}
          kind={t("gallery.amendment")}
          excerpt={t("gallery.sample.paragraph")}
          author="Amina B."
          at="2023-01-18"
          passage={{ text: "2.1-3", href: "#p213" }}
          counts={t("gallery.supports", { count: 12 })}
          status={<Status tone="success">{t("gallery.answered")}</Status>}
          synthetic
          level={4}
        />
        <DecisionCard
          title={t("gallery.decision", { number: 41 })}
          href={decision}
          verdict={t("gallery.bars.partly")}
          tone="progress"
          reason={t("gallery.sample.reason")}
          by={t("gallery.byWhom")}
          at="2023-04-20"
          covers={{ text: t("gallery.covers", { count: 7 }), href: "#listes" }}
          level={4}
        />
        <DecisionCard
          title={t("gallery.decision", { number: 42 })}
          verdict={t("gallery.bars.accepted")}
          tone="success"
          reason={t("gallery.sample.sentence")}
          level={4}
        />
      </Cards>
      <h3>{t("gallery.thread")}</h3>
      <Thread
        steps={[
          {
            kind: "contribution",
            title: t("gallery.contribution", { number: 128 }),
            href: contribution,
            at: "2023-01-18",
          },
          {
            kind: "decision",
            title: t("gallery.decision", { number: 41 }),
            href: decision,
            at: "2023-04-20",
            current: true,
          },
          { kind: "change", title: "2.1-3", href: urls.change(lang, { document: "feuille-de-route", change: 9 }) },
          {
            kind: "edition",
            title: t("gallery.edition"),
            at: "2023-05-17",
            note: <p>{t("gallery.sample.sentence")}</p>,
          },
        ]}
      />
      <ConsentForVideo
        title={t("gallery.film")}
        host="video.example"
        watchHref="https://video.example/film"
        acceptHref={urls.gallery(lang, { video: "oui" })}
        duration="12 min"
      />
    </>
  );
}
