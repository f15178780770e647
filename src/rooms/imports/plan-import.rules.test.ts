import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asId, type NodeId, type PassageId } from "#kernel/ids.ts";
import { cpuNow } from "../../../test/fixtures/cpu-time.ts";
import type { ExistingEdition, ExistingNode, PlannedNode } from "./import-plan.rules.ts";
import type { ImportedNode } from "./imported-document.rules.ts";
import { wordOverlap } from "./pair-passages.rules.ts";
import { parseRoadmapYaml } from "./parse-yaml.rules.ts";
import { choicesByForm, choicesByNumber, offeredChoices } from "./passage-choices.rules.ts";
import { flatPlan, planImport } from "./plan-import.rules.ts";

function seed(name: string): { readonly nodes: readonly ImportedNode[] } {
  const result = parseRoadmapYaml(readFileSync(new URL(`../../../db/seed/${name}`, import.meta.url), "utf8"));
  if (!result.isValid) throw new Error("the seed does not parse");
  return result.document;
}

/** The edition that a plan leaves behind, new identities being numbered from `from`. */
function edition(nodes: readonly PlannedNode[], from: number): ExistingEdition {
  let next = from;
  const fresh = () => `00000000-0000-4000-8000-${String(next++).padStart(12, "0")}`;
  const kept: ExistingNode[] = [];
  const keep = (node: PlannedNode, parentId: NodeId | null): void => {
    const id = node.id ?? asId<NodeId>(fresh());
    const passages = node.passages.map(({ id: old, text }, at) => {
      const id = old ?? asId<PassageId>(fresh());
      return { id, anchor: `p${Number(id.slice(-6))}`, code: `${node.code}.${at + 1}`, text };
    });
    kept.push({ id, parentId, type: node.type, code: node.code, title: node.title, passages });
    for (const child of node.children) keep(child, id);
  };
  for (const node of nodes) keep(node, null);
  return { nodes: kept };
}
const firstEdition = (imported: { readonly nodes: readonly ImportedNode[] }) =>
  edition(planImport(imported, null).nodes, 1);

function node(code: string, passages: readonly string[] = [], more: Partial<ImportedNode> = {}): ImportedNode {
  const nothing = { carrier: null, status: null, source: null, targets: [], measures: [], children: [], line: 1 };
  return { type: "objective", code, isCodeGiven: true, title: `Titre ${code}`, passages, ...nothing, ...more };
}
const plan = (before: readonly ImportedNode[], after: readonly ImportedNode[]) =>
  planImport({ nodes: after }, firstEdition({ nodes: before }));
const fates = (nodes: readonly PlannedNode[]) =>
  flatPlan(nodes).map(
    (n) => `${n.code} ${n.fate}${n.isMoved ? " moved" : ""}: ${n.passages.map((p) => p.fate).join(" ")}`,
  );

