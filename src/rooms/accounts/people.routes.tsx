import { z } from "zod";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { asId, isUuid, type PersonId } from "#kernel/ids.ts";
import { LANGS } from "#kernel/lang.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { ROLES } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { isRole, needsTerritory } from "./account.rules.ts";
import { keepSession } from "./browser-of.routes.ts";
import { changeTeam, createAccount, type TeamChange } from "./people.actions.ts";
import { NewPersonView, PeopleView, PersonView } from "./people.view.tsx";
import { findPerson, listPeople, listTerritories, PEOPLE_PER_PAGE, type Person } from "./person.queries.ts";
import { emailField, grantSchema, nameField } from "./sign-in-schemas.routes.ts";

const newPersonSchema = z.object({
  adresse: emailField,
  nom: nameField,
  langue: z.enum(LANGS, "accounts.error.language"),
  roles: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.enum(ROLES), "people.error.role").min(1, "people.error.role").max(ROLES.length, "people.error.role"),
  ),
  territoire: z.string().max(10).catch(""),
});

const ACTS = { donner: "give", retirer: "take", suspendre: "suspend", retablir: "reactivate" } as const;
const actSchema = z.object({ acte: z.enum(["donner", "retirer", "suspendre", "retablir"], "people.error.role") });
const NOTICES: Readonly<Record<TeamChange["act"], MessageKey>> = {
  give: "people.given",
  take: "people.taken",
  suspend: "people.suspended",
  reactivate: "people.reactivated",
};

const text = (value: string | readonly string[] | undefined) => (typeof value === "string" ? value : undefined);

async function personOf(ctx: Context): Promise<Person> {
  const id = ctx.params.person;
  const person = isUuid(id) ? await findPerson(ctx.sql, asId<PersonId>(id)) : null;
  if (!person) throw new NotFound();
  return person;
}

async function showPerson(
  ctx: Context,
  { role, errors = [] }: { role?: string; errors?: readonly FieldError[] } = {},
): Promise<Response> {
  const [person, territories] = await Promise.all([personOf(ctx), listTerritories(ctx.sql)]);
  const isSelf = person.personId === ctx.viewer?.personId;
  const view = <PersonView frame={ctx.frame} {...{ person, territories, isSelf, role, errors }} />;
  return ctx.page(view, { status: errors.length > 0 ? 422 : 200 });
}

/** The change a form asks for; errors of its fields otherwise. */
async function changeIn(ctx: Context): Promise<TeamChange | readonly FieldError[]> {
  const form = await ctx.readForm(actSchema);
  if (!form.ok) return form.errors;
  const act = ACTS[form.value.acte];
  if (act === "suspend" || act === "reactivate") return { act };
  const grant = await ctx.readForm(grantSchema);
  if (!grant.ok) return grant.errors;
  return { act, grant: { role: grant.value.role, territory: grant.value.territoire || null } };
}

export const peopleRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPeople,
    who: ["administrator"],
    query: ["recherche", "role", "page"],
    async handle(ctx) {
      const search = ctx.queryText("recherche").slice(0, 100);
      const asked = ctx.queryText("role");
      const role = isRole(asked) ? asked : "";
      const page = ctx.queryPage();
      const { people, count } = await listPeople(ctx.sql, { search, role, page });
      const pages = Math.max(1, Math.ceil(count / PEOPLE_PER_PAGE));
      return ctx.page(<PeopleView frame={ctx.frame} {...{ people, count, page, pages, search, role }} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamPeople,
    who: ["administrator"],
    async handle(ctx) {
      const form = await ctx.readForm(newPersonSchema);
      const again = async (errors: readonly FieldError[]) => {
        const { typed } = form;
        const shown = {
          email: text(typed.adresse),
          name: text(typed.nom),
          language: text(typed.langue),
          roles: [typed.roles ?? []].flat(),
          territory: text(typed.territoire),
        };
        const territories = await listTerritories(ctx.sql);
        return ctx.page(<NewPersonView frame={ctx.frame} {...{ territories, errors }} typed={shown} />, {
          status: 422,
        });
      };
      if (!form.ok) return await again(form.errors);
      const { adresse: email, nom: displayName, langue: language, roles, territoire } = form.value;
      const grants = roles.map((role) => ({ role, territory: needsTerritory(role) ? territoire || null : null }));
      try {
        const personId = await createAccount(ctx.actor, { email, displayName, language, grants }, ctx.world);
        return ctx.redirect(urls.teamPerson(ctx.lang, { person: personId }), { notice: "people.created" });
      } catch (error) {
        if (error instanceof Invalid) return await again(ctx.fieldErrors(error));
        throw error;
      }
    },
  }),
  route({
    method: "GET",
    path: patterns.teamPerson,
    who: ["administrator"],
    async handle(ctx) {
      if (ctx.params.person !== "nouveau") return await showPerson(ctx);
      return ctx.page(<NewPersonView frame={ctx.frame} territories={await listTerritories(ctx.sql)} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamPerson,
    who: ["administrator"],
    async handle(ctx) {
      const { personId } = await personOf(ctx);
      const change = await changeIn(ctx);
      if (!("act" in change)) return await showPerson(ctx, { errors: change });
      try {
        const ownCookie = await changeTeam(ctx.actor, personId, change);
        if (ownCookie) {
          keepSession(ctx, ownCookie);
          // one's own page stays open whatever right was given up
          return ctx.redirect(urls.account(ctx.lang), { notice: NOTICES[change.act] });
        }
      } catch (error) {
        if (!(error instanceof Invalid) || !("grant" in change)) throw error;
        return await showPerson(ctx, { role: change.grant.role, errors: ctx.fieldErrors(error) });
      }
      return ctx.redirect(urls.teamPerson(ctx.lang, { person: personId }), { notice: NOTICES[change.act] });
    },
  }),
];
