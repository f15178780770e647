import { urls } from "#kernel/urls.ts";
import { PostButton } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Pagination, ResultCount } from "#ui/pagination.tsx";
import { Prose } from "#ui/prose.tsx";
import { Muted } from "#ui/text.tsx";
import { draftName, type Head } from "./desk.view.tsx";

type RemovedItem = {
  readonly anchor: string | null;
  readonly nodeId: string | null;
  readonly code: string;
  readonly words: string;
  readonly edition: number;
};

type Props = {
  readonly frame: Frame;
  readonly draft: Head;
  readonly removed: readonly RemovedItem[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
};

/** What was published and left: each can come back, under its own anchor or identity. */
export function RemovedView({ frame, draft, removed, count, page, pages }: Props) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("structure.removed.title")}
      backLink={{ text: draftName(frame, draft), href: urls.teamEdition(lang, { edition: draft.id }) }}
    >
      {count === 0 ? (
        <p>{t("structure.removed.empty")}</p>
      ) : (
        <ResultCount>{t("structure.removed.count", { count })}</ResultCount>
      )}
      {removed.map((item) => {
        const what = item.anchor
          ? t("editions.passage.name", { code: item.code })
          : t("structure.removed.part", { code: item.code });
        return (
          <Section key={item.anchor ?? item.nodeId} title={what}>
            <Prose text={item.words} lang={draft.language} />
            <Muted>{t("structure.removed.last", { number: item.edition })}</Muted>
            {item.anchor ? (
              <p>
                <a
                  href={urls.teamEditionPassage(
                    lang,
                    { edition: draft.id, anchor: item.anchor },
                    { etape: "retablir" },
                  )}
                >
                  {t("structure.removed.restorePassage", { code: item.code })}
                </a>
              </p>
            ) : (
              <PostButton
                frame={frame}
                action={urls.teamEdition(lang, { edition: draft.id })}
                kind="secondary"
                fields={{ act: "restore-node", node: item.nodeId ?? "" }}
              >
                {t("structure.removed.restorePart", { code: item.code })}
              </PostButton>
            )}
          </Section>
        );
      })}
      <Pagination
        page={page}
        pages={pages}
        href={(n) => urls.teamEdition(lang, { edition: draft.id }, { vue: "retires", page: n })}
      />
    </Page>
  );
}
