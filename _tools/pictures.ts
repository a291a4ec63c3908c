/**
 * Takes the pictures of the README and of the dashboard guide anew, under `docs/images`. Data and day are those of a trial, so that a picture differs from
 * the one before where the pages do, and in how long the steps took.
 *
 * @module
 */
import { setColorEnabled } from "@std/fmt/colors";
import { PAGES } from "../lib/dashboard/pages/mod.ts";
import { clockFrom } from "../lib/run/trial.ts";
import { PIPELINE_TASK } from "../workflows/pipeline.ts";
import { TRIAL_NOW, TrialFolder } from "../workflows/trial_folder.ts";
import { CHROMIUM, launchBrowser, NARROW, TrialSite } from "../workflows/trial_site.ts";
import { terminalPage } from "./picture/terminal_page.ts";

const IMAGES = "docs/images";
/** As much of a page as shows what it is about. */
const WIDE = { width: 1_440, height: 1_300 };
/** What the pages show: three days, so that the last has something to be compared with. */
const TELEMETRY = ["--days=3"];

async function takeSummary(): Promise<void> {
  using folder = new TrialFolder();
  setColorEnabled(true);
  const { code, out, err } = await folder.run(PIPELINE_TASK, [], { clock: clockFrom(TRIAL_NOW) });
  setColorEnabled(false);
  if (code !== 0) throw new Error(`Cannot take the picture of a summary: ${err.join("\n")}`);
  const browser = await launchBrowser();
  const tab = await browser.newPage({ viewport: { width: 920, height: 100 } });
  await tab.setContent(terminalPage("deno task pipeline", out.join("\n").replaceAll(folder.data, "data")));
  await tab.screenshot({ path: `${IMAGES}/summary.png`, fullPage: true });
  await browser.close();
}

async function takePages(): Promise<void> {
  await using site = new TrialSite();
  await site.open(TELEMETRY);
  const pictures = [
    ...PAGES.map(({ path }) => ({ path, name: path === "/" ? "overview" : path.slice(1), viewport: WIDE })),
    { path: "/", name: "phone", viewport: NARROW },
  ];
  for (const { path, name, viewport } of pictures) {
    const tab = await site.tab(path, { viewport });
    await tab.screenshot({ path: `${IMAGES}/dashboard_${name}.png` });
    await tab.close();
  }
}

if (import.meta.main) {
  if (CHROMIUM === null) throw new Error("Cannot take pictures: install chromium");
  await takeSummary();
  await takePages();
}