describe("the plan of an import", () => {
  it("creates everything when there is nothing yet", () => {
    const { totals, removedNodes } = planImport(seed("roadmap-2023-2027-draft.yaml"), null);
    expect(totals.nodes).toEqual({ created: 23, kept: 0, rewritten: 0, removed: 0 });
    expect(totals.passages).toEqual({ created: 19, kept: 0, rewritten: 0, removed: 0 });
    expect(removedNodes).toEqual([]);
  });

  it("follows the demonstration roadmap from its draft to its publication", () => {
    const draft = firstEdition(seed("roadmap-2023-2027-draft.yaml"));
    const { totals, nodes } = planImport(seed("roadmap-2023-2027.yaml"), draft);
    expect(totals.nodes.created + totals.nodes.kept + totals.nodes.rewritten).toBe(23);
    expect(totals.nodes).toMatchObject({ created: 0, removed: 0 });
    expect(nodes.every((n) => n.id === draft.nodes.find((old) => old.code === n.code)?.id)).toBe(true);
    expect(totals.passages.kept + totals.passages.rewritten + totals.passages.removed).toBe(19);
    expect(totals.passages.created + totals.passages.kept + totals.passages.rewritten).toBe(24);
  });

  it("keeps what reads the same, typography apart", () => {
    const { nodes } = plan(
      [node("1", ["L'accès : 2 % du budget."], { title: "L'axe" })],
      [node("1", ["L’accès\u00a0: 2\u00a0% du budget."], { title: "L’axe" })],
    );
    expect(fates(nodes)).toEqual(["1 kept: kept"]);
    expect(nodes[0]?.passages[0]?.text).toBe("L’accès\u00a0: 2\u00a0% du budget.");
  });

  it("pairs rewritten paragraphs in order, and names the new and the removed ones", () => {
    const before = node("1", [
      "Les parents reçoivent un rappel des examens.",
      "Un texte qui disparaît.",
      "Chacun peut préparer son bilan.",
    ]);
    const after = node("1", [
      "Une phrase toute neuve.",
      "Les parents reçoivent le rappel de tous les examens.",
      "Chacun peut préparer son bilan de prévention.",
    ]);
    const [planned] = plan([before], [after]).nodes;
    expect(planned?.passages.map((p) => [p.fate, p.before])).toEqual([
      ["created", null],
      ["rewritten", before.passages[0]],
      ["rewritten", before.passages[2]],
    ]);
    expect(planned?.removedPassages.map((p) => p.text)).toEqual([before.passages[1]]);
  });

  it("gives identical paragraphs their own identities, once each, wherever they stand", () => {
    const [planned] = plan(
      [node("1", ["Pareil.", "Autre chose.", "Pareil."])],
      [node("1", ["Autre chose.", "Pareil.", "Pareil.", "Pareil."])],
    ).nodes;
    expect(planned?.passages.map((p) => p.fate)).toEqual(["kept", "kept", "kept", "created"]);
    expect(new Set(planned?.passages.map((p) => p.id)).size).toBe(4);
  });

  it("says rewritten for a new title or type, moved for a new parent, and lists removed elements", () => {
    const { nodes, removedNodes, totals } = plan(
      [
        node("A", [], { type: "axis", children: [node("1", ["un"])] }),
        node("B", [], { type: "axis" }),
        node("C", ["a", "b"]),
      ],
      [node("A", [], { type: "axis", title: "Autre" }), node("B", [], { type: "axis", children: [node("1", ["un"])] })],
    );
    expect(fates(nodes)).toEqual(["A rewritten: ", "B kept: ", "1 kept moved: kept"]);
    expect(removedNodes.map((n) => n.code)).toEqual(["C"]);
    expect(totals).toEqual({
      nodes: { created: 0, kept: 2, rewritten: 1, removed: 1 },
      passages: { created: 0, kept: 1, rewritten: 0, removed: 2 },
    });
  });

  it("follows renumbered elements by type and title, and never trusts a code made from a place alone", () => {
    const made = (code: string, title: string) => node(code, [], { isCodeGiven: false, title });
    const renumbered = plan(
      [node("1", [], { title: "Un" }), node("2", [], { title: "Deux" })],
      [node("7", [], { title: "Deux" })],
    );
    expect(renumbered.nodes[0]?.before?.code).toBe("2");
    const inserted = plan(
      [made("1", "Former tous les soignants"), made("2", "Ouvrir les données")],
      [made("1", "Une idée neuve"), made("2", "Former tous les soignants"), made("3", "Ouvrir toutes les données")],
    );
    expect(inserted.nodes.map((n) => n.before?.title ?? null)).toEqual([null, "Former tous les soignants", null]);
    const twice = plan(
      [node("1", [], { title: "Un" })],
      [node("8", [], { title: "Un" }), node("9", [], { title: "Un" })],
    );
    expect(twice.nodes.map((n) => n.fate)).toEqual(["rewritten", "created"]);
    const retitled = plan([made("1", "Former tous les soignants")], [made("1", "Former les soignants")]);
    expect(retitled.nodes[0]?.fate).toBe("rewritten");
  });

  it("measures overlap by words", () => {
    expect(wordOverlap("un deux trois quatre", "Un, deux, cinq, six")).toBe(0.5);
    expect(wordOverlap("", "")).toBe(0);
    expect(wordOverlap("oui oui oui", "oui")).toBe(0.5);
  });
});

describe("a passage that goes elsewhere", () => {
  const long = "Les professionnels versent les documents utiles, de façon courante et sans double saisie.";

  it("keeps its identity under another element, rewritten or not", () => {
    const before = [node("1", [long, "Chacun voit qui a lu ses documents."]), node("2", ["Un texte qui reste."])];
    const after = [
      node("1", []),
      node("2", ["Un texte qui reste.", "Chacun voit qui a lu ses documents.", `${long} Chaque versement est daté.`]),
    ];
    const { nodes, totals } = plan(before, after);
    expect(nodes[1]?.passages.map(({ fate, isMoved, from }) => [fate, isMoved, from?.code])).toEqual([
      ["kept", false, "2.1"],
      ["kept", true, "1.2"],
      ["rewritten", true, "1.1"],
    ]);
    expect(totals.passages).toEqual({ created: 0, kept: 2, rewritten: 1, removed: 0 });
  });

  it("follows what somebody says against what the words say, and names what is then removed", () => {
    const existing = firstEdition({ nodes: [node("1", [long, "Un autre passage."])] });
    const [first, second] = existing.nodes[0]?.passages ?? [];
    const imported = { nodes: [node("1", [long, "Des mots sans rapport."])] };
    const chosen = planImport(imported, existing, new Map([[1, first?.id ?? null]]));
    expect(chosen.nodes[0]?.passages.map(({ id }) => id)).toEqual([null, first?.id]);
    expect(chosen.nodes[0]?.removedPassages.map(({ id }) => id)).toEqual([second?.id]);
    const fresh = planImport(imported, existing, new Map([[0, null]]));
    expect(fresh.nodes[0]?.passages.map(({ id }) => id)).toEqual([null, null]);
    expect(fresh.totals.passages).toEqual({ created: 2, kept: 0, rewritten: 0, removed: 2 });
  });
});

