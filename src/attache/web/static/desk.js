// What every page does with scripts: dark and light, and moving through lists with the keyboard. All of it is optional.
const root = document.documentElement;
const stored = localStorage.getItem("attache-theme");
if (stored === "dark" || stored === "light") root.dataset.theme = stored;

const theme = document.querySelector("button.theme");
if (theme) {
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("attache-theme", root.dataset.theme);
  });
}

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const lines = () => [...document.querySelectorAll("main :is(li, tr, dl > div)[data-id]")].filter((line) => line.offsetParent !== null);

/** The line that the keyboard is on; null for none. */
export const current = () => document.querySelector("main .current[data-id]");

/** Moves the keyboard to the next line, or with -1 to the one before. */
export const move = (step) => {
  const all = lines();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  current()?.classList.remove("current");
  next.classList.add("current");
  next.querySelector("a")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "/") { document.querySelector(".bar input")?.focus(); event.preventDefault(); }
});
