// T31 and T32: files that leave (cells that a spreadsheet would run) and files that come (bombs, wrong charsets, endless nesting).
import { deflateRawSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll } from "vitest";
import { ESSAI } from "../house.ts";
import { fault } from "./fault.ts";
import { changedTables, fingerprint } from "./fingerprint.ts";
import { createStage, decide, type Member, post, postParts, type Stage } from "./stage.ts";
import { formulas, scripts } from "./texts.ts";

let stage: Stage;
let editor: Member;
const odd = [
  ...formulas.cases,
  ...scripts,
  "a;=1+1",
  "\t=1",
  "\r\n=1",
  "''",
  "'",
  "=",
  '"',
  '""=1+1',
  "\ufeff=1+1",
  "\u200b@SUM(1)",
  "  =1+1",
  "2023-05-17",
  "007",
];
beforeAll(async () => {
  stage = await createStage();
  editor = await stage.as("editor");
  for (const text of odd) {
    if (text.trim() === "") continue;
    await stage.contribute({
      kind: "proposal",
      title: text,
      body: text,
      organisation: text,
      authorName: text.slice(0, 80),
      channelDetail: text,
    });
  }
  const { number } = await stage.contribute({ body: "Avec décision." });
  await decide(stage, [number], { reason: "=1+1", answer: "@SUM(1)", publish: true });
}, 120_000);
afterAll(() => stage.close());

const file = async (name: string) => await (await stage.fetch(`/fr/donnees-ouvertes/${ESSAI.process}/${name}`)).text();
const cells = async (name: string) => parse(await file(name), { bom: true, columns: true }) as Record<string, string>[];
/** What a spreadsheet looks at: the first characters that are not spaces, marks nobody sees or quotes. */
const isFormula = (cell: string) =>
  /^[\s\p{Cc}\p{Cf}"]*[=＝@＠]/u.test(cell) || /^[\s\p{Cc}\p{Cf}"]*[+＋\-－](?![\d\s.,()]*$)/u.test(cell);
const FILES = ["contributions.csv", "decisions.csv", "passages.csv", "editions.csv", "nodes.csv", "changes.csv"];

fault(
  "T31",
  {
    attack: `${odd.length} cells that a spreadsheet would run, in every text of the open data`,
    expected: "no cell begins a formula; honest numbers unchanged",
  },
  async () => {
    const wrong: string[] = [];
    for (const name of FILES)
      for (const row of await cells(name))
        for (const [column, cell] of Object.entries(row))
          if (isFormula(cell)) wrong.push(`${JSON.stringify(cell.slice(0, 40))} in ${column} of ${name}`);
    const bodies = (await cells("contributions.csv")).map(({ body }) => body);
    for (const honest of ["-2.5", "+33 6 12 34 56 78"])
      if (!bodies.includes(honest)) wrong.push(`${honest} is changed`);
    return wrong;
  },
);

fault(
  "T31",
  { attack: "the same cells, read again", expected: "import(export(x)) = x; CSV and JSON say the same" },
  async () => {
    const { unguardCell } = await import("#kernel/cell-guard.ts");
    const wrong: string[] = [];
    const json = JSON.parse(await file("contributions.json")) as { rows?: Record<string, unknown>[] } & Record<
      string,
      unknown
    >[];
    const rows = json.rows ?? json;
    const csv = await cells("contributions.csv");
    const stored = await stage.sql<
      { number: number; title: string | null; body: string }[]
    >`select number, title, body from contributions.public_contribution`;
    for (const { number, title, body } of stored) {
      const [inCsv, inJson] = [
        csv.find((row) => row.number === String(number)),
        rows.find((row) => row.number === number),
      ];
      if (inJson?.body !== body || inJson?.title !== title)
        wrong.push(`JSON ${number}: ${JSON.stringify(inJson?.body)}`);
      if (unguardCell(inCsv?.body ?? "") !== body || unguardCell(inCsv?.title ?? "") !== (title ?? ""))
        wrong.push(`CSV ${number}: ${JSON.stringify(inCsv?.body)}`);
    }
    return stored.length > 30 ? wrong : [...wrong, "too few rows"];
  },
);

fault(
  "T45",
  {
    attack: "data files asked with and without compression, and again with their tag",
    expected: "security headers on every answer",
  },
  async () => {
    const wrong: string[] = [];
    for (const init of [{}, { headers: { "accept-encoding": "gzip" } }]) {
      const response = await stage.fetch(`/fr/donnees-ouvertes/${ESSAI.process}/contributions.csv`, init);
      const again = await stage.fetch(`/fr/donnees-ouvertes/${ESSAI.process}/contributions.csv`, {
        headers: { "if-none-match": response.headers.get("etag") ?? "" },
      });
      for (const { headers, status } of [response, again])
        for (const name of ["content-security-policy", "x-content-type-options", "referrer-policy"])
          if (!headers.has(name)) wrong.push(`${status} without ${name}`);
      if (again.status !== 304) wrong.push(`asked again: ${again.status}`);
    }
    return wrong;
  },
);

