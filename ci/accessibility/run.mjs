// Checks HTML reports for accessibility: axe (WCAG 2.2 A and AA, best practices) and reflow, in light and dark, at 1280
// and 390 pixels. Exit code 1 on any violation, 2 when it cannot run.
//
//   npm ci && node run.mjs report.sv.html report.en.html
//
// CHROMIUM names the browser (default /usr/bin/chromium). SHOTS names a folder for screenshots.

import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const WIDTHS = [1280, 390];
const SCHEMES = ["light", "dark"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Loads a file at a width, with every part that can be opened open, so that nothing hides from the checks. */
async function open(browser, file, width, scheme) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) foreign.push(request.url());
  });
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load" });
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  return { page, foreign };
}

/** What axe finds, one line a violation and element. */
async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  if (result.passes.length === 0) throw new Error("axe checked nothing");
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} (${violation.impact}): ${violation.help}\n      ${node.html.slice(0, 200)}`),
  );
}

/** WCAG 1.4.10: no scrolling sideways. */
async function overflow(page) {
  const wide = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
    culprits: [...document.querySelectorAll("main *, header *, footer *")]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 120)),
  }));
  if (wide.content <= wide.window) return [];
  return [`reflow: content is ${wide.content} px wide in a window of ${wide.window} px: ${wide.culprits.join(" … ")}`];
}

async function check(browser, file, width, scheme) {
  const { page, foreign } = await open(browser, file, width, scheme);
  const found = [
    ...(await violations(page)),
    ...(await overflow(page)),
    ...foreign.map((url) => `the file loads ${url}`),
  ];
  if (process.env.SHOTS) {
    await mkdir(process.env.SHOTS, { recursive: true });
    const name = `${basename(dirname(resolve(file)))}-${basename(file, ".html")}-${width}-${scheme}.png`;
    // Chromium draws no picture taller than 16,384 pixels.
    const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 16000));
    await page.screenshot({ path: join(process.env.SHOTS, name), clip: { x: 0, y: 0, width, height }, captureBeyondViewport: true });
  }
  await page.close();
  console.log(`${found.length === 0 ? "ok  " : "FAIL"} ${file} ${width} px ${scheme}`);
  for (const line of new Set(found)) console.log(`    ${line}`);
  return found.length;
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node run.mjs FILE.html …");
  process.exit(2);
}
let browser;
try {
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  let total = 0;
  for (const file of files) {
    for (const width of WIDTHS) {
      for (const scheme of SCHEMES) total += await check(browser, file, width, scheme);
    }
  }
  process.exitCode = total === 0 ? 0 : 1;
} catch (error) {
  console.error(`cannot check: ${error.message}`);
  process.exitCode = 2;
} finally {
  await browser?.close();
}
