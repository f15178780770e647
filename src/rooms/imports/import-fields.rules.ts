import { countCharacters } from "#engine/text/count.ts";
import { isWellFormed, normaliseText } from "#engine/text/well-formed.ts";
import { isPartialDate, type PartialDate } from "#kernel/dates.ts";
import { IMPORT_LIMITS, type ImportMessageKey, type ImportProblem } from "./imported-document.rules.ts";
import type { Place, Raw } from "./raw-value.rules.ts";

/** A value to read, or the place where it is missing. */
export type Field = { readonly raw: Raw | null; readonly path: string; readonly place: Place };

/** Reads fields one after the other and keeps every problem found on the way, up to a limit. */
export type FieldReader = {
  readonly problems: readonly ImportProblem[];
  report(field: Pick<Field, "path" | "place">, messageKey: ImportMessageKey, params?: ImportProblem["params"]): void;
  /** A function that gives the field of a key; keys that are not in the list are reported by name. */
  map(field: Field, keys: readonly string[]): (key: string) => Field;
  list(field: Field, max: number): readonly Field[];
  text(field: Field, max: number): string | null;
  required(field: Field, max: number): string;
  date(field: Field): PartialDate | null;
  number(field: Field): number;
  whole(field: Field, least: number): number;
  choice<T extends string>(field: Field, allowed: readonly T[]): T | null;
};

export function fieldReader(): FieldReader {
  const problems: ImportProblem[] = [];
  const report: FieldReader["report"] = ({ path, place }, messageKey, params = {}) => {
    if (problems.length > IMPORT_LIMITS.problems) return;
    const isLast = problems.length === IMPORT_LIMITS.problems;
    const said = isLast
      ? { messageKey: "import.problem.tooManyProblems" as const, params: {} }
      : { messageKey, params };
    problems.push({ ...placeOf(place), path, ...said });
  };

  const text: FieldReader["text"] = (field, max) => {
    if (isAbsent(field)) return null;
    if (field.raw?.kind !== "scalar") {
      report(field, "import.problem.notAText", { key: lastKey(field.path) });
      return null;
    }
    const typed = normaliseText(field.raw.source ?? "").trim();
    const length = countCharacters(typed);
    if (typed === "") report(field, "import.problem.empty", { key: lastKey(field.path) });
    else if (!isWellFormed(typed)) report(field, "import.problem.badCharacter", { key: lastKey(field.path) });
    else if (length > max) report(field, "import.problem.tooLong", { key: lastKey(field.path), length, max });
    return typed;
  };

  const required: FieldReader["required"] = (field, max) => {
    if (isAbsent(field)) report(field, "import.problem.missing", { key: lastKey(field.path) });
    return text(field, max) ?? "";
  };

  const number: FieldReader["number"] = (field) => {
    const value = field.raw?.kind === "scalar" ? field.raw.number : null;
    if (value === null || !Number.isFinite(value)) {
      const shown = field.raw?.kind === "scalar" ? (field.raw.source ?? "") : "";
      report(field, isAbsent(field) ? "import.problem.missing" : "import.problem.notANumber", named(field, shown));
    }
    return value ?? 0;
  };

  return {
    problems,
    report,
    text,
    required,
    number,
    map(field, keys) {
      const { raw, path } = field;
      if (raw?.kind !== "map") report(field, "import.problem.notAMap", { key: lastKey(path) });
      const entries = raw?.kind === "map" ? raw.entries : [];
      for (const entry of entries)
        if (!keys.includes(entry.key))
          report({ path: join(path, entry.key), place: entry }, "import.problem.unknownKey", {
            key: entry.key.slice(0, 80),
            allowed: keys.join(", "),
          });
      const byKey = new Map(entries.map((entry) => [entry.key, entry]));
      return (key) => {
        const entry = byKey.get(key);
        return { raw: entry?.value ?? null, path: join(path, key), place: entry?.value ?? field.place };
      };
    },
    list(field, max) {
      const { raw, path } = field;
      if (isAbsent(field)) return [];
      if (raw?.kind !== "list") {
        report(field, "import.problem.notAList", { key: lastKey(path) });
        return [];
      }
      if (raw.items.length > max)
        report(field, "import.problem.tooMany", { key: lastKey(path), count: raw.items.length, max });
      return raw.items.slice(0, max).map((item, i) => ({ raw: item, path: `${path}[${i}]`, place: item }));
    },
    date(field) {
      const typed = text(field, 40);
      if (typed === null || typed === "" || isPartialDate(typed)) return typed;
      report(field, "import.problem.badDate", named(field, typed));
      return null;
    },
    whole(field, least) {
      const known = problems.length;
      const value = number(field);
      if (known === problems.length && (!Number.isSafeInteger(value) || value < least))
        report(field, "import.problem.notWhole", { ...named(field, String(value)), least });
      return value;
    },
    choice<T extends string>(field: Field, allowed: readonly T[]): T | null {
      const typed = required(field, IMPORT_LIMITS.line);
      const found = allowed.find((choice) => choice === typed);
      if (found === undefined && typed !== "")
        report(field, "import.problem.notOneOf", { ...named(field, typed), allowed: allowed.join(", ") });
      return found ?? null;
    },
  };
}

/** Nothing at all was given, or only the key. */
export function isAbsent({ raw }: Field): boolean {
  return raw === null || (raw.kind === "scalar" && raw.source === null);
}

const named = (field: Field, value: string) => ({ key: lastKey(field.path), value: value.slice(0, 80) });
const join = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);
const lastKey = (path: string) => /[^.]*$/.exec(path)?.[0] ?? "";
const placeOf = ({ line, column }: Place) => (column === undefined ? { line } : { line, column });
