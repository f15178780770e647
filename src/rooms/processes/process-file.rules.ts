import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import {
  DEFAULT_CIRCLES,
  defaultPhases,
  defaultRights,
  PHASE_TITLES,
  type PlannedCircle,
  type PlannedPhase,
} from "./default-plan.rules.ts";
import { isPhaseKind, PHASE_KINDS } from "./process.rules.ts";
import {
  type Description,
  dayOfText,
  descriptionFaults,
  descriptionOf,
  isShort,
  LENGTHS,
  midnightOf,
  type Span,
  slugFault,
} from "./proposal.rules.ts";

/** Something to correct in the file: its line, the field as the file names it, the message. */
export type FileProblem = {
  readonly line: number;
  readonly field: string;
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number>>;
};

export type ProcessFile = {
  readonly slug: string;
  readonly description: Description;
  /** Address of the text; null for later. */
  readonly text: string | null;
  readonly circles: readonly PlannedCircle[];
  readonly phases: readonly PlannedPhase[];
  /** A consultation of few days: taken, and said. */
  readonly shortConsultation: Span | null;
  /** No phase where everybody reads has begun: the text, if it has one, is out of sight until then. */
  readonly isOutOfSight: boolean;
  /** Where the file names its address and its text, for what only the database knows. */
  readonly lines: { readonly slug: number; readonly text: number };
};

export type FileResult =
  | { readonly isValid: true; readonly file: ProcessFile }
  | { readonly isValid: false; readonly problems: readonly FileProblem[] };

/** Names of the form and of the file. */
const WORDS = {
  title: "title",
  summary: "summary",
  authority: "authority",
  followUp: "follow_up",
  language: "language",
};
const KEYS = ["process", ...Object.values(WORDS), "text", "consultation", "circles", "phases"];
const CIRCLE_KEYS = ["name", "name_en", "public"];
const PHASE_KEYS = ["kind", "title", "title_en", "opens", "closes", "read", "contribute", "vote"];
const LONGEST_FILE = 100_000;
const MOST = 20;

type Path = readonly (string | number)[];

