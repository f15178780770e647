// Peer (b): a bare server that builds the same page from hand-made strings after one query, escapes the values and compresses
// the text as the product does. Reads `{ headers, pieces, columns }` on its standard input: the fixed pieces of the page, and
// which value of the query stands between two of them.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { brotliCompressSync, constants } from "node:zlib";
import { connect } from "../../src/platform/db.ts";

type Input = { headers: Record<string, string>; pieces: string[]; columns: number[]; node: string; edition: string };
const { headers, pieces, columns, node, edition } = JSON.parse(await text(process.stdin)) as Input;
const sql = connect({ databaseUrl: process.env.DATABASE_URL ?? "" }, { name: "bench peer" });
const UNSAFE = /[&<>"]/;
const escapeHtml = (value: string): string =>
  UNSAFE.test(value)
    ? value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
    : value;

createServer(async (_, response) => {
  const rows = await sql<{ value: string }[]>`
    select value
    from (
      select sort_key || '/0' as place, title as value
      from documents.edition_node
      where edition_id = ${edition}
        and sort_key like ${`${node}%`}
      union all
      select edition_node.sort_key || '/' || lpad(edition_passage.position::text, 4, '0'), edition_passage.text
      from documents.edition_passage
      join documents.edition_node using (edition_id, node_id)
      where edition_id = ${edition}
        and edition_node.sort_key like ${`${node}%`}
    ) as words
    order by place
  `;
  const values = rows.map((row) => escapeHtml(row.value));
  let page = pieces[0] ?? "";
  for (let index = 0; index < columns.length; index += 1) page += `${values[columns[index] ?? 0]}${pieces[index + 1]}`;
  const body = brotliCompressSync(page, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: page.length },
  });
  response.writeHead(200, { ...headers, "content-length": body.byteLength }).end(body);
}).listen(Number(process.env.PORT), "127.0.0.1");
