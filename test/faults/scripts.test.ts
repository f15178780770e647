// Class F, T26: texts that are programs, in every text field, looked at on every page by every role, and in a real browser.
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "../browser.ts";
import { ESSAI } from "../house.ts";
import { crawl, type Seen } from "./crawl.ts";
import { fault } from "./fault.ts";
import { serve } from "./served.ts";
import {
  askLink,
  createStage,
  decide,
  type Member,
  moderate,
  post,
  postParts,
  prepareEdition,
  type Stage,
  tokenOf,
  writeDraft,
} from "./stage.ts";
import { scripts } from "./texts.ts";

const MARK = "p4yl0ad";
/** One text that opens every door at once, short enough for the shortest field. */
const SHORT = `"'></textarea></title><img id=${MARK} src=x onerror=alert(1)>`;
const LONG = scripts.map((text) => text.replaceAll("alert(1)", `alert('${MARK}')`)).join("\n");

let stage: Stage;
const team = new Map<string, Member>();
beforeAll(async () => {
  stage = await createStage();
  for (const role of ["participant", "moderator", "editor", "administrator"] as const)
    team.set(role, await stage.as(role));
  await plant();
}, 120_000);
afterAll(() => stage.close());

const member = (role: string) => team.get(role) as Member;

/** All pages of a role, crawled once: nothing is stored by looking. */
const crawled = new Map<string, Promise<readonly Seen[]>>();
const pagesOf = (role: string): Promise<readonly Seen[]> => {
  const starts = ["/fr", "/en", "/fr/plan-du-site", "/fr/equipe", "/fr/journal", "/fr/transparence"];
  const pages =
    crawled.get(role) ??
    crawl(role === "visitor" ? stage.visitor() : member(role), starts, { isBilingual: role === "visitor" });
  crawled.set(role, pages);
  return pages;
};

/** Hostile words in every field that a person can fill. */
async function plant(): Promise<void> {
  const { sql } = stage;
  await sql`update processes.process set title = ${SHORT}, summary = ${LONG}, authority = ${SHORT}, follow_up = ${LONG}`;
  await sql`update processes.phase set title = ${SHORT}, title_en = ${SHORT}`;
  await sql`update processes.circle set name = ${SHORT}, name_en = ${SHORT}`;
  await sql`update processes.actor_category set name_fr = ${SHORT}, name_en = ${SHORT}`;
  await sql`update processes.territory set name = ${SHORT}`;
  await sql`update documents.document set title = ${SHORT}`;
  await sql`update accounts.person set display_name = ${SHORT}`;
  const author = member("participant");
  for (const kind of ["comment", "proposal", "amendment"]) {
    await writeDraft(author, {
      kind: { kind },
      ...(kind === "amendment" ? { rewriting: { proposedText: LONG } } : {}),
      words: { body: LONG, title: SHORT },
      voice: { voice: "person", authorName: SHORT, organisation: SHORT, category: "", territory: "" },
    });
    await author.submit({});
  }
  const rows = await sql<{ number: number }[]>`select number from contributions.contribution order by number`;
  const [first = 0, second = 0, third = 0] = rows.map(({ number }) => number);
  await moderate(member("moderator"), first, { verb: "publish" });
  await moderate(member("moderator"), third, { verb: "publish" });
  await moderate(member("moderator"), second, { verb: "hide", ground: "insult", reason: LONG.slice(0, 1_900) });
  const [code] = await sql<{ id: string }[]>`select id from contributions.contribution where number = ${second}`;
  await author.get(`/fr/recepisse/${code?.id}/contester`);
  await author.submit({ words: LONG });
  const waiting = await stage.contribute({
    state: "received",
    body: LONG,
    title: SHORT,
    kind: "proposal",
    channelDetail: SHORT,
    organisation: SHORT,
  });
  await sql`insert into moderation.flag (contribution_id, kind, explanation) values (${waiting.id}, 'links', ${SHORT})`;
  const shown = await stage.contribute({
    body: LONG,
    title: SHORT,
    kind: "proposal",
    channelDetail: SHORT,
    organisation: SHORT,
    authorName: SHORT.slice(0, 80),
  });
  const decision = await decide(stage, [shown.number, third], { reason: LONG, answer: LONG });
  const draft = await decide(stage, [first], { reason: LONG, answer: LONG });
  await plantWorkOfTheTeam(shown, draft.id);
  await plantTexts(decision.number);
  await post(member("editor"), "/fr/equipe/decisions", {
    act: "publish",
    demarche: ESSAI.process,
    decisions: String(decision.number),
  });
  await plantPolls();
  const parts = new FormData();
  for (const [name, value] of Object.entries({
    step: "preview",
    format: "yaml",
    text: "",
    title: SHORT,
    label: SHORT,
    document: SHORT,
  }))
    parts.set(name, value);
  parts.set("file", new File(["nodes: ["], `${SHORT}.yaml`));
  await postParts(member("editor"), "/fr/equipe/textes/importer", parts);
  await askLink(stage, stage.visitor(), "quelqu-un@exemple.fr");
}

