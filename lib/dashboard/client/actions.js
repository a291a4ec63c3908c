// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Buttons and forms that ask the server for something: acknowledge, silence, replay and save rules, simulate. @module */

const HOUR_MS = 3_600_000;

/**
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<any>}
 */
async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await refusalOf(answer));
  return await answer.json();
}

/**
 * Says why something was refused.
 *
 * @param {Response} answer
 */
async function refusalOf(answer) {
  const text = (await answer.text()).trim();
  try {
    return String(JSON.parse(text).error ?? text);
  } catch {
    return text;
  }
}

/**
 * Says in the place of an element how it went.
 *
 * @param {Element} element
 * @param {() => Promise<string>} act
 */
async function say(element, act) {
  try {
    element.textContent = await act();
    element.classList.remove("failure");
  } catch (error) {
    element.textContent = error instanceof Error ? error.message : String(error);
    element.classList.add("failure");
  }
}

addEventListener("click", async (event) => {
  const button = event.target instanceof HTMLButtonElement ? event.target : null;
  if (button?.dataset.post !== undefined) {
    const { post: path, body = "{}", done = "Done" } = button.dataset;
    button.disabled = true;
    await say(button, async () => (await post(path, JSON.parse(body)), done));
  } else if (button?.dataset.silence !== undefined) {
    const to = new Date(Date.now() + 2 * HOUR_MS).toISOString();
    const silence = { matchers: JSON.parse(button.dataset.silence), to, reason: "silenced on the dashboard" };
    button.disabled = true;
    await say(button, async () => (await post("/api/silences", silence), "Silenced for 2 hours"));
  }
});

addEventListener("submit", async (event) => {
  const form = event.target instanceof HTMLFormElement ? event.target : null;
  if (form?.dataset.rule !== undefined) {
    event.preventDefault();
    const isSaved = event instanceof SubmitEvent && /** @type {HTMLButtonElement} */ (event.submitter)?.name === "save";
    await say(/** @type {Element} */ (form.querySelector("output")), () => changeRule(form, isSaved));
  } else if (form?.id === "budget") {
    event.preventDefault();
    await simulate(form);
  }
});

/**
 * @param {HTMLFormElement} form
 * @param {boolean} isSaved
 */
async function changeRule(form, isSaved) {
  const fields = new FormData(form);
  const change = {
    rule: form.dataset.rule,
    fire_level: Number(fields.get("fire_level")),
    for_minutes: Number(fields.get("for_minutes")),
    ...(fields.has("clear_level") ? { clear_level: Number(fields.get("clear_level")) } : {}),
  };
  const { words } = await post(isSaved ? "/api/rules" : "/api/rules/replay", change);
  return isSaved ? `Saved. ${words}` : words;
}

/** @param {HTMLFormElement} form */
async function simulate(form) {
  const fields = new FormData(form);
  const [percent, floor] = [`${fields.get("percent")}%`, `${fields.get("floor")}/s`];
  const texts = {
    finagle: `finagle:${percent},${floor}`,
    linkerd: `linkerd:${percent},${floor},10s`,
    ratio: `ratio:${percent}`,
    attempts: `attempts:${fields.get("attempts")}`,
  };
  const budget = texts[/** @type {keyof typeof texts} */ (String(fields.get("kind")))];
  const query = new URLSearchParams({ budget, from: form.dataset.from ?? "", to: form.dataset.to ?? "" });
  const place = /** @type {HTMLElement} */ (document.querySelector("#simulated"));
  place.hidden = false;
  await say(place, async () => {
    const answer = await fetch(`/api/retries/simulate?${query}`);
    if (!answer.ok) throw new Error(await refusalOf(answer));
    return (await answer.json()).words;
  });
}

/** What each budget goes by; the other fields of the simulator say nothing then. */
const FIELDS_OF_BUDGET = {
  finagle: ["percent", "floor"],
  linkerd: ["percent", "floor"],
  ratio: ["percent"],
  attempts: ["attempts"],
};

/** @param {HTMLFormElement} form */
function enableFields(form) {
  const kind = String(new FormData(form).get("kind"));
  const used = FIELDS_OF_BUDGET[/** @type {keyof typeof FIELDS_OF_BUDGET} */ (kind)] ?? [];
  for (const field of form.querySelectorAll("input[type=range]")) {
    if (field instanceof HTMLInputElement) field.disabled = !used.includes(field.name);
  }
}

addEventListener("change", (event) => {
  const field = event.target instanceof HTMLSelectElement ? event.target : null;
  if (field?.form?.id === "budget") enableFields(field.form);
});

addEventListener("input", (event) => {
  const field = event.target instanceof HTMLInputElement ? event.target : null;
  if (field?.form?.id !== "budget") return;
  const shown = field.form.elements.namedItem(`${field.name}_shown`);
  const unit = { percent: " %", floor: "/s", attempts: "" }[field.name] ?? "";
  if (shown instanceof HTMLOutputElement) shown.value = `${field.value}${unit}`;
});

addEventListener("formdata", (event) => {
  const { formData } = event;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  if (formData.has("from")) formData.delete("last");
});
