import { describe, expect, it } from "vitest";
import { originsOf, STATES } from "./contribution.rules.ts";
import { filterQuery, isFiltered, LIST_PARAMETERS, type ListFilter, readFilter } from "./list-filter.rules.ts";

const read = (query: string): ListFilter => {
  const search = new URLSearchParams(query);
  const filter = readFilter((name) => search.get(name) ?? "");
  if ("fault" in filter) throw new Error(filter.fault);
  return filter;
};
const faultOf = (query: string): string | null => {
  const search = new URLSearchParams(query);
  const filter = readFilter((name) => search.get(name) ?? "");
  return "fault" in filter ? filter.fault : null;
};

describe("the filters of the list", () => {
  it("come back the same through the address", () => {
    const query =
      "q=mot&type=comment&element=A1-a&passage=p3&territoire=R53&categorie=usagers&canal=paper&verdict=attente&ordre=recentes";
    const filter = read(query);
    expect(read(new URLSearchParams(filterQuery(filter)).toString())).toEqual(filter);
    expect(isFiltered(filter)).toBe(true);
    expect(isFiltered(read("ordre=anciennes&filtres=tous"))).toBe(false);
    expect(read("").order).toBe("hasard");
  });

  it("name the parameter whose value is not on its list", () => {
    const wrong: Readonly<Record<(typeof LIST_PARAMETERS)[number], string>> = {
      q: "a".repeat(201),
      type: "x",
      element: "a'b",
      passage: "p0",
      territoire: "R 53",
      categorie: "<b>",
      canal: "web",
      verdict: "oui",
      ordre: "email",
      filtres: "oui",
      page: "0",
    };
    for (const name of LIST_PARAMETERS)
      expect(faultOf(new URLSearchParams({ [name]: wrong[name] }).toString())).toBe(name);
  });
});

describe("states", () => {
  it("never come back from withdrawn or erased", () => {
    for (const state of STATES) {
      expect(originsOf(state), state).not.toContain("erased");
      if (state !== "erased") expect(originsOf(state), state).not.toContain("withdrawn");
    }
  });

  it("are received again only after a rephrasing that was asked for", () => {
    expect(originsOf("received")).toEqual(["rephrase_asked"]);
  });
});