/** Hostile words in a question put to the vote: its own, its statements, why some are not shown, where it was asked. */
async function plantPolls(): Promise<void> {
  const { sql } = stage;
  const [poll] = await sql<{ id: string; number: number }[]>`
    insert into polls.poll (
      process_id, title, introduction, follow_up, opens_at, closes_at, published_at, imported_from, acting_role
    )
    values (
      ${ESSAI.processId}, ${SHORT}, ${LONG.slice(0, 3_900)}, ${LONG.slice(0, 1_900)}, now() - interval '1 day',
      now() + interval '9 days', now() - interval '1 day', ${SHORT}, 'editor'
    )
    returning id, number
  `;
  await sql`
    insert into polls.statement (poll_id, number, text, language, origin, state, hidden_reason, hidden_note)
    select ${poll?.id ?? null}, number, ${SHORT} || number, 'fr', 'participant', state, reason, case state when 'hidden' then ${SHORT} end
    from (values (1, 'shown', null), (2, 'shown', null), (3, 'hidden', 'off_subject'), (4, 'waiting', null)) as one (number, state, reason)
  `;
  await sql`
    insert into polls.stage (poll_id, code, name, held_on) values (${poll?.id ?? null}, 'ici', ${SHORT}, current_date)
  `;
  const number = poll?.number ?? 0;
  const proposing = {
    step: "send",
    id: "00000000-0000-4000-8000-00000000eeee",
    text: SHORT,
    language: "fr",
    website: "",
  };
  await post(member("participant"), `/fr/questions/${number}/proposer`, proposing);
  const closing = { act: "close", version: "1", reason: LONG.slice(0, 1_900) };
  await post(member("editor"), `/fr/equipe/questions/${number}`, closing);
}

/** Hostile words in what the team writes for itself, and in what an author tells it. */
async function plantWorkOfTheTeam({ id }: { readonly id: string }, decision: string): Promise<void> {
  const { sql } = stage;
  const { personId } = member("editor");
  await sql`
    insert into reading.note (contribution_id, person_id, visibility, words)
    values (${id}, ${personId}, 'team', ${LONG}), (${id}, ${personId}, 'self', ${LONG})
  `;
  await sql`
    insert into decisions.review (decision_id, version, act, note, made_by, acting_role)
    values (${decision}, 1, 'asked', '', ${personId}, 'editor'), (${decision}, 1, 'sent_back', ${LONG}, ${personId}, 'editor')
  `;
  await sql`
    insert into decisions.template (title, reason, answer, made_by, acting_role)
    values (${SHORT}, ${LONG}, ${LONG}, ${personId}, 'editor')
  `;
  await sql`
    insert into themes.theme (process_id, code, name, definition, example_in, example_out, words, position)
    values (${ESSAI.processId}, 'hostile', ${SHORT}, ${LONG.slice(0, 1_900)}, ${SHORT}, ${SHORT}, ${[SHORT]}, 1)
  `;
  await sql`
    with claim as (
      insert into synthesis.claim (process_id, position, kind, text, answer, acting_role)
      values (${ESSAI.processId}, 1, 'claim', ${LONG.slice(0, 1_900)}, ${LONG}, 'editor')
      returning id
    )
    insert into synthesis.claim_contribution (claim_id, contribution_id, stance, quote, acting_role)
    select id, ${id}, 'supports', ${SHORT}, 'editor' from claim
  `;
  await sql`
    with campaign as (
      insert into campaigns.campaign (process_id, name, kept_contribution_id)
      values (${ESSAI.processId}, ${SHORT}, ${id})
      returning id
    )
    insert into campaigns.member (campaign_id, contribution_id, similarity) select id, ${id}, 1 from campaign
  `;
}

