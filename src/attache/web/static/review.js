// Review in place: a form under any line that has an id, by keyboard or mouse. Without this script the links lead to the same forms.
import { current, move } from "/static/desk.js";

const REVIEWABLE = /^[esfctopagz]-/;
const ACTIONS = { a: "accept", r: "reject", c: "correct", m: "merge", s: "split" };
const LAST = "attache-last-decision";
const WORKING = "attache-working-in";
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const idOf = (line) => (line && REVIEWABLE.test(line.dataset.id ?? "") ? line.dataset.id : null);
const lineOf = (element) => element.closest(".review-row")?.previousElementSibling ?? element.closest("[data-id]");
/** Where the form of a line stands: in it, of a table's row in a row below. */
const formOf = (line) => (line.tagName === "TR" ? line.nextElementSibling?.matches(".review-row") && line.nextElementSibling.querySelector(".review-inline") : line.querySelector(":scope > .review-inline")) || null;
const put = (line, element) => {
  if (line.tagName !== "TR") { line.append(element); return; }
  line.after(make("tr", { className: "review-row" }, make("td", { colSpan: 99 }, element)));
};
const take = (form) => (form.closest(".review-row") ?? form).remove();
const token = (form) => form.querySelector('input[name="token"]')?.value ?? "";

/** A note at the foot of the window, read out by screen readers. */
let note = null;
const say = (words, link = null) => {
  note?.remove();
  note = make("div", { className: "working-in", role: "status" }, words, ...(link ? [" ", link] : []));
  document.body.append(note);
};
const hush = (after) => { const said = note; setTimeout(() => said?.remove(), after); };

const close = (line) => { const form = line && formOf(line); if (form) take(form); };

/** Whether a form is on its way: what is typed meanwhile was meant for it, and is no key. */
let opening = false;

/** Opens the form under a line, on the part that an action needs. */
const open = async (line, action = "", query = {}) => {
  if (opening) return;
  opening = true;
  try {
    await opened(line, action, query);
  } catch {
    say("The desk cannot be reached.");
  } finally {
    opening = false;
  }
};
const opened = async (line, action, query) => {
  const id = idOf(line);
  if (!id) return;
  const present = formOf(line);
  if (present) return turn(present, action);
  const records = line.dataset.records;
  const asked = new URLSearchParams({ ...(action ? { do: action } : {}), ...(records ? { records } : {}), ...query });
  const answer = await fetch(`/review/form/${encodeURIComponent(id)}?${asked}`);
  if (!answer.ok) { say((await answer.text()).match(/<main[^>]*>[\s\S]*?<p>([\s\S]*?)<\/p>/)?.[1]?.replace(/<[^>]*>/g, "") ?? "This cannot be reviewed."); hush(6000); return; }
  // The desk's own page: everything from reports in it is escaped.
  const form = make("div", { className: "review-inline" });
  form.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  document.querySelectorAll(".review-inline").forEach(take);
  put(line, form);
  turn(form, action);
  form.scrollIntoView({ block: "nearest" });
};
/** Puts the button that was asked for first: it is what Enter in a field means. */
const lead = (form, action) => {
  const wanted = form.querySelector(`button[value="${action}"]`);
  const other = form.querySelector('button[name="action"]');
  if (!wanted || wanted === other) return;
  other.before(wanted);
  other.classList.remove("primary");
  wanted.classList.add("primary");
};
const turn = (form, action) => {
  const plain = action === "accept" || action === "reject";
  const part = form.querySelector(plain ? "form.decide" : `details.${action || "none"}`);
  if (part?.tagName === "DETAILS") part.open = true;
  if (plain && part) lead(part, action);
  const first = plain ? part?.querySelector("input[name=why]") : (part ?? form).querySelector("input:not([type=hidden]), select, button");
  (first ?? form.querySelector("button, summary"))?.focus({ preventScroll: true });
};

const sent = async (form, submitter) => {
  const body = new URLSearchParams([...new FormData(form, submitter)].filter(([, value]) => typeof value === "string"));
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } });
  return answer.json();
};

