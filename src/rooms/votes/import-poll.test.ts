// A vote held elsewhere is continued here: by its page, by its command, and never by half.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { importPollCommand } from "./import-poll.command.ts";
import { numbersOf } from "./import-poll.rules.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(() => house.close());

const VOTES = `timestamp,datetime,comment-id,voter-id,vote
1600000003000,x,0,a,-1
1600000001000,x,0,a,1
1600000002000,x,7,a,0
1600000002000,x,7,b,1
1600000002500,x,9,b,1
1600000002600,x,11,b,-1
`;
const COMMENTS = `comment-id,moderated,is-meta,comment-body
0,1,false,"Une phrase, avec une virgule"
7,0,false,<script>alert(1)</script>
9,-1,false,Hors sujet
11,1,true,Ces phrases sont trop longues
`;
const SUMMARY = "topic,Un sujet d’ailleurs\nurl,https://ailleurs.test\nconversation-description,Une présentation.\n";

type Files = Readonly<Partial<Record<"votes" | "comments" | "summary", string>>>;
const FIELDS = {
  process: ESSAI.process,
  title: "",
  from: "atelier de mars",
  language: "fr",
  closes: "2090-01-01 00:00",
};

async function send(files: Files, fields: Partial<typeof FIELDS> & { id?: string } = {}) {
  const editor = await house.as("editor");
  await editor.get("/fr/equipe/reprendre-un-vote");
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(editor.html)?.[1] ?? "";
  const body = new FormData();
  for (const [name, value] of Object.entries({ csrf: hidden("csrf"), id: hidden("id"), ...FIELDS, ...fields }))
    body.set(name, value);
  for (const [name, text] of Object.entries(files))
    body.set(name, new File([text], `${name}.csv`, { type: "text/csv" }));
  const headers = { origin: "http://jalon.test" };
  const response = await editor.request("/fr/equipe/reprendre-un-vote", { method: "POST", body, headers });
  return {
    status: response.status,
    location: response.headers.get("location") ?? "",
    html: await response.text(),
    editor,
  };
}

const counts = async () => {
  const [row] = await house.sql`
    select (select count(*) from polls.poll) as polls, (select count(*) from polls.statement) as statements,
      (select count(*) from votes.voter) as voters, (select count(*) from votes.vote) as votes
  `;
  return row;
};