/** An edition whose every word is hostile, published, and the next one in preparation. */
async function plantTexts(decision: number): Promise<void> {
  const editor = member("editor");
  const publish = async (edition: string) => {
    const date = { "publishedOn-day": "1", "publishedOn-month": "3", "publishedOn-year": "2026" };
    return await post(editor, `/fr/equipe/editions/${edition}/publier`, { drafts: "tied", ...date });
  };
  for (const round of [1, 2]) {
    const edition = await prepareEdition(editor);
    const at = `/fr/equipe/editions/${edition}`;
    await post(editor, at, {
      act: "describe",
      title: SHORT,
      subtitle: SHORT,
      label: SHORT,
      note: LONG,
      ...(await seenOf(edition)),
    });
    const [{ text = "" } = {}] = await stage.sql<{ text: string }[]>`
      select text from documents.edition_passage where edition_id = ${edition} and passage_id = ${ESSAI.passageId(1)}
    `;
    await post(editor, `${at}/passages/p1`, { act: "rewrite", text: `${LONG} ${round}`, seen: text });
    const [{ title = "" } = {}] = await stage.sql<{ title: string }[]>`
      select title from documents.edition_node where edition_id = ${edition} and code = 'A1-a'
    `;
    await post(editor, `${at}/elements/A1-a`, { act: "retitle", title: `${SHORT} ${round}`, seen: title });
    await post(editor, `${at}/elements/A1-a`, { act: "account", why: "editorial", reason: LONG.slice(0, 1_900) });
    await post(editor, `${at}/passages/p1`, { act: "account", why: "decisions", decision: String(decision) });
    if (round === 1) await publish(edition);
  }
}

async function seenOf(edition: string) {
  const [row] = await stage.sql<{ title: string; subtitle: string | null; label: string; note: string | null }[]>`
    select title, subtitle, label, note from documents.edition where id = ${edition}
  `;
  return {
    "seen-title": row?.title ?? "",
    "seen-subtitle": row?.subtitle ?? "",
    "seen-label": row?.label ?? "",
    "seen-note": row?.note ?? "",
  };
}

const ELEMENTS =
  /<(?:script(?! type="module" src="\/assets)|iframe|base|object|embed|math|style|meta http-equiv="refresh"|img(?! [^>]*src="\/assets))/i;
const HANDLERS = /<[a-z][^<>]*?\son[a-z]+\s*=/i;
const ADDRESSES = /\s(?:href|src|action|formaction)="\s*(?:javascript|data|vbscript):/i;

/** Text between quotes of attributes may hold `<`: what is left once they are emptied is what a browser takes for elements. */
function escaped(html: string): readonly string[] {
  const bare = html.replace(/="[^"]*"/g, '=""');
  const found = [ELEMENTS.exec(bare), HANDLERS.exec(bare), ADDRESSES.exec(html)];
  return found.flatMap((match) => (match ? [match[0].slice(0, 60)] : []));
}

for (const role of ["visitor", "participant", "moderator", "editor", "administrator"]) {
  fault(
    "T26",
    {
      attack: `hostile words in every field, all pages as ${role}`,
      expected: "no element, handler or address of theirs",
      timeout: 120_000,
    },
    async () => {
      const pages = await pagesOf(role);
      const marked = pages.filter(({ text }) => text.includes(MARK));
      const wrong = pages.flatMap(({ address, text, isPage }) =>
        isPage ? escaped(text).map((found) => `${found} on ${address}`) : [],
      );
      if (marked.length < 15) wrong.push(`the words were seen on ${marked.length} pages only`);
      return [...wrong, ...pages.filter(({ status }) => status >= 500).map(({ address }) => `failure on ${address}`)];
    },
  );
}