const undoButton = (number, key, word = "undo") => make("form", { className: "undo", method: "post", action: "/review/undo" },
  make("input", { type: "hidden", name: "token", value: key }), make("input", { type: "hidden", name: "review", value: number }),
  make("button", { className: "plain" }, word));

/** What was decided, under its line; of a table's row at the foot of the window. */
const tell = (line, answer, button) => {
  if (line.tagName === "TR") { say(`${answer.said}. `, button); return; }
  line.querySelectorAll(":scope > .said-done").forEach((old) => old.remove());
  line.append(make("p", { className: "said-done", role: "status" }, `${answer.said}. `, button));
};

const done = (line, answer, key) => {
  sessionStorage.setItem(LAST, JSON.stringify({ review: answer.review, token: key }));
  watch(answer.working);
  if (!line) { say(answer.said, undoButton(answer.review, key)); return; }
  const queued = line.matches(".queue > li, .queue .told > li");
  if (queued || line.classList.contains("current")) move(1);
  close(line);
  tell(line, answer, undoButton(answer.review, key));
  line.classList.add("decided");
  if (queued) line.querySelectorAll(":scope .row, :scope > form").forEach((row) => row.remove());
};

const wrong = (form, answer) => {
  form.querySelectorAll(".note.wrong, p.fault").forEach((old) => old.remove());
  form.querySelectorAll(".field.wrong").forEach((field) => field.classList.remove("wrong"));
  let first = null;
  for (const [name, words] of Object.entries(answer.fields ?? {})) {
    const input = form.elements[`field-${name}`];
    if (!input) continue;
    first ??= input;
    input.closest(".field").classList.add("wrong");
    input.setAttribute("aria-invalid", "true");
    const key = `${input.id}-wrong`;
    input.setAttribute("aria-describedby", key);
    input.after(make("span", { className: "note wrong", id: key }, words));
  }
  if (!first) form.prepend(make("p", { className: "fault", role: "alert" }, answer.error ?? "This did not work."));
  first?.focus();
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  // By its attributes: a field named "action" would hide the form's own.
  const path = form.getAttribute("action") ?? "";
  if (form.getAttribute("method") !== "post" || !(path.startsWith("/review/of/") || path === "/review/undo")) return;
  const line = lineOf(form);
  // A page of its own goes on by itself; so does the history, which shows what became of it.
  if (!line || form.closest("ol.history")) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  try {
    const answer = await sent(form, event.submitter);
    if (!answer.ok) wrong(form, answer);
    else if (path === "/review/undo") undone(line, answer, token(form));
    else done(line, answer, token(form));
  } catch {
    wrong(form, { error: "The desk cannot be reached; nothing was stored." });
  } finally {
    delete form.dataset.busy;
  }
});

const undone = (line, answer, key) => {
  close(line);
  line?.classList.remove("decided");
  line?.querySelectorAll(":scope > .said-done").forEach((old) => old.remove());
  sessionStorage.removeItem(LAST);
  watch(answer.working);
  const again = undoButton(answer.review, key, "put it in force again");
  if (line) tell(line, answer, again);
  else say(`${answer.said}. `, again);
};

const undoLast = async () => {
  const last = JSON.parse(sessionStorage.getItem(LAST) ?? "null");
  if (!last) { say("Nothing was decided here that could be undone; all decisions: ", make("a", { href: "/review/history" }, "history")); hush(6000); return; }
  const button = document.querySelector(`.said-done input[name="review"][value="${last.review}"]`);
  if (button) { button.form.requestSubmit(); return; }
  const answer = await sent(undoButton(last.review, last.token));
  if (answer.ok) undone(null, answer, last.token);
  else { sessionStorage.removeItem(LAST); say(answer.error); hush(6000); }
};

