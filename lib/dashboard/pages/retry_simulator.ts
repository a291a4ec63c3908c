/** A form that asks what a retry budget would have saved and cost. @module */
import { escapeHtml } from "../html.ts";
import type { PageContext } from "../page.ts";

/** Renders the form, where there is a server to ask; the client sends it to the API and shows what comes back. */
export function renderSimulator({ range, mayChange }: PageContext): string {
  if (!mayChange) return "";
  const moment = (at: number) => escapeHtml(new Date(at).toISOString());
  return `<section class="panel wide" aria-labelledby="simulator"><h2 id="simulator">What a retry budget would have saved</h2>
<p class="note">Replays the retries of this time. What less load does to latency and failures is not modelled.</p>
<form class="filters" id="budget" data-from="${moment(range.from)}" data-to="${moment(range.to)}">
<label>Budget <select name="kind">
<option value="finagle">Finagle: share and a floor</option>
<option value="linkerd">Linkerd: share and a floor</option>
<option value="ratio">SRE: share of the client's requests</option>
<option value="attempts">at most n attempts</option>
</select></label>
<label>Share <input type="range" name="percent" min="0" max="100" value="20"> <output name="percent_shown">20 %</output></label>
<label>Floor <input type="range" name="floor" min="0" max="50" value="10"> <output name="floor_shown">10/s</output></label>
<label>Attempts <input type="range" name="attempts" min="1" max="5" value="2" disabled> <output name="attempts_shown">2</output></label>
<button>Simulate</button>
</form>
<pre id="simulated" class="scroll" aria-live="polite" hidden></pre></section>`;
}