fault(
  "T26",
  {
    attack: "hostile words given back by forms in error, query parameters, file names and headers",
    expected: "no element, handler or address of theirs",
  },
  async () => {
    const wrong: string[] = [];
    const look = (where: string, html: string) => wrong.push(...escaped(html).map((found) => `${found} in ${where}`));
    const visitor = stage.visitor();
    for (const text of [...scripts, SHORT]) {
      const asked = encodeURIComponent(text);
      for (const address of [
        `/fr/demarches/essai/contributions?q=${asked}`,
        `/fr/connexion?retour=${asked}`,
        `/fr/${asked}`,
        `/fr?${asked}=1`,
        `/fr/journal?${asked}=1`,
      ])
        look(
          address,
          await (
            await visitor.request(address, {
              headers: { "user-agent": text.replace(/\n/g, ""), referer: text.replace(/\n/g, "") },
            })
          ).text(),
        );
      look(
        "people search",
        await (await member("administrator").request(`/fr/equipe/comptes?recherche=${asked}`)).text(),
      );
      look("desk search", await (await member("editor").request(`/fr/equipe/decisions?q=${asked}`)).text());
      const token = await tokenOf(visitor);
      look("sign-in", (await post(visitor, "/fr/connexion", { adresse: text, retour: text }, token)).html);
      look("receipt", (await post(visitor, "/fr/recepisse", { code: text }, token)).html);
      look(
        "profile",
        (await post(member("participant"), "/fr/mon-compte", { nom: `${text}\u202e`, langue: text })).html,
      );
      const parts = new FormData();
      for (const [name, value] of Object.entries({ step: "preview", format: "yaml", text: "", title: text }))
        parts.set(name, value);
      parts.set("file", new File([`title: ${text}\nnodes: [`], `${text.replaceAll("/", "")}.yaml`));
      look("import", (await postParts(member("editor"), "/fr/equipe/textes/importer", parts)).html);
      look(
        "import as text",
        (
          await post(member("editor"), "/fr/equipe/textes/importer", {
            step: "preview",
            format: "markdown",
            title: text,
            label: text,
            publishedOn: "2026",
            document: "autre",
            text: `# ${text}\n\n${text}`,
          })
        ).html,
      );
    }
    return wrong;
  },
);

fault(
  "T26",
  { attack: "hostile words in mails, as they leave", expected: "plain text, one addressee, no header of theirs" },
  async () => {
    const { sendWaitingMails } = await import("../../src/rooms/notices/send-mail.actions.ts");
    const { SMTPServer } = await import("smtp-server");
    const letters: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, _session, done) {
        const pieces: Buffer[] = [];
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => {
          letters.push(Buffer.concat(pieces).toString("utf8"));
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.server.address() as { port: number };
    await stage.sql`update notices.mail set captured_at = null, to_address = replace(to_address, 'jalon.test', 'exemple.fr')`;
    await stage.sql`
    insert into notices.mail (to_address, subject, text_body, language, purpose)
    values ('zoe@exemple.fr', ${`Sujet\r\nBcc: autre@exemple.fr\r\n\r\n${SHORT}`}, ${LONG}, 'fr', 'answer')
  `;
    const config = { ...stage.app.world.config, smtpUrl: `smtp://127.0.0.1:${port}` };
    await sendWaitingMails({ sql: stage.sql, config, log: stage.app.world.log }).finally(
      () => new Promise((resolve) => server.close(() => resolve(null))),
    );
    const wrong = letters.flatMap((letter) => {
      const [head = ""] = letter.split("\r\n\r\n");
      const types = head.match(/^content-type:.*/gim) ?? [];
      return [
        ...(types.length === 1 && /text\/plain/.test(types[0] ?? "") ? [] : [`types ${types.join(" ")}`]),
        ...(/^(bcc|cc|reply-to):/im.test(head) ? ["a header of theirs"] : []),
      ];
    });
    return letters.length > 1 ? wrong : [...wrong, `${letters.length} letters left`];
  },
);

fault(
  "T26",
  {
    attack: "the same pages in a real browser",
    expected: "no dialog, no refusal by the policy, no script of theirs",
    timeout: 120_000,
  },
  async () => {
    const served = await serve(stage);
    const chromium = await launchBrowser();
    const wrong: string[] = [];
    try {
      for (const role of ["visitor", "moderator", "editor", "administrator"]) {
        const context = await chromium.newContext({ javaScriptEnabled: true });
        if (role !== "visitor") {
          const session = member(role).cookies.get("jalon_session") ?? "";
          await context.addCookies([{ name: "jalon_session", value: session, url: served.url }]);
        }
        const page = await context.newPage();
        page.on("dialog", async (dialog) => {
          wrong.push(`dialog on ${page.url()}`);
          await dialog.dismiss();
        });
        page.on("console", (message) => {
          if (/Content Security Policy|Trusted Type/.test(message.text()))
            wrong.push(`${message.text().slice(0, 120)} on ${page.url()}`);
        });
        const pages = (await pagesOf(role)).filter(({ text, isPage }) => isPage && text.includes(MARK));
        for (const { address } of pages.slice(0, 25)) {
          await page.goto(served.url + address);
          const found = await page.evaluate(
            (mark) =>
              document.querySelectorAll(
                `#${mark}, script:not([src^="/assets/"]), iframe, [onerror], [onload], [onfocus], [onclick], [onmouseover]`,
              ).length,
            MARK,
          );
          if (found > 0) wrong.push(`${found} elements on ${address}`);
        }
        await context.close();
      }
    } finally {
      await chromium.close();
      await served.close();
    }
    return wrong;
  },
);