let watching = false;
const watch = async (working) => {
  if (!working || watching) return;
  watching = true;
  sessionStorage.setItem(WORKING, "yes");
  say("Stored. What hangs on it is being worked in …");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    let state;
    try { state = await (await fetch("/review/working.json")).json(); } catch { state = { ok: false, error: "the desk does not answer" }; }
    if (state.ok === false) { say(`Stored; whether it was worked in is not known: ${state.error}`); break; }
    if (state.working) continue;
    if (state.fault) { say(`Stored, but it could not be worked in: ${state.fault}`); break; }
    say("Worked in. ", make("a", { href: location.href }, "Show")); hush(8000); break;
  }
  watching = false;
  sessionStorage.removeItem(WORKING);
};

let marked = null;
const mark = (line) => {
  if (!idOf(line)) return;
  if (marked && marked !== line && idOf(marked)[0] === idOf(line)[0]) {
    note?.remove();
    marked.classList.remove("marked");
    const other = idOf(marked);
    marked = null;
    open(line, "merge", { other });
  } else if (marked === line) {
    note?.remove();
    line.classList.remove("marked");
    marked = null;
    open(line, "merge");
  } else {
    marked?.classList.remove("marked");
    marked = line;
    line.classList.add("marked");
    say("Marked. Press m on the line that is the same, or m again here to look for it by name."); hush(6000);
  }
};

let keys = null;
const help = async () => {
  if (!keys) {
    const page = new DOMParser().parseFromString(await (await fetch("/review/keys")).text(), "text/html");
    keys = make("dialog", { className: "keys", ariaLabel: "Keys" }, make("h2", {}, "Keys"), page.querySelector(".keys-list"),
      make("form", { method: "dialog" }, make("button", { autofocus: true }, "Close")));
    document.body.append(keys);
  }
  keys.showModal();
};

/** The line meant: the one that the keyboard is on, else the one that holds what has the focus, else on a queue the first. */
const meant = () => {
  const focused = document.activeElement?.closest?.("[data-id]");
  const line = current() ?? focused ?? document.querySelector(".queue > li[data-id]:not(.decided)") ?? document.querySelector("section.review-here");
  return focused && line?.contains(focused) && idOf(focused) ? focused : line;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inline = event.target.closest?.(".review-inline");
  if (event.key === "Escape" && inline) { const line = lineOf(inline); close(line); line.querySelector("a")?.focus(); return; }
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog")) return;
  if (opening) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  if (event.key === "?") { event.preventDefault(); help(); return; }
  if (event.key === "u") { event.preventDefault(); undoLast(); return; }
  const own = document.querySelector("main > .review-one");
  if (own && ACTIONS[event.key]) { event.preventDefault(); turn(own, ACTIONS[event.key]); return; }
  const line = inline ? lineOf(inline) : meant();
  if (event.key === "Enter" && line && event.target === document.body) { line.querySelector("a.line")?.click(); return; }
  const action = ACTIONS[event.key];
  if (!action || !line) return;
  event.preventDefault();
  if (action === "merge") mark(line);
  else open(line, action);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.review, a.open-form");
  const line = link && lineOf(link);
  if (!line || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (formOf(line)) close(line);
  else open(line);
});

// Names while one types, for what is the same as another and for who is in a record.
const lists = new Map();
document.addEventListener("input", async (event) => {
  const input = event.target;
  if (!input.matches('.merge input[name="name"], input[data-names]')) return;
  const said = input.value.split(";").pop().trim();
  if (said.length < 2) return;
  const query = new URLSearchParams({ q: said, ...(input.dataset.kind ? { kind: input.dataset.kind } : {}) });
  const { names } = await (await fetch(`/review/names.json?${query}`)).json();
  if (!input.isConnected || said !== input.value.split(";").pop().trim()) return;
  let list = lists.get(input);
  if (!list) {
    list = make("datalist", { id: `names-${lists.size + 1}` });
    input.after(list);
    input.setAttribute("list", list.id);
    lists.set(input, list);
  }
  const before = input.value.includes(";") ? `${input.value.slice(0, input.value.lastIndexOf(";") + 1)} ` : "";
  const whole = input.name === "name";
  list.replaceChildren(...names.map((n) => make("option", { value: whole ? n.id : `${before}${n.name}`, label: `${n.name} (${n.note})` })));
});

// The page before may have been left while something was being worked in.
if (sessionStorage.getItem(WORKING)) watch(true);
