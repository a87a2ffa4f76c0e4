// Keyboard, menus, dialogs and messages. Every page works without this file.
const $ = (selector, root = document) => root.querySelector(selector);
const typing = (node) => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));

document.documentElement.classList.add("with-script");

// --- keyboard: "/" searches, "?" helps, "g" and a letter goes to a menu entry -------------------------------------
let goUntil = 0;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return closeAll(event);
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return undefined;
  if (Date.now() < goUntil) {
    goUntil = 0;
    const entry = $(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (entry) { event.preventDefault(); entry.click(); }
    return undefined;
  }
  if (event.key === "/") { event.preventDefault(); const find = $("#q") || $("#find"); find.focus(); find.select(); }
  else if (event.key === "?") { event.preventDefault(); $("#help")?.showModal(); }
  else if (event.key === "g") goUntil = Date.now() + 1500;
  return undefined;
});

function closeAll(event) {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    menu.open = false;
    $("summary", menu).focus();
  });
  if (location.hash === "#nav") { location.hash = "#content"; }
  if (event.target.id === "find") event.target.blur();
}

// --- menus close when something else is touched -------------------------------------------------------------------
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target) || event.target.closest("a[download]")) menu.open = false;
  });
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (event.target.closest("[data-help]")) $("#help").showModal();
  const closer = event.target.closest("[data-dismiss]");
  if (closer) closer.parentElement.remove();
  // A click on the backdrop of a dialog closes it.
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

// --- theme without reloading; the cookie is set by the server -------------------------------------------------------
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form);
  body.set("theme", event.submitter.value);
  document.documentElement.dataset.theme = event.submitter.value;
  form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button === event.submitter)));
  window.ceyuanApplyTheme();
  // keepalive: the choice is kept even by who leaves the page at once
  fetch(form.action, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "fetch" } });
});

// --- suggestions for codes that are too many to list ----------------------------------------------------------------
let asking = 0;
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-suggest]");
  if (!field) return;
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(field.value)}`);
    if (!answer.ok) return;
    const options = await answer.json();
    field.list.replaceChildren(...options.map(({ value, label }) => Object.assign(document.createElement("option"), { value, label })));
  }, 200);
});

// --- messages: good news leaves by itself, bad news stays --------------------------------------------------------------
const toasts = $("#toasts");
function fade(line) {
  if (!/toast-(error|warning)/.test(line.className)) setTimeout(() => line.remove(), 6000);
}
toasts?.querySelectorAll(".toast-line").forEach(fade);
function say(text, level) {
  const line = document.createElement("div");
  line.className = `toast-line toast-${level}`;
  line.textContent = text;
  toasts.append(line);
  fade(line);
}
document.body.addEventListener("ceyuan:say", (event) => say(event.detail.text, event.detail.level || "success"));

// --- lists: addresses without empty filters, fit to be sent to a colleague -----------------------------------------------
document.body.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = event.detail;
  if (verb === "get") [...formData.keys()].forEach((key) => { if (!formData.get(key)) formData.delete(key); });
});

// --- htmx: a lost log-in or a failing server must not end in silence ---------------------------------------------------
document.body.addEventListener("htmx:sendError", () => say(document.body.dataset.offline, "error"));
document.body.addEventListener("htmx:responseError", () => say(document.body.dataset.failed, "error"));
document.body.addEventListener("htmx:afterSettle", (event) => $("[data-focus]", event.target)?.focus());
$("[data-focus]")?.focus();

if ($("[data-chart]")) import(document.body.dataset.charts);
