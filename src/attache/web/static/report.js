// The text and the list of records go together: what is in view is marked in the list, and either marks the other.
const reading = document.querySelector(".reading");
const beside = document.querySelector(".beside");
const marks = [...document.querySelectorAll("article.report .m")];
const items = new Map([...document.querySelectorAll("ol.records > li")].map((li) => [li.id, li]));
const ids = (mark) => mark.dataset.on.split(" ");
const passages = new Map();
for (const mark of marks) for (const id of ids(mark)) passages.set(id, [...(passages.get(id) ?? []), mark]);

const light = (lit) => {
  for (const mark of document.querySelectorAll(".m.lit")) if (!lit.includes(mark)) mark.classList.remove("lit");
  for (const mark of lit) mark.classList.add("lit");
};
const showInList = (li) => {
  if (!beside || getComputedStyle(beside).position !== "sticky" || !li) return;
  const top = li.offsetTop;
  if (top < beside.scrollTop || top + li.offsetHeight > beside.scrollTop + beside.clientHeight) beside.scrollTop = top - beside.clientHeight / 4;
};
const see = (seen) => {
  for (const li of items.values()) li.classList.toggle("seen", seen.includes(li.id));
};

// Who came for one passage finds its record beside it; the list goes with the text once the reader moves.
let held = document.querySelector("ol.records > li.chosen") !== null;
for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(name, () => { held = false; }, { once: true, passive: true });
const follow = () => {
  if (held) return;
  const line = innerHeight * 0.3;
  const mark = marks.find((m) => { const box = m.getBoundingClientRect(); return box.bottom > line && box.height; });
  if (!mark) return;
  see(ids(mark));
  showInList(items.get(ids(mark)[0]));
};
let waiting = 0;
addEventListener("scroll", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(follow); }, { passive: true });

for (const mark of marks) {
  for (const name of ["mouseenter", "focus"]) {
    mark.addEventListener(name, () => { held = true; see(ids(mark)); light(marks.filter((m) => ids(m).some((i) => ids(mark).includes(i)))); showInList(items.get(ids(mark)[0])); });
  }
  for (const name of ["mouseleave", "blur"]) mark.addEventListener(name, () => { held = false; light([]); });
}
for (const li of items.values()) {
  const on = () => { held = true; light(passages.get(li.id) ?? []); };
  const off = () => { held = false; light([]); };
  li.addEventListener("mouseenter", on); li.addEventListener("focusin", () => {
    on(); see([li.id]);
    const mark = passages.get(li.id)?.[0];
    const box = mark?.getBoundingClientRect();
    if (box && getComputedStyle(beside).position === "sticky" && (box.top < 90 || box.bottom > innerHeight)) mark.scrollIntoView({ block: "center" });
  });
  li.addEventListener("mouseleave", off); li.addEventListener("focusout", off);
}

for (const link of document.querySelectorAll(".legend a.kind")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const off = reading.classList.toggle(`without-${link.dataset.kind}`);
    link.classList.toggle("off", off);
    link.setAttribute("aria-label", link.getAttribute("aria-label").replace(/(hidden|marked)$/, off ? "hidden" : "marked"));
    const hidden = [...document.querySelectorAll(".legend a.off")].map((a) => a.dataset.kind).sort().join(",");
    const address = new URL(location);
    if (hidden) address.searchParams.set("hide", hidden); else address.searchParams.delete("hide");
    history.replaceState(null, "", address);
  });
}

const chosen = document.querySelector("ol.records > li.chosen");
if (chosen) showInList(chosen); else follow();
