import { urls } from "#kernel/urls.ts";
import { Page } from "#ui/page.tsx";
import { Inset } from "#ui/text.tsx";
import { MapFigure, type OwnPlace } from "./map.view.tsx";
import { groupName, NoRun, RunSentence, type Shown } from "./result-parts.view.tsx";
import { hasGroups, type Run } from "./run.rules.ts";

/** `none`: not among the voters of this result. `name` null: in no group that is shown. */
export type Place = { readonly at: OwnPlace; readonly name: string | null } | null;

/** Where the reader stands: made for them alone, kept by nobody. */
export function PlaceView({ run, place, ...shown }: Shown & { readonly run: Run | null; readonly place: Place }) {
  const { frame, poll } = shown;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.place.title"), title: poll.title })}
      breadcrumb={shown.trail}
      robots="noindex"
    >
      {shown.header}
      {run ? (
        <>
          <RunSentence frame={frame} run={run} />
          <p>{place ? whereWords(shown, run, place) : t("opinions.place.none")}</p>
          {place ? <Inset>{t("opinions.place.alone")}</Inset> : null}
          {place ? <MapFigure {...shown} run={run} own={place.at} /> : null}
        </>
      ) : (
        <NoRun frame={frame} poll={poll} />
      )}
      <p>
        <a href={urls.pollMap(lang, { poll: poll.number })}>{t("opinions.place.back")}</a>
      </p>
    </Page>
  );
}

function whereWords({ frame, titles }: Shown, run: Run, { name }: NonNullable<Place>): string {
  const { t } = frame;
  if (!hasGroups(run)) return t("opinions.place.noGroups");
  const isShown = run.summary.groups.some((group) => group.name === name);
  return name !== null && isShown
    ? t("opinions.place.group", { group: groupName(frame, titles, name) })
    : t("opinions.place.others");
}
