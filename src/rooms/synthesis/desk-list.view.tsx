import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import type { DeskProcess } from "./claim.rules.ts";
import { percentDown } from "./publication.rules.ts";

/** The syntheses of all processes: how far each is. */
export function DeskListView({
  frame,
  processes,
}: {
  readonly frame: Frame;
  readonly processes: readonly DeskProcess[];
}) {
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("workbench.list.title")}
      lead={t("workbench.list.lead")}
      breadcrumb={[{ text: t("workbench.team"), href: urls.team(lang) }]}
    >
      {processes.length === 0 ? <p>{t("workbench.list.empty")}</p> : null}
      <Cards>
        {processes.map(({ slug, title, language, claims, covered, total, publication }) => (
          <>
            <h2 lang={language === lang ? undefined : language}>
              <a href={urls.teamSynthesis(lang, { process: slug })}>{title}</a>
            </h2>
            <p>
              {t("workbench.list.claims", { count: claims })}
              {" · "}
              {publication === null ? (
                t("workbench.list.unpublished")
              ) : (
                <a href={urls.synthesisPublication(lang, { process: slug, publication })}>
                  {t("synthesis.publication.name", { number: String(publication) })}
                </a>
              )}
            </p>
            <Progress value={covered} max={total}>
              {t("workbench.coverage.sentence", { covered, total, percent: percentDown(covered, total) })}
            </Progress>
          </>
        ))}
      </Cards>
    </Page>
  );
}
