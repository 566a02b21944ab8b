// Reading in with scripts: files and folders can be dropped, a mistake is told without leaving the page, and a reading is
// followed without loading the page anew. Without scripts the forms and a page that reloads itself do the same.
const told = document.querySelector("#told");

const tell = (words) => {
  told.textContent = words;
  told.hidden = !words;
  if (words) told.scrollIntoView({ block: "nearest" });
};

const tooMuch = (form, files) => {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const most = { files: Number(form.dataset.files), bytes: Number(form.dataset.bytes) };
  if (files.length > most.files) return `${files.length.toLocaleString("en")} files are too many at once; up to ${most.files.toLocaleString("en")} are taken.`;
  if (bytes > most.bytes * 0.98) return `${Math.ceil(bytes / 1e6)} MB are too much at once; up to ${Math.floor(most.bytes / 1e6)} MB are taken.`;
  return "";
};

/** Sends a form as it stands, with these files where some were dropped; leads to the page of the reading. */
const send = async (form, files = null) => {
  tell("");
  const data = new FormData(form);
  const chosen = files ?? [...form.querySelectorAll("input[type=file]")].flatMap((input) =>
    [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
  if (form.matches(".drop")) {
    if (!chosen.length) return tell("Choose files or a folder first, or drop them on the frame.");
    const why = tooMuch(form, chosen);
    if (why) return tell(why);
    data.delete("files");
    data.delete("folder");
    for (const { file, name } of chosen) data.append("files", file, name);
  }
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (answer.ok) location.assign(said.address);
    else tell(`This was not taken: ${said.error}.`);
  } catch {
    tell("The desk did not answer. Is it still running? A file may also have been changed or moved since it was chosen.");
  } finally {
    button.disabled = false;
  }
};

for (const form of document.querySelectorAll("form.way")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
}

/** All files below a dropped file or folder, with their paths. */
const filesOf = async (entry, prefix = "") => {
  if (entry.isFile) return [{ file: await new Promise((done, fail) => entry.file(done, fail)), name: prefix + entry.name }];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return found;
    for (const one of some) found.push(...await filesOf(one, `${prefix}${entry.name}/`));
  }
};

const drop = document.querySelector(".drop");
if (drop) {
  const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  // A file that misses the frame would otherwise take the place of the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => event.preventDefault());
  drop.addEventListener("drop", async (event) => {
    over(false)(event);
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const loose = [...event.dataTransfer.files].map((file) => ({ file, name: file.name }));
    try {
      await send(drop, entries.length ? (await Promise.all(entries.map((e) => filesOf(e)))).flat() : loose);
    } catch {
      tell("What was dropped could not be opened; choose it with the button instead.");
    }
  });
}

const PAUSE = 700;
const job = () => document.querySelector("#job");

/** Follows the reading: asks its twin, and takes the new state from the page itself when something changed. */
const follow = async () => {
  let pause = PAUSE;
  while (job()?.dataset.finished === "no") {
    await new Promise((done) => setTimeout(done, pause));
    try {
      const twin = await (await fetch(`/read/${job().dataset.job}.json`)).json();
      if (twin.ok === false) { location.reload(); return; }
      if (String(twin.revision) !== job().dataset.revision) await refresh();
      pause = PAUSE;
    } catch {
      document.querySelector("#status").textContent = "The desk does not answer. Is it still running?";
      pause = 4 * PAUSE;
    }
  }
};

const refresh = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelector("#job");
  if (!fresh) return;
  const [said, status] = [fresh.querySelector("#status"), document.querySelector("#status")];
  const words = said.textContent;
  // The line that screen readers listen to stays the same element, so that only what is new is read out.
  said.replaceWith(status);
  const focused = document.activeElement?.closest("#job button") !== null && document.activeElement !== document.body;
  job().replaceWith(fresh);
  if (status.textContent !== words) status.textContent = words;
  if (focused) fresh.querySelector(".panel button, .panel a")?.focus();
};

if (job()) follow();