describe("choices about passages", () => {
  const existing = firstEdition({ nodes: [node("A1-a", ["Un.", "Deux."])] });
  const [one, two] = existing.nodes[0]?.passages ?? [];

  it("come from the numbers of our own files, each believed once", () => {
    const numbers = new Map([
      [0, "A1-a.2"],
      [1, "A1-a.2"],
      [2, "A1-a.9"],
    ]);
    expect([...choicesByNumber(existing, numbers)]).toEqual([[0, two?.id]]);
  });

  it("come from the form, and never tie two passages to the same one", () => {
    const fields = { "suite-0": one?.anchor ?? "", "suite-1": "nouveau", "suite-2": "p999", text: "suite-3" };
    expect([...(choicesByForm(existing, fields) ?? [])]).toEqual([
      [0, one?.id],
      [1, null],
    ]);
    expect(choicesByForm(existing, { "suite-0": one?.anchor ?? "", "suite-1": one?.anchor ?? "" })).toBeNull();
  });

  it("are offered among what would go, the nearest first", () => {
    const before = firstEdition({ nodes: [node("1", ["Le dossier est lu par le médecin.", "Rien de commun."])] });
    const offered = offeredChoices(
      planImport({ nodes: [node("1", ["Le dossier se lit en ville et à l’hôpital."])] }, before),
    );
    expect(offered.get(0)?.offered.map(({ code }) => code)).toEqual(["1.1"]);
  });
});

describe("for any two documents", () => {
  const words = fc.array(fc.constantFrom("santé", "données", "accès", "droit", "école"), {
    minLength: 1,
    maxLength: 6,
  });
  const passages = fc.array(
    words.map((list) => list.join(" ")),
    { maxLength: 5 },
  );
  const documents = fc
    .uniqueArray(fc.tuple(fc.constantFrom("1", "2", "3", "4", "5"), passages, fc.boolean()), {
      selector: ([code]) => code,
    })
    .map((list) => {
      const tree: { readonly top: ImportedNode; readonly children: ImportedNode[] }[] = [];
      for (const [code, texts, isChild] of list) {
        if (isChild && tree.length > 0) tree.at(-1)?.children.push(node(code, texts));
        else tree.push({ top: node(code, texts), children: [] });
      }
      return tree.map(({ top, children }) => ({ ...top, children }));
    });

  it("keeps everything when nothing changed", () => {
    fc.assert(
      fc.property(documents, (nodes) => {
        const { totals } = plan(nodes, nodes);
        expect([totals.nodes, totals.passages]).toMatchObject([
          { created: 0, rewritten: 0, removed: 0 },
          { created: 0, rewritten: 0, removed: 0 },
        ]);
      }),
    );
  });

  it("uses each identity once, loses none, and gives the words of the file", () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const existing = firstEdition({ nodes: before });
        const result = planImport({ nodes: after }, existing);
        const planned = flatPlan(result.nodes);
        const ids = [
          ...planned.flatMap((n) => [n.id, ...n.passages.map((p) => p.id), ...n.removedPassages.map((p) => p.id)]),
          ...result.removedNodes.flatMap((n) => [n.id, ...n.passages.map((p) => p.id)]),
        ].filter((id) => id !== null);
        const known = existing.nodes.flatMap((n) => [n.id, ...n.passages.map((p) => p.id)]);
        expect(ids.toSorted()).toEqual(known.toSorted());
        expect(planImport({ nodes: after }, edition(result.nodes, 1000)).totals.passages).toMatchObject({
          created: 0,
          rewritten: 0,
          removed: 0,
        });
      }),
    );
  });

  it("compares 5,000 elements with as many in less than two seconds", () => {
    const many = (salt: string) =>
      Array.from({ length: 5_000 }, (_, i) =>
        node(`${i}`, [`Un texte ${salt} pour l’élément numéro ${i}.`, "Le même partout."]),
      );
    const start = cpuNow();
    expect(plan(many("long"), many("court")).totals.passages).toMatchObject({ rewritten: 5_000, kept: 5_000 });
    expect(cpuNow() - start).toBeLessThan(2_000);
  });
});
