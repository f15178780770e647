import { assetsFolder, builtAssets } from "#platform/built-assets.ts";
import { createHttpServer } from "#platform/http/node-server.ts";
import { listen } from "#platform/start/listen.ts";
import { runRole } from "#platform/start/role.ts";
import { createApp } from "./app.ts";

/** The door of HTTP: one process, as many of them as needed. */
await runRole("web", async ({ sql, config, log }) => {
  const app = await createApp({ sql, config, log, assets: builtAssets(), assetsFolder });
  const isHttps = config.siteUrl.startsWith("https:");
  const server = createHttpServer({ handler: app.fetch, cache: app.cache, isHttps, proxyHops: config.proxyHops });
  return await listen(server, config);
});