describe("by its page", () => {
  it("makes a question in preparation with its statements, its moderation and the last vote of each", async () => {
    const { status, location, editor } = await send({ votes: VOTES, comments: COMMENTS, summary: SUMMARY });
    expect(status).toBe(303);
    await editor.get(location);
    expect(editor.html).toContain("Un sujet d’ailleurs");
    expect(editor.html).toContain("En préparation");
    const number = Number(location.split("/").at(-1));
    const statements = await house.sql`
      select statement.number, state, is_meta from polls.statement join polls.poll on poll.id = poll_id
      where poll.number = ${number} order by 1
    `;
    expect(statements.map((row) => Object.values(row))).toEqual([
      [0, "shown", false],
      [7, "waiting", false],
      [9, "hidden", false],
      [11, "shown", true],
    ]);
    const votes = await house.sql`
      select statement.number, value, voter.is_verified from votes.vote
      join votes.voter on voter.id = vote.voter_id join polls.statement on statement.id = vote.statement_id
      join polls.poll on poll.id = vote.poll_id
      where poll.number = ${number} order by statement.number, value
    `;
    expect(votes.map((row) => Object.values(row))).toEqual([
      [0, -1, false],
      [7, 0, false],
      [7, 1, false],
      [9, 1, false],
      [11, -1, false],
    ]);
    await editor.get(`${location}/affirmations/7`);
    expect(editor.html).toContain("&lt;script>");
  });

  it("takes a matrix, and the same form twice as one question", async () => {
    const matrix = "participant,group-id,0,7\na,0,1,\nb,1,,-1\n";
    const id = "00000000-0000-4000-8000-00000000abcd";
    const before = await counts();
    expect((await send({ votes: matrix, comments: COMMENTS }, { title: "Une matrice", id })).status).toBe(303);
    expect((await send({ votes: matrix, comments: COMMENTS }, { title: "Une matrice", id })).status).toBe(303);
    const after = await counts();
    expect(Number(after?.polls) - Number(before?.polls)).toBe(1);
    expect(Number(after?.votes) - Number(before?.votes)).toBe(2);
  });

  it("names the line and the column of what it cannot read, and stores nothing", async () => {
    const before = await counts();
    const wrong: readonly (readonly [Files, RegExp])[] = [
      [{ votes: `${VOTES}1600000002600,x,11,b,2\n`, comments: COMMENTS }, /votes\.csv[^<]*line 8, column 5 \(vote\)/],
      [
        { votes: VOTES, comments: COMMENTS.replace("9,-1,", "9,-2,") },
        /comments\.csv[^<]*line 4, column 2 \(moderated\)/,
      ],
      [{ votes: VOTES, comments: "comment-id,moderated\n0,1\n7,1\n9,1\n11,1\n" }, /colonne comment-body/],
      [
        { votes: VOTES, comments: COMMENTS.replace("Hors sujet", "").replace("9,-1", "9,1") },
        /L’affirmation 9 n’a pas de mots/,
      ],
      [{ votes: VOTES.replaceAll(",11,", ",12,"), comments: COMMENTS }, /L’affirmation 12 n’a pas de mots/],
      [{ votes: VOTES, comments: COMMENTS }, /Écrivez la question, ou joignez/],
      [{ votes: VOTES, comments: `${COMMENTS}12,1,false,"jamais fermé` }, /line 6, column 4/],
      [{ votes: VOTES }, /Choisissez le fichier des affirmations/],
      [{ comments: COMMENTS }, /Choisissez le fichier des votes/],
      [{ votes: "\u0000\u0001", comments: COMMENTS }, /line 1/],
    ];
    for (const [files, said] of wrong) {
      const { status, html } = await send(files);
      expect(status, String(said)).toBe(422);
      expect(html).toMatch(said);
      expect(html).not.toContain("jalon-import-");
    }
    expect(await counts()).toEqual(before);
  });

  it("is for editors and administrators", async () => {
    const moderator = await house.as("moderator");
    await moderator.get("/fr/equipe/reprendre-un-vote");
    expect(moderator.status).toBe(403);
  });
});

describe("by its command", () => {
  const run = async (folder: string, over: Record<string, string> = {}) => {
    const said: unknown[] = [];
    const out = { data: (value: unknown) => said.push(value) } as never;
    const options = { process: ESSAI.process, from: "ailleurs", closes: "2090-01-01 00:00", ...over };
    const code = await importPollCommand.run({ sql: house.sql, args: [folder], options, out } as never);
    return { code, said: said[0] };
  };
  const folderOf = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(path.join(tmpdir(), "jalon-test-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return folder;
  };

  it("imports once, however often it runs", async () => {
    const folder = folderOf({ "votes.csv": VOTES, "comments.csv": COMMENTS, "summary.csv": SUMMARY });
    expect((await run(folder)).said).toMatchObject({ status: "imported", statements: 4, participants: 2, votes: 6 });
    expect((await run(folder)).said).toMatchObject({ status: "known", poll: null });
  });

  it("refuses with a sentence", async () => {
    const folder = folderOf({ "votes.csv": VOTES, "comments.csv": COMMENTS });
    await expect(run(folder)).rejects.toThrow(/question|Écrivez/);
    await expect(run(folder, { process: "nulle-part" })).rejects.toThrow(/nulle-part/);
    await expect(run(folder, { closes: "demain" })).rejects.toThrow(/2027-03-14/);
    await expect(run(path.join(folder, "absent"))).rejects.toThrow(/absent/);
  });
});

it("keeps numbers that are numbers, and numbers the others after them", () => {
  expect([...numbersOf(["b-1", "3", "007", "0"])]).toEqual([
    ["3", 3],
    ["0", 0],
    ["b-1", 4],
    ["007", 5],
  ]);
});