/** A ZIP archive of our own making; `claimed` is the size its headers announce. */
function zip(entries: readonly { name: string; data: Buffer; claimed?: number }[]): Buffer<ArrayBuffer> {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimed } of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const path = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claimed ?? data.length, 18);
    head.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, path, packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), head, where, path]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Math.min(entries.length, 65_535), 4);
  end.writeUInt16LE(Math.min(entries.length, 65_535), 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\u0005\u0006"), end]);
}

const WORD = "word/document.xml";
const TYPES = {
  name: "[Content_Types].xml",
  data: Buffer.from(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
  ),
};
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join("")}]><w:document>&u;</w:document>`;
const OUTSIDE = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document>&e;</w:document>`;

const BOMBS: readonly { name: string; file: string; data: () => string | Buffer<ArrayBuffer> }[] = [
  {
    name: "300 MB of zeros packed in 300 kB",
    file: "bombe.docx",
    data: () => zip([TYPES, { name: WORD, data: Buffer.alloc(300_000_000) }]),
  },
  {
    name: "300 MB that the headers call 10 bytes",
    file: "menteur.docx",
    data: () => zip([TYPES, { name: WORD, data: Buffer.alloc(300_000_000), claimed: 10 }]),
  },
  {
    name: "60,000 entries",
    file: "foule.docx",
    data: () => zip(Array.from({ length: 60_000 }, (_, i) => ({ name: `e${i}`, data: Buffer.alloc(0) }))),
  },
  {
    name: "a path out of the archive",
    file: "chemin.docx",
    data: () => zip([TYPES, { name: "../../etc/passwd", data: Buffer.from("x") }]),
  },
  {
    name: "billion laughs in XML",
    file: "rires.docx",
    data: () => zip([TYPES, { name: WORD, data: Buffer.from(LAUGHS) }]),
  },
  {
    name: "an outside entity in XML",
    file: "dehors.docx",
    data: () => zip([TYPES, { name: WORD, data: Buffer.from(OUTSIDE) }]),
  },
  { name: "not an archive", file: "faux.docx", data: () => "PK\u0003\u0004 not a zip" },
  { name: "an empty file named docx", file: "vide.docx", data: () => " " },
  {
    name: "billion laughs in YAML",
    file: "rires.yaml",
    data: () =>
      `a: &a [lol]\n${Array.from({ length: 9 }, (_, i) => `${String.fromCharCode(98 + i)}: &${String.fromCharCode(98 + i)} [${`*${String.fromCharCode(97 + i)},`.repeat(9)}]`).join("\n")}`,
  },
  { name: "100,000 brackets in YAML", file: "crochets.yaml", data: () => "[".repeat(100_000) },
  {
    name: "10,000 levels of indentation in YAML",
    file: "niveaux.yaml",
    data: () => Array.from({ length: 2_000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
  },
  { name: "a tag in YAML", file: "balise.yaml", data: () => "!!js/function 'x'" },
  { name: "one line of 5 MB in YAML", file: "ligne.yaml", data: () => `title: ${"a".repeat(5_000_000)}` },
  { name: "100,000 headings in Markdown", file: "titres.md", data: () => "# a\n\nb\n\n".repeat(100_000) },
  { name: "a heading of 5 MB in Markdown", file: "titre.md", data: () => `# ${"#".repeat(5_000_000)}` },
  {
    name: "Latin-1",
    file: "latin.md",
    data: () => Buffer.from("# \u00c9t\u00e9\n\nUn texte d\u00e9j\u00e0 lu.", "latin1"),
  },
  { name: "UTF-16", file: "utf16.md", data: () => Buffer.from("# Titre", "utf16le") },
  { name: "NUL", file: "nul.md", data: () => "# Tit\u0000re\n\nTexte" },
  { name: "7 MB", file: "gros.md", data: () => "a".repeat(7_000_000) },
  { name: "an unknown kind of file", file: "programme.exe", data: () => "MZ" },
  { name: "a name of 5,000 letters", file: `${"a".repeat(5_000)}.pdf`, data: () => "%PDF" },
];

fault(
  "T32",
  {
    attack: `${BOMBS.length} files to import: bombs, laughs, nesting, other charsets, NUL`,
    expected: "refused with a sentence in < 2 s and < 200 MB, nothing stored",
    timeout: 90_000,
  },
  async () => {
    const wrong: string[] = [];
    for (const { name, file: fileName, data } of BOMBS) {
      const parts = new FormData();
      const fields = {
        step: "confirm",
        format: "yaml",
        kind: "roadmap",
        document: "bombe",
        title: "Bombe",
        label: "Projet",
        publishedOn: "2026",
        text: "",
        publish: "yes",
      };
      for (const [field, value] of Object.entries(fields)) parts.set(field, value);
      parts.set("file", new File([data()], fileName));
      const before = await fingerprint(stage.sql);
      const memory = process.memoryUsage().rss;
      const started = process.cpuUsage();
      const { status, html } = await postParts(editor, "/fr/equipe/textes/importer", parts);
      const { user, system } = process.cpuUsage(started);
      const stored = changedTables(before, await fingerprint(stage.sql));
      const sentence = /error-summary|class="[^"]*error/.test(html) || /<p>[^<]{20,}/.test(html);
      const more = process.memoryUsage().rss - memory;
      if (status < 400 || status >= 500 || !sentence) wrong.push(`${name}: ${status}`);
      if (user + system > 2_000_000) wrong.push(`${name}: ${Math.round((user + system) / 1_000)} ms`);
      if (more > 200_000_000) wrong.push(`${name}: ${Math.round(more / 1e6)} MB more`);
      if (stored.length > 0) wrong.push(`${name}: stored in ${stored.join(", ")}`);
    }
    return wrong;
  },
);

fault(
  "T32",
  {
    attack: "forms whose parts are broken: no boundary, a boundary that never comes, parts without name",
    expected: "4xx, nothing stored",
  },
  async () => {
    const wrong: string[] = [];
    const bodies: readonly [string, string][] = [
      ["multipart/form-data", "--x\r\n\r\n"],
      ["multipart/form-data; boundary=x", "nothing"],
      ["multipart/form-data; boundary=x", `--x\r\ncontent-disposition: form-data; name="csrf`],
      ["multipart/form-data; boundary=x", "--x\r\ncontent-disposition: form-data\r\n\r\na\r\n--x--\r\n"],
      ["application/x-www-form-urlencoded", "%"],
      ["application/x-www-form-urlencoded", "csrf=%ff%fe&nom=%ed%a0%80"],
      ["application/json", `{"nom":"x"}`],
      ["text/plain", "nom=x"],
      ["", "nom=x"],
    ];
    for (const [type, body] of bodies) {
      for (const action of ["/fr/mon-compte", "/fr/equipe/textes/importer"]) {
        const before = await fingerprint(stage.sql);
        const response = await editor.request(action, {
          method: "POST",
          body,
          headers: { origin: "http://jalon.test", "content-type": type },
        });
        const stored = changedTables(before, await fingerprint(stage.sql));
        if (response.status < 400 || response.status >= 500 || stored.length > 0)
          wrong.push(`${type} ${body.slice(0, 20)} on ${action}: ${response.status}`);
      }
    }
    return wrong;
  },
);

fault("T31", { attack: "hostile titles imported, exported, imported again", expected: "the same words" }, async () => {
  const wrong: string[] = [];
  const texts = odd.filter((text) => text.trim() === text && !/[\n\r\t\u200b\ufeff]/.test(text));
  const yaml = `document: hostile\nkind: roadmap\ntitle: Essai\nlanguage: fr\nedition: 1\nlabel: Projet\npublished_on: "2026"\nnodes:\n${texts
    .map(
      (text, i) =>
        `  - type: axis\n    code: "${i + 1}"\n    title: ${JSON.stringify(text)}\n    passages:\n      - ${JSON.stringify(text)}\n`,
    )
    .join("")}`;
  const { status, html } = await post(editor, "/fr/equipe/textes/importer", {
    step: "confirm",
    format: "yaml",
    text: yaml,
    publish: "yes",
  });
  if (status !== 303)
    return [
      `refused: ${status} ${html
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .slice(300, 900)}`,
    ];
  const rows = await stage.sql<{ title: string; text: string }[]>`
    select node.title, passage.text
    from documents.document
    join documents.edition on edition.document_id = document.id
    join documents.edition_node as node on node.edition_id = edition.id
    join documents.edition_passage as passage on passage.edition_id = node.edition_id and passage.node_id = node.node_id
    where document.slug = 'hostile'
    order by node.sort_key
  `;
  texts.forEach((text, i) => {
    if (rows[i]?.title !== text || rows[i]?.text !== text)
      wrong.push(`${JSON.stringify(text)} became ${JSON.stringify(rows[i])}`);
  });
  return wrong;
});