/** A process as a YAML file describes it, or every problem with its line. `now` comes from the clock of the database. */
export function parseProcessYaml(source: string, now: Date): FileResult {
  const problems: FileProblem[] = [];
  const lines = new LineCounter();
  const refuse = (line: number, field: string, messageKey: string, params: FileProblem["params"] = {}): void => {
    problems.push({ line, field, messageKey, params });
  };
  const failed = (): FileResult => ({ isValid: false, problems: problems.toSorted((a, b) => a.line - b.line) });
  if (source.length > LONGEST_FILE) refuse(1, "", "process-file.tooLong", { max: LONGEST_FILE });
  if (problems.length > 0) return failed();

  // every value is the text that was typed: 2027-03-01 is no date of the parser, 1.10 stays 1.10
  const parsed = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    schema: "failsafe",
    logLevel: "error",
  });
  const lineAt = (offset: number | undefined): number => Math.max(1, lines.linePos(offset ?? 0).line);
  for (const error of parsed.errors)
    refuse(lineAt(error.pos[0]), "", error.code === "DUPLICATE_KEY" ? "process-file.twice" : "process-file.notYaml");
  visit(parsed, (_, node) => {
    if (isAlias(node) || (isNode(node) && "anchor" in node && node.anchor))
      refuse(lineAt(node.range?.[0]), "", "process-file.alias");
  });
  if (problems.length > 0) return failed();

  const nodeAt = (path: Path): unknown => (path.length === 0 ? parsed.contents : parsed.getIn(path, true));
  const lineOf = (path: Path): number => {
    const node = nodeAt(path);
    if (isNode(node) && node.range) return lineAt(node.range[0]);
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
  };
  const fieldOf = (path: Path): string =>
    path
      .map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${part}`))
      .join("")
      .replace(/^\./, "");
  const fault = (path: Path, messageKey: string, params: FileProblem["params"] = {}): void =>
    refuse(lineOf(path), fieldOf(path), messageKey, params);

  const text = (path: Path): string => {
    const node = nodeAt(path);
    if (isCollection(node)) fault(path, "process-file.notText");
    return isScalar(node) && typeof node.value === "string" ? node.value.normalize("NFC").trim() : "";
  };
  const keys = (path: Path, known: readonly string[]): boolean => {
    const node = nodeAt(path);
    if (!isMap(node)) {
      fault(path, "process-file.notMap", { keys: known.join(", ") });
      return false;
    }
    for (const { key } of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      const line = lineAt(isScalar(key) ? key.range?.[0] : undefined);
      if (!known.includes(name))
        refuse(line, fieldOf([...path, name.slice(0, 40)]), "process-file.unknown", { keys: known.join(", ") });
    }
    return true;
  };
  /** The items of a list; none where there is no such key. */
  const items = (key: string): readonly Path[] => {
    const node = nodeAt([key]);
    if (node === undefined || node === null) return [];
    if (isSeq(node) && node.items.length > 0 && node.items.length <= MOST) return node.items.map((_, i) => [key, i]);
    fault([key], "process-file.notList", { max: MOST });
    return [];
  };
  const span = (path: Path): Span | null => {
    const day = (name: "opens" | "closes"): Date | null => {
      const typed = dayOfText(text([...path, name]));
      const at = typed && midnightOf(typed, name === "closes" ? 1 : 0);
      if (!at) fault([...path, name], "process-file.day");
      return at;
    };
    const [opensAt, closesAt] = [day("opens"), day("closes")];
    if (!opensAt || !closesAt) return null;
    if (closesAt <= opensAt) {
      fault([...path, "closes"], "creation.closes.order");
      return null;
    }
    return { opensAt, closesAt };
  };

  const readCircles = (): readonly PlannedCircle[] => {
    const paths = items("circles");
    if (paths.length === 0) return DEFAULT_CIRCLES;
    const circles = paths.map((path) => {
      keys(path, CIRCLE_KEYS);
      const name = text([...path, "name"]);
      if (name === "") fault([...path, "name"], "steering.circle.empty");
      if (name.length > LENGTHS.circle) fault([...path, "name"], "steering.circle.long");
      return { name, nameEn: text([...path, "name_en"]) || name, isPublic: text([...path, "public"]) === "true" };
    });
    const names = circles.map(({ name }) => name.toLowerCase());
    names.forEach((name, at) => {
      if (name !== "" && names.indexOf(name) < at) fault(["circles", at, "name"], "steering.circle.taken");
    });
    if (circles.findIndex(({ isPublic }) => isPublic) !== circles.length - 1) fault(["circles"], "process-file.public");
    return circles;
  };

  const readPhases = (circles: readonly PlannedCircle[]): readonly PlannedPhase[] =>
    items("phases").flatMap((path) => {
      keys(path, PHASE_KEYS);
      const kind = text([...path, "kind"]);
      if (!isPhaseKind(kind)) {
        fault([...path, "kind"], "process-file.kind", { kinds: PHASE_KINDS.join(", ") });
        return [];
      }
      const dates = span(path);
      const usual = defaultRights(kind, circles.length);
      const right = (name: "read" | "contribute" | "vote"): number => {
        const typed = text([...path, name]);
        if (typed === "") return usual[name];
        if (typed === "none") return 0;
        const at = circles.findIndex((circle) => circle.name === typed);
        if (at < 0)
          fault([...path, name], "process-file.circle", { circles: circles.map((circle) => circle.name).join(", ") });
        return at + 1;
      };
      const [read, contribute, vote] = [right("read"), right("contribute"), right("vote")];
      if (!dates) return [];
      const title = text([...path, "title"]) || PHASE_TITLES[kind].title;
      const titleEn = text([...path, "title_en"]) || text([...path, "title"]) || PHASE_TITLES[kind].titleEn;
      const planned = { plannedOpensAt: dates.opensAt, plannedClosesAt: dates.closesAt };
      return [{ kind, title, titleEn, ...planned, read: Math.max(read, contribute, vote), contribute, vote }];
    });

  if (!keys([], KEYS)) return failed();
  const slug = text(["process"]);
  const badSlug = slugFault(slug);
  if (badSlug) fault(["process"], badSlug === "creation.slug.empty" ? "process-file.slug" : badSlug);
  const typed = {
    title: text(["title"]),
    summary: text(["summary"]),
    authority: text(["authority"]),
    followUp: text(["follow_up"]),
    language: text(["language"]) || "fr",
  };
  for (const [name, messageKey] of Object.entries(descriptionFaults(typed)))
    fault([WORDS[name as keyof typeof WORDS]], name === "language" ? "process-file.language" : messageKey);
  const circles = readCircles();
  const hasPhases = nodeAt(["phases"]) !== undefined;
  if (hasPhases === (nodeAt(["consultation"]) !== undefined))
    fault(hasPhases ? ["consultation"] : [], "process-file.oneOf");
  const consultation =
    hasPhases || problems.some(({ messageKey }) => messageKey === "process-file.oneOf")
      ? null
      : keys(["consultation"], ["opens", "closes"]) && span(["consultation"]);
  const phases = consultation ? defaultPhases(consultation, now, circles.length) : readPhases(circles);
  if (problems.length > 0) return failed();
  const short = phases
    .filter(({ kind }) => kind === "consultation")
    .map(({ plannedOpensAt, plannedClosesAt }) => ({ opensAt: plannedOpensAt, closesAt: plannedClosesAt }))
    .find(isShort);
  const file: ProcessFile = {
    slug,
    description: descriptionOf(typed),
    text: text(["text"]) || null,
    circles,
    phases,
    shortConsultation: short ?? null,
    isOutOfSight: !phases.some(({ read, plannedOpensAt }) => read === circles.length && plannedOpensAt <= now),
    lines: { slug: lineOf(["process"]), text: lineOf(["text"]) },
  };
  return { isValid: true, file };
}
