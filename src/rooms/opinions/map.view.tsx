import { formatNumber } from "#kernel/dates.ts";
import { urls } from "#kernel/urls.ts";
import { Section } from "#ui/layout.tsx";
import { OpinionMap } from "#ui/opinion-map.tsx";
import { Page } from "#ui/page.tsx";
import { Muted } from "#ui/text.tsx";
import { MAP_SIZE, MOST_MARKS } from "./map.rules.ts";
import { groupName, NoRun, ResultLinks, RunSentence, type Shown, type ShownRun } from "./result-parts.view.tsx";
import { hasGroups, percent, type Run, votersOf } from "./run.rules.ts";

/** The picture, second: where people stand who voted alike, with how to read it and its table. */
export function MapView({ run, ...shown }: Shown & { readonly run: Run | null }) {
  const { frame, poll } = shown;
  const { lang, t } = frame;
  return (
    <Page
      frame={frame}
      title={t("opinions.titled", { page: t("opinions.map.title"), title: poll.title })}
      breadcrumb={shown.trail}
    >
      {shown.header}
      <ResultLinks frame={frame} poll={poll} current="map" />
      {run ? (
        <>
          <RunSentence frame={frame} run={run} />
          <MapFigure {...shown} run={run} />
          <p>
            <a href={urls.pollPlace(lang, { poll: poll.number })}>{t("opinions.map.place")}</a>
          </p>
          <HowToRead {...shown} run={run} />
        </>
      ) : (
        <NoRun frame={frame} poll={poll} />
      )}
    </Page>
  );
}

export type OwnPlace = { readonly x: number; readonly y: number };

export function MapFigure({ own, ...shown }: ShownRun & { readonly own?: OwnPlace | undefined }) {
  const { frame, run, titles } = shown;
  const { t } = frame;
  const { map, groups } = run.summary;
  const isGrouped = hasGroups(run);
  const sizes = new Map(groups.map(({ name, size }) => [name, size]));
  const placed = [...sizes.values()].reduce((all, size) => all + size, 0);
  const others = votersOf(run) - placed;
  const letters = [...sizes.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const layers = map.layers.map(({ name, path }) => {
    if (name === null) {
      const label = t(isGrouped ? "opinions.map.others" : "opinions.map.voters", { count: others });
      return { mark: null, label, people: others, path };
    }
    const people = sizes.get(name) ?? 0;
    const label = t("opinions.map.layer", { group: groupName(frame, titles, name), count: people });
    return { mark: letters.indexOf(name), label, people, path };
  });
  return (
    <OpinionMap
      title={t("opinions.map.chart")}
      summary={mapWords(shown)}
      size={MAP_SIZE}
      layers={layers}
      horizontal={titles.get("axis:1")}
      vertical={titles.get("axis:2")}
      own={own ? { ...own, label: t("opinions.place.you") } : undefined}
      labelHead={t("opinions.head.group")}
      valueHead={t("opinions.head.people")}
    />
  );
}

/** What the picture holds and how little it holds, in words. */
function mapWords({ frame, run }: ShownRun): string {
  const { lang, t } = frame;
  const [first = null, second = null] = run.summary.varianceRatio;
  const share = (ratio: number | null) => formatNumber(lang, percent(ratio ?? 0, 1));
  const people = t("opinions.map.people", { count: run.summary.map.people });
  return `${people} ${t("opinions.map.variance", { first: share(first), second: share(second) })}`;
}

function HowToRead({ frame, run, titles }: ShownRun) {
  const { t } = frame;
  return (
    <Section title={t("opinions.map.howTitle")}>
      <ul>
        <li>{t("opinions.map.how.near")}</li>
        <li>{t(titles.has("axis:1") || titles.has("axis:2") ? "opinions.map.how.named" : "opinions.map.how.axes")}</li>
        <li>{t("opinions.map.how.summary")}</li>
        <li>{t("opinions.map.how.nobody")}</li>
        {run.summary.map.people > MOST_MARKS ? <li>{t("opinions.map.how.thinned", { most: MOST_MARKS })}</li> : null}
      </ul>
      <Muted>{t("opinions.map.how.exact")}</Muted>
    </Section>
  );
}
