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
/** Made for a machine with one process: with them, closing a page takes the whole browser down. */
const HARMFUL = new Set(["--single-process", "--no-zygote"]);

/** A real Chromium: the system's where it is installed, else the one inside an npm package. No download either way. */
export async function launchBrowser(): Promise<Browser> {
  if (existsSync(DEBIAN)) return await chromium.launch({ executablePath: DEBIAN, args: FLAGS });
  const { default: packaged } = await import("@sparticuz/chromium");
  const args = [...packaged.args.filter((flag) => !HARMFUL.has(flag)), ...FLAGS];
  return await chromium.launch({ executablePath: await packaged.executablePath(), args });
}
