import type { Direction, OpinionResult, Representative } from "#engine/opinion/index.ts";

/** Fewer people than this are not described on their own in what is published (rule 10 of the model). */
const FEWEST_DESCRIBED = 11;
const COMMON_GROUND_SHOWN = 5;

/** The result for a person who reads a terminal; everything is in the JSON. */
export function opinionSummary(result: OpinionResult, texts: ReadonlyMap<string, string>): readonly string[] {
  const { input, options, consensus, commonGround } = result;
  const said = (statement: string): string => `${statement}  ${oneLine(texts.get(statement) ?? "")}`.trimEnd();
  const everybody = (direction: Direction): readonly string[] =>
    consensus[direction].map(({ statement, successes, trials }) =>
      aligned(direction, `${successes} of ${trials}`, said(statement)),
    );
  const shared = [...everybody("agree"), ...everybody("disagree")];
  return [
    `${input.participants} participants, ${input.statements} statements, ${input.votes} votes (hash ${input.hash})`,
    `mode ${options.mode}, seed ${options.seed}, groups ${options.labels}: ${verdict(result)}`,
    ...groupLines(result, said),
    "",
    shared.length > 0 ? "Everybody" : "Everybody: nothing stands out",
    ...shared,
    ...(result.k > 1 && commonGround.length > 0 ? ["", "Common ground of the groups"] : []),
    ...(result.k > 1 ? commonGround.slice(0, COMMON_GROUND_SHOWN).map((statement) => `  ${said(statement)}`) : []),
    ...(input.warnings.length > 0 ? ["", ...input.warnings.map((warning) => `Warning: ${warning}`)] : []),
  ];
}

function verdict({ k, structure, participants }: OpinionResult): string {
  const placed = Object.values(participants).filter((group) => group !== null).length;
  const people = `${placed} people placed`;
  if (structure === "weak") return `no clear groups (${people})`;
  const groups = k === 1 ? "1 group" : `${k} groups`;
  if (structure === "provisional")
    return `${groups}, provisional: too few people to tell groups from chance (${people})`;
  return structure === "clear" ? `${groups}, clear (${people})` : `${groups} (${people})`;
}

/** Groups that cannot be told from chance are left to the JSON. */
function groupLines(result: OpinionResult, said: (statement: string) => string): readonly string[] {
  if (result.structure === "weak") return [];
  return result.groups.flatMap(({ id, size }) => [
    "",
    `Group ${id}: ${size} people${size < FEWEST_DESCRIBED ? ", too few to be described in a publication" : ""}`,
    ...(result.repness[String(id)] ?? []).map((typical) => {
      const { direction, successes } = asAgreement(typical);
      return aligned(direction, `${successes} of ${typical.trials}`, said(typical.statement));
    }),
  ]);
}

/** What a group agrees on best is told as that, even where it disagrees more than the others do. */
function asAgreement({
  bestAgree,
  agrees,
  direction,
  successes,
}: Representative): Pick<Representative, "direction" | "successes"> {
  return bestAgree ? { direction: "agree", successes: agrees ?? successes } : { direction, successes };
}

const aligned = (direction: Direction, counts: string, said: string): string =>
  `  ${direction.padEnd(8)}  ${counts.padStart(13)}  ${said}`;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
