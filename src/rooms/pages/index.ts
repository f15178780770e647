/**
 * Pages: home, team home, help and legal pages, register of processing, statistics, site map, health of the service.
 * Who may enter: everybody; the team home is for the team.
 * Tables: none.
 * Journal entries: none.
 * Needs: journal, sequencer, themes; reads processes, documents, contributions, decisions.
 */
import { aboutRoutes } from "./about.routes.tsx";
import { homeRoutes } from "./home.routes.tsx";
import { registerRoutes } from "./register.routes.tsx";
import { serviceRoutes } from "./service.routes.ts";
import { siteRoutes } from "./site.routes.tsx";

export { teamRoutes } from "./team.routes.tsx";
export const routes = [...homeRoutes, ...aboutRoutes, ...registerRoutes, ...siteRoutes, ...serviceRoutes];
