import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const DEBIAN = "/usr/bin/chromium";
/** Nothing is fetched from elsewhere, and nothing of the machine's sandbox is needed. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

/** A real Chromium: the system's where it is installed, else the one inside an npm package. No download either way. */
export async function launchBrowser(): Promise<Browser> {
  if (existsSync(DEBIAN)) return await chromium.launch({ executablePath: DEBIAN, args: FLAGS });
  const { default: packaged } = await import("@sparticuz/chromium");
  return await chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...FLAGS] });
}
