import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { Contents } from "./contents.tsx";
import type { Frame } from "./frame.ts";
import { GalleryForms } from "./gallery-forms.tsx";
import { GalleryLists } from "./gallery-lists.tsx";
import { GalleryNumbers } from "./gallery-numbers.tsx";
import { GalleryParticipation } from "./gallery-participation.tsx";
import { GalleryText } from "./gallery-text.tsx";
import { Page } from "./page.tsx";

/** Every piece of page in its states, with made-up words: what to look at after a change of style. */
export function Gallery({ frame }: { readonly frame: Frame }): VNode {
  const { lang, t } = frame;
  const parts = [
    { id: "texte", title: t("gallery.text"), part: <GalleryText /> },
    { id: "formulaires", title: t("gallery.forms"), part: <GalleryForms frame={frame} /> },
    { id: "listes", title: t("gallery.lists"), part: <GalleryLists frame={frame} /> },
    { id: "nombres", title: t("gallery.numbers"), part: <GalleryNumbers /> },
    { id: "participation", title: t("gallery.participation"), part: <GalleryParticipation frame={frame} /> },
  ];
  return (
    <Page
      frame={frame}
      title={t("gallery.title")}
      lead={t("gallery.lead")}
      breadcrumb={[{ text: t("gallery.siteMap"), href: urls.siteMap(lang) }, { text: t("gallery.title") }]}
      errors={[
        { field: "sample-email-wrong", message: t("gallery.error.email") },
        { field: "sample-opinion-wrong", message: t("gallery.error.choose") },
      ]}
      robots="noindex"
    >
      <Contents items={parts.map(({ id, title }, index) => ({ code: `${index + 1}.`, text: title, href: `#${id}` }))} />
      {parts.map(({ id, title, part }) => (
        <section key={id}>
          <h2 id={id}>{title}</h2>
          {part}
        </section>
      ))}
    </Page>
  );
}
