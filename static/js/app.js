// Small comforts on every page; without this file everything still works.

// Menus are <details>: Escape and a click elsewhere close them.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("keydown", (ev) => {
  if (ev.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (ev) => {
  for (const menu of openMenus()) if (!menu.contains(ev.target)) menu.open = false;
});

// A number that links to its explanation opens it.
const reveal = (id) => {
  const target = document.getElementById(id);
  const box = target?.closest("details") ?? target?.querySelector(":scope > details");
  if (box) box.open = true;
};
const fromHash = () => reveal(decodeURIComponent(location.hash.slice(1)));
addEventListener("hashchange", fromHash);
document.addEventListener("click", (ev) => {
  const link = ev.target.closest('a[href^="#"]');
  if (link) reveal(decodeURIComponent(link.hash.slice(1)));
});
fromHash();

// A select that only sets the order need not wait for its button.
document.addEventListener("change", (ev) => {
  if (ev.target.matches("select[data-submit]")) ev.target.form.requestSubmit();
});

// What htmx could not bring is said in words, with a way to try again.
const alertBox = document.getElementById("alert");
const say = (words, again) => {
  alertBox.replaceChildren(Object.assign(document.createElement("span"), { textContent: words }));
  const button = (text, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: text });
    made.addEventListener("click", () => { alertBox.replaceChildren(); act?.(); });
    alertBox.append(made);
  };
  if (again) button("Try again", again);
  button("Close");
};
const failed = (ev) => {
  const status = ev.detail?.xhr?.status ?? ev.detail?.ctx?.response?.status ?? 0;
  const words = status === 429
    ? "Too many requests. Please wait a moment."
    : status >= 400 ? "The site could not answer that." : "No connection to the site.";
  const again = ev.target instanceof Element && !ev.target.matches("form, body") ? () => ev.target.click() : null;
  say(words, again);
};
// htmx 2 and htmx 4 name the same moments differently.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:response:error", "htmx:error"]) {
  document.addEventListener(name, failed);
}
