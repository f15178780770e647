import type { VNode } from "preact";
import { BarChart } from "./bar-chart.tsx";
import { useFrame } from "./frame-context.ts";
import { KeyFigures } from "./key-figures.tsx";
import { LineChart } from "./line-chart.tsx";
import { Progress } from "./progress.tsx";
import { Stars } from "./stars.tsx";
import { TileMap } from "./tile-map.tsx";

const REGIONS: readonly (readonly [code: string, name: string, value: number | null])[] = [
  ["84", "Auvergne-Rhône-Alpes", 42],
  ["27", "Bourgogne-Franche-Comté", 17],
  ["53", "Bretagne", 31],
  ["24", "Centre-Val de Loire", 14],
  ["94", "Corse", null],
  ["44", "Grand Est", 25],
  ["32", "Hauts-de-France", 28],
  ["11", "Île-de-France", 57],
  ["28", "Normandie", 19],
  ["75", "Nouvelle-Aquitaine", 33],
  ["76", "Occitanie", 36],
  ["52", "Pays de la Loire", 22],
  ["93", "Provence-Alpes-Côte d’Azur", 30],
  ["01", "Guadeloupe", 12],
  ["02", "Martinique", null],
  ["03", "Guyane", null],
  ["04", "La Réunion", 15],
  ["06", "Mayotte", null],
];

export function GalleryNumbers(): VNode {
  const { t } = useFrame();
  const heads = { labelHead: t("gallery.field.region"), valueHead: t("gallery.received") };
  return (
    <>
      <KeyFigures
        items={[
          { value: "330", label: t("gallery.received"), href: "#listes" },
          { value: "330", label: t("gallery.answered"), href: "#participation" },
          { value: "18", label: t("gallery.stages") },
        ]}
      />
      <Progress value={4} max={11}>
        {t("gallery.progress", { done: 4, total: 11 })}
      </Progress>
      <p>
        <Stars value={3.7} count={48} />
      </p>
      <BarChart
        title={t("gallery.bars.title")}
        summary={t("gallery.bars.summary")}
        labelHead={t("gallery.state")}
        valueHead={t("gallery.received")}
        bars={[
          { label: t("gallery.bars.accepted"), value: 112, href: "#listes" },
          { label: t("gallery.bars.partly"), value: 87 },
          { label: t("gallery.bars.study"), value: 64 },
          { label: t("gallery.bars.declined"), value: 9 },
        ]}
        source={t("gallery.source")}
      />
      <LineChart
        title={t("gallery.line.title")}
        summary={t("gallery.line.summary")}
        labelHead={t("gallery.year")}
        valueHead={t("gallery.line.unit")}
        points={[
          { label: "2022", at: 2022, value: 45 },
          { label: "2023", at: 2023, value: 140 },
          { label: "2024", at: 2024, value: 300 },
          { label: "2025", at: 2025, value: 420 },
        ]}
        target={{ label: t("gallery.line.target"), value: 400 }}
        source={t("gallery.source")}
      />
      <TileMap
        title={t("gallery.map.title")}
        summary={t("gallery.map.summary")}
        {...heads}
        tiles={REGIONS.map(([code, name, value]) => ({ code, name, value, href: `#r${code}` }))}
        source={t("gallery.source")}
      />
    </>
  );
}
