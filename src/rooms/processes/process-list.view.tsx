import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Cards } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Status } from "#ui/status.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";

type Item = {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  readonly openUntil: Date | null;
  readonly answered: number;
  readonly total: number;
};

export function ProcessListView({ frame, processes }: { readonly frame: Frame; readonly processes: readonly Item[] }) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("processes.list.title")} lead={t("processes.list.lead")} breadcrumb={[]}>
      {processes.length === 0 ? <p>{t("processes.list.empty")}</p> : null}
      <Cards>
        {processes.map((process) => (
          <article key={process.slug}>
            <h2 lang={process.language === lang ? undefined : process.language}>
              <a href={urls.process(lang, { process: process.slug })}>{process.title}</a>
            </h2>
            <p lang={process.language === lang ? undefined : process.language}>{process.summary}</p>
            <p>
              {process.openUntil ? (
                <Status tone="progress">
                  {rich(t, "processes.openUntil", { date: <Time at={process.openUntil} /> })}
                </Status>
              ) : (
                <Status tone="neutral">{t("processes.notOpen")}</Status>
              )}
            </p>
            <Muted>{t("processes.meter", { answered: process.answered, total: process.total })}</Muted>
          </article>
        ))}
      </Cards>
    </Page>
  );
}
