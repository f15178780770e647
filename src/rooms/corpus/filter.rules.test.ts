import { describe, expect, it } from "vitest";
import { asId, type PersonId, type ProcessId } from "#kernel/ids.ts";
import {
  CORPUS_PARAMETERS,
  type CorpusFilter,
  type CorpusParameter,
  corpusQuery,
  isFiltered,
  readCorpusFilter,
} from "./filter.rules.ts";

const PROCESS = asId<ProcessId>("00000000-0000-4000-8000-0000000000a1");
const ANALYST = asId<PersonId>("00000000-0000-4000-8000-0000000000b1");

const typed = (query: string, viewer: PersonId | null) => {
  const search = new URLSearchParams(query);
  return readCorpusFilter((name) => search.get(name) ?? "", PROCESS, viewer);
};
const read = (query: string, viewer: PersonId | null = ANALYST): CorpusFilter => {
  const filter = typed(query, viewer);
  if ("fault" in filter) throw new Error(filter.fault);
  return filter;
};
const faultOf = (query: string, viewer: PersonId | null = ANALYST): string | null => {
  const filter = typed(query, viewer);
  return "fault" in filter ? filter.fault : null;
};

describe("the filter of contributions", () => {
  it("comes back the same through the address", () => {
    const query =
      "q=mot&type=comment&element=A1-a&passage=p3&territoire=R53&categorie=usagers&canal=paper&langue=fr&theme=acces-aux-soins" +
      "&campagne=3&constat=12&verdict=attente&lecture=a-lire&attribution=moi&codage=non&constats=non&ordre=recentes&page=2";
    const filter = read(query);
    expect(filter).toMatchObject({ reading: "unread-by-me", assigned: "to-me", coded: "no", claimed: "no", claim: 12 });
    expect(read(new URLSearchParams(corpusQuery(filter)).toString())).toEqual(filter);
    for (const one of [
      "verdict=brouillon",
      `attribution=${ANALYST}`,
      "attribution=personne",
      "lecture=lu-par-personne",
    ]) {
      expect(read(new URLSearchParams(corpusQuery(read(one))).toString()), one).toEqual(read(one));
      expect(isFiltered(read(one)), one).toBe(true);
    }
    expect(isFiltered(read("ordre=recentes&page=3"))).toBe(false);
    expect(read("", null).order).toBe("hasard");
    expect(read("").order).toBe("anciennes");
    for (const order of ["hasard", "recentes", "anciennes"]) {
      for (const viewer of [ANALYST, null]) {
        const asked = read(`ordre=${order}`, viewer);
        expect(read(new URLSearchParams(corpusQuery(asked)).toString(), viewer).order).toBe(order);
      }
    }
    expect(read("verdict=brouillon")).toMatchObject({ hasDraft: true, verdict: null });
    expect(corpusQuery(read("ordre=ebauche")).ordre).toBe("ebauche");
    expect(faultOf("ordre=ebauche", null)).toBe("ordre");
  });

  it("names the parameter whose value is not on its list", () => {
    const wrong: Readonly<Record<CorpusParameter, string>> = {
      q: "a".repeat(201),
      type: "x",
      element: "a'b",
      passage: "p 0",
      territoire: "R 53",
      categorie: "<b>",
      canal: "web",
      langue: "de",
      theme: "a;b",
      campagne: "0",
      constat: "1e3",
      verdict: "oui",
      lecture: "constructor",
      attribution: "__proto__",
      codage: "oui",
      constats: "no",
      ordre: "email",
      page: "0",
    };
    for (const name of CORPUS_PARAMETERS) {
      expect(faultOf(new URLSearchParams({ [name]: wrong[name] }).toString())).toBe(name);
    }
    for (const q of ["\0", "a\ud800"]) {
      expect(readCorpusFilter((name) => (name === "q" ? q : ""), PROCESS, null)).toEqual({ fault: "q" });
    }
  });

  it("keeps from the public what only the team may ask", () => {
    for (const query of ["lecture=a-lire", "attribution=moi", "codage=non", "constats=non", "verdict=brouillon"]) {
      expect(faultOf(query, null), query).toBe(query.split("=")[0]);
      expect(faultOf(query), query).toBeNull();
    }
  });
});
