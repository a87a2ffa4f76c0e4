// Signing many letters in one sitting: letter by letter, so that one sees how far it is. Without this script the form
// is sent as a whole.
const form = document.querySelector("[data-sitting]");

async function sign(box, password) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("letter", box.value);
  body.set("password", password);
  const answer = await fetch(form.action || location.href, {
    method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin",
  });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
  return answer.json();
}

function tell(box, text, tone) {
  const place = box.closest("tr").querySelector("[data-outcome]");
  place.className = `pill pill-${tone}`;
  place.textContent = text;
}

function complain(text) {
  let notice = form.querySelector(".notice-bad");
  if (!notice) {
    notice = Object.assign(document.createElement("div"), { className: "notice notice-bad" });
    notice.setAttribute("role", "alert");
    form.prepend(notice);
  }
  notice.textContent = text;
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const password = form.querySelector("[name=password]");
  const boxes = [...form.querySelectorAll("[name=letter]:checked")];
  const progress = form.querySelector("progress");
  const button = form.querySelector("[type=submit]");
  if (!boxes.length) { form.submit(); return; }
  button.disabled = true;
  progress.hidden = false;
  progress.max = boxes.length;
  try {
    for (const [done, box] of boxes.entries()) {
      const told = await sign(box, password.value);
      if (told.problem) { complain(told.problem); break; }
      form.querySelector(".notice-bad")?.remove();
      const [outcome] = told.outcomes;
      tell(box, outcome.refused || form.dataset.signed, outcome.refused ? "bad" : "good");
      if (!outcome.refused) { box.checked = false; box.disabled = true; }
      progress.value = done + 1;
    }
  } catch {
    form.submit(); // the connection or the session is gone: the server says what is the matter
    return;
  }
  button.disabled = false;
  password.value = "";
});
