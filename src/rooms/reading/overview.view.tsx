import type { VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { DataTable } from "#ui/data-table.tsx";
import type { Frame } from "#ui/frame.ts";
import { Page } from "#ui/page.tsx";
import { Progress } from "#ui/progress.tsx";
import { Muted } from "#ui/text.tsx";
import { Time } from "#ui/time.tsx";

type Process = { readonly slug: string; readonly title: string };

type Coverage = {
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  readonly level: number;
  readonly passageCode: string | null;
  readonly passageAnchor: string | null;
  readonly total: number;
  readonly byNobody: number;
  readonly byOne: number;
  readonly byTwo: number;
};

type CoverageProps = { readonly frame: Frame; readonly process: Process; readonly places: readonly Coverage[] };

function crumbs({ lang, t }: Frame, process: Process) {
  return [
    { text: t("reading.home.title"), href: urls.teamReading(lang) },
    { text: process.title, href: urls.teamReadingDesk(lang, { process: process.slug }) },
  ];
}

/** Of each place of the text: how many contributions nobody read, one person read, two or more read. */
export function CoverageView({ frame, process, places }: CoverageProps): VNode {
  const { lang, t } = frame;
  const total = places.reduce((sum, place) => sum + place.total, 0);
  const read = total - places.reduce((sum, place) => sum + place.byNobody, 0);
  const list = (place: Coverage, query: Readonly<Record<string, string>>, count: number) => {
    const where = place.passageAnchor ? { passage: place.passageAnchor } : { element: place.nodeCode ?? "" };
    if (count === 0 || place.nodeCode === null) return t("reading.number", { count });
    return (
      <a href={urls.teamReadingDesk(lang, { process: process.slug }, { ...where, ...query })}>
        {t("reading.number", { count })}
      </a>
    );
  };
  return (
    <Page
      frame={frame}
      title={t("reading.coverage.title")}
      lead={t("reading.coverage.lead")}
      breadcrumb={crumbs(frame, process)}
      section="team"
      wide
    >
      <Progress value={read} max={Math.max(1, total)}>
        {t("reading.coverage.sentence", { read, total })}
      </Progress>
      <DataTable
        caption={t("reading.coverage.caption")}
        columns={[
          { head: t("reading.coverage.place") },
          { head: t("reading.home.total"), numeric: true },
          { head: t("reading.coverage.byNobody"), numeric: true },
          { head: t("reading.coverage.byOne"), numeric: true },
          { head: t("reading.coverage.byTwo"), numeric: true },
        ]}
        rows={places.map((place) => [
          placeName(frame, place),
          place.passageAnchor ? list(place, {}, place.total) : t("reading.number", { count: place.total }),
          place.passageAnchor
            ? list(place, { lecture: "lu-par-personne" }, place.byNobody)
            : t("reading.number", { count: place.byNobody }),
          t("reading.number", { count: place.byOne }),
          t("reading.number", { count: place.byTwo }),
        ])}
        empty={t("reading.coverage.empty")}
      />
      <Muted>{t("reading.coverage.note")}</Muted>
    </Page>
  );
}

/** "A1-a Titre", under it "A1-a.1": what is about an element itself, then about each of its passages. */
function placeName({ t }: Frame, { nodeCode, nodeTitle, passageCode, level }: Coverage) {
  if (nodeCode === null) return t("reading.coverage.elsewhere");
  const indent = "\u2003".repeat(Math.max(0, level - 1) + (passageCode ? 1 : 0));
  if (passageCode) return `${indent}${t("reading.item.passage", { code: passageCode })}`;
  return <strong>{`${indent}${nodeCode} ${nodeTitle ?? ""}`}</strong>;
}

type Workload = {
  readonly id: string;
  readonly name: string;
  readonly assigned: number;
  readonly read: number;
  readonly left: number;
  readonly oldest: Date | null;
  readonly readInAll: number;
};

type WorkloadProps = { readonly frame: Frame; readonly process: Process; readonly people: readonly Workload[] };

/** Who was given what, and what is left of it. */
export function WorkloadView({ frame, process, people }: WorkloadProps): VNode {
  const { lang, t } = frame;
  const at = { process: process.slug };
  return (
    <Page
      frame={frame}
      title={t("reading.workload.title")}
      lead={t("reading.workload.lead")}
      breadcrumb={crumbs(frame, process)}
      section="team"
      wide
    >
      <DataTable
        caption={t("reading.workload.caption")}
        columns={[
          { head: t("reading.workload.person") },
          { head: t("reading.workload.assigned"), numeric: true },
          { head: t("reading.workload.read"), numeric: true },
          { head: t("reading.workload.left"), numeric: true },
          { head: t("reading.workload.oldest") },
          { head: t("reading.workload.readInAll"), numeric: true },
        ]}
        rows={people.map((person) => [
          person.name,
          person.assigned === 0 ? (
            "0"
          ) : (
            <a key={person.id} href={urls.teamReadingDesk(lang, at, { attribution: person.id })}>
              {t("reading.number", { count: person.assigned })}
            </a>
          ),
          t("reading.number", { count: person.read }),
          t("reading.number", { count: person.left }),
          person.oldest === null ? "–" : <Time key={`${person.id} oldest`} at={person.oldest} />,
          t("reading.number", { count: person.readInAll }),
        ])}
        empty={t("reading.workload.empty")}
      />
      <p>
        <a href={urls.teamReadingDesk(lang, at, { attribution: "personne" })}>{t("reading.workload.unassigned")}</a>
      </p>
    </Page>
  );
}
