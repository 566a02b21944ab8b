// Reading in with scripts: files and folders can be dropped, a mistake is told without leaving the page, and a reading is
// followed without loading the page anew. Without scripts the forms and a page that reloads itself do the same.
const told = document.querySelector("#told");

const tell = (words) => {
  told.textContent = words;
  told.hidden = !words;
  if (words) told.scrollIntoView({ block: "nearest" });
};

/** The files in parts that the desk takes at once. */
const parts = (files, most) => {
  const all = [[]];
  let bytes = 0;
  for (const one of files) {
    if (all.at(-1).length && (all.at(-1).length >= most.files || bytes + one.file.size > most.bytes)) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1).push(one);
    bytes += one.file.size;
  }
  return all;
};

/** Sends one form's data; the address of its reading. Throws what the desk says against it. */
const sendOne = async (form, data) => {
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`This was not taken: ${said.error}.`);
  return said.address;
};

/** A form's data, a part for each upload: files that are too many for one go in several. */
const dataOf = (form, files) => {
  const own = new FormData(form);
  if (!form.matches(".drop")) return [own];
  // A form has a little more than its files.
  const most = { files: Number(form.dataset.files), bytes: Number(form.dataset.bytes) * 0.95 };
  const chosen = files ?? [...form.querySelectorAll("input[type=file]")].flatMap((input) =>
    [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
  if (!chosen.length) throw new Error("Choose files or a folder first, or drop them on the frame.");
  const large = chosen.find(({ file }) => file.size > most.bytes);
  if (large) throw new Error(`${large.name} is too much: ${Math.ceil(large.file.size / 1e6)} MB; up to ${Math.floor(most.bytes / 1e6)} MB are taken.`);
  own.delete("files");
  own.delete("folder");
  return parts(chosen, most).map((part) => {
    const data = new FormData();
    for (const [name, value] of own) data.append(name, value);
    for (const { file, name } of part) data.append("files", file, name);
    return data;
  });
};

/** Sends a form as it stands, with these files where some were dropped; leads to the page of the reading, or of all of them. */
const send = async (form, files = null) => {
  tell("");
  const button = form.querySelector("button");
  const words = button.textContent;
  button.disabled = true;
  try {
    const all = dataOf(form, files);
    let address = "";
    for (const [n, data] of all.entries()) {
      if (all.length > 1) button.textContent = `Sending part ${n + 1} of ${all.length} …`;
      address = await sendOne(form, data);
    }
    location.assign(all.length > 1 ? "/read" : address);
  } catch (fault) {
    const lost = "The desk did not answer. Is it still running? A file may also have been changed or moved since it was chosen.";
    tell(fault instanceof TypeError || fault instanceof SyntaxError ? lost : fault.message);
  } finally {
    button.disabled = false;
    button.textContent = words;
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
