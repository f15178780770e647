// npm run bench -- submit: durable contributions per second through HTTP, beside pgbench doing the same inserts on the same
// database; p99; then the same load while the web process and PostgreSQL are killed: nothing acknowledged may be lost or doubled.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withoutSocket } from "../src/platform/db.ts";
import { load, post } from "./load.ts";
import { type Product, startProduct } from "./product.ts";
import { CONNECTIONS, copyDrafts, sendAddress, submitAll, writeModel } from "./submission.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = 3;
const DRAFTS = 20_000;

function pgbenchProgram(): string | null {
  const folder = "/usr/lib/postgresql";
  const versions = existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => path.join(folder, version, "bin/pgbench")).find((file) => existsSync(file)) ?? null;
}

/** The same rows in one transaction, by pgbench: what this database can do without us. */
function peer(product: Product, program: string, model: string): number {
  const folder = mkdtempSync(path.join(tmpdir(), "jalon-pgbench-"));
  const script = path.join(folder, "submit.sql");
  writeFileSync(
    script,
    `begin;
insert into contributions.contribution
  (process_id, kind, edition_id, body, channel, language, receipt_hash, draft_id)
select process_id, 'comment', edition_id, answers->>'body', channel, language, sha256(gen_random_uuid()::text::bytea), gen_random_uuid()
from contributions.draft where id = '${model}';
insert into journal.entry (kind, subject_id, acting_role, payload, digest)
values ('contribution.submitted', gen_random_uuid(), 'visitor', '{"channel":"online","kind":"comment"}', repeat('0', 64));
update contributions.draft set submitted_at = null where id = (select id from contributions.draft tablesample system (1) limit 1);
commit;
`,
  );
  const { url, host } = withoutSocket(product.url);
  const { username, pathname } = new URL(url);
  const args = ["-n", "-M", "prepared", "-c", String(CONNECTIONS), "-j", "1", "-T", String(SECONDS), "-f", script];
  const done = spawnSync(program, [...args, "-h", host ?? "localhost", "-U", username, pathname.slice(1)], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  const found = /tps = ([\d.]+)/.exec(done.stdout);
  if (!found) throw new Error(`pgbench: ${done.stderr || done.stdout}`);
  return Number(found[1]);
}

async function audit(product: Product, acknowledged: readonly string[]): Promise<{ lost: number; doubled: number }> {
  const [row] = await product.sql<{ lost: number; doubled: number }[]>`
    with acknowledged as (select distinct unnest(${[...new Set(acknowledged)]}::uuid[]) as id)
    select
      (
        select count(*)
        from acknowledged
        where not exists (select from contributions.contribution where contribution.draft_id = acknowledged.id)
          or not exists (
            select
            from journal.entry
            join contributions.contribution on contribution.id = entry.subject_id
            where contribution.draft_id = acknowledged.id
              and entry.kind = 'contribution.submitted'
          )
      ) as lost,
      (
        select count(*)
        from (
          select draft_id
          from contributions.contribution
          where draft_id is not null
          group by draft_id
          having count(*) > 1
        ) as twice
      ) as doubled
  `;
  return row ?? { lost: Number.NaN, doubled: Number.NaN };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const product = await startProduct();
try {
  let web = await product.startWeb();
  const form = await writeModel(web);
  const drafts = await copyDrafts(product, form.model, DRAFTS * ROUNDS);
  const program = pgbenchProgram();
  if (!program) console.log("pgbench is not on this machine (Debian package postgresql-contrib): no peer, no ratio");

  const rates: number[] = [];
  const peers: number[] = [];
  const p99: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { result, acknowledged } = await submitAll(web, form, drafts, { seconds: SECONDS });
    if (acknowledged.length < result.answers * 0.99)
      throw new Error(`${result.answers} answers, ${acknowledged.length} receipts`);
    rates.push(acknowledged.length / SECONDS);
    p99.push(result.p99);
    if (program) peers.push(peer(product, program, form.model));
  }
  const half = await load({
    port: web.port,
    connections: CONNECTIONS,
    seconds: SECONDS,
    rate: median(rates) / 2,
    request: () =>
      post(sendAddress(drafts.pop() ?? form.model), `csrf=${encodeURIComponent(form.csrf)}`, {
        cookie: form.cookie,
        origin: `http://127.0.0.1:${web.port}`,
      }),
  });
  console.log(
    `contributions: ${median(rates).toFixed(0)} a second, p99 ${median(p99).toFixed(1)} ms with ${CONNECTIONS} connections at full speed, ${half.p99.toFixed(1)} ms at half of it`,
  );
  if (program) {
    const ratio = median(rates.map((rate, index) => rate / (peers[index] ?? Number.NaN)));
    console.log(
      `pgbench, same rows: ${median(peers).toFixed(0)} a second; ratio ${ratio.toFixed(2)} (target 0.5: ${ratio >= 0.5 ? "reached" : "missed"})`,
    );
  }

  const acknowledged: string[] = [];
  /** The kill falls in the middle of the load, wherever that is: here a delay is what is measured, nothing waits for it. */
  const midLoad = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 1_000));
  const sending = async (): Promise<void> => {
    acknowledged.push(...(await submitAll(web, form, drafts, { seconds: 3 })).acknowledged);
  };
  for (let kill = 0; kill < 3; kill += 1) {
    const load = sending();
    await midLoad();
    await web.stop("SIGKILL");
    await load;
    web = await product.startWeb(web.port);
  }
  const appKills = await audit(product, acknowledged);
  console.log(
    `kill -9 of the web process, 3 times: ${acknowledged.length} acknowledged, ${appKills.lost} lost, ${appKills.doubled} doubled`,
  );

  const before = acknowledged.length;
  for (let kill = 0; kill < 3; kill += 1) {
    const load = sending();
    await midLoad();
    await product.crashDatabase();
    await load;
  }
  const databaseKills = await audit(product, acknowledged);
  console.log(
    `kill -9 of PostgreSQL, 3 times: ${acknowledged.length - before} acknowledged, ${databaseKills.lost} lost, ${databaseKills.doubled} doubled`,
  );

  // everything again, as browsers retry: still one contribution a draft
  const again = [...new Set(acknowledged)].slice(0, 2_000);
  await submitAll(web, form, again, { seconds: 2 });
  const retried = await audit(product, acknowledged);
  console.log(`sent again: ${retried.lost} lost, ${retried.doubled} doubled`);
  await web.stop();
  if (
    appKills.lost + appKills.doubled + databaseKills.lost + databaseKills.doubled + retried.lost + retried.doubled >
    0
  )
    process.exitCode = 1;
} finally {
  await product.stop();
}
