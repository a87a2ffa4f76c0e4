// The cascade as a sheet: keyboard, blocks from a spreadsheet, undo, live closure, folding. The form works without it.
const form = document.getElementById("cascade");
const table = form?.querySelector("table.cascade");
const PLACES = 12n, ONE = 10n ** PLACES;

const cells = () => [...table.querySelectorAll("tr:not([hidden]) input[data-field]")];
const kept = (cell) => cell.dataset.kept ?? cell.defaultValue;
const rowOf = (cell) => cell.closest("tr");
const isCell = (node) => node instanceof HTMLInputElement && node.dataset.field !== undefined && table.contains(node);

// --- numbers: exact decimals, because a split has to close to the last digit ---------------------------------------
function exact(text) {
  const plain = String(text ?? "").replace(/[,，\s]/g, "").replace(/%$/, "");
  const found = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain);
  if (!found || (found[2] === "" && !found[3])) return null;
  const part = (found[3] || "").slice(0, Number(PLACES)).padEnd(Number(PLACES), "0");
  const size = BigInt(found[2] || "0") * ONE + BigInt(part);
  return found[1] === "-" ? -size : size;
}
function shown(value, signed = false) {
  if (value === null) return "–";
  const size = value < 0n ? -value : value;
  const part = (size % ONE).toString().padStart(Number(PLACES), "0").slice(0, 6).replace(/0+$/, "");
  const whole = (size / ONE).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = value < 0n ? "-" : signed && value > 0n ? "+" : "";
  return sign + whole + (part ? `.${part}` : "");
}

// --- marks and closure ------------------------------------------------------------------------------------------------
function mark(cell) {
  const changed = cell.value.trim() !== kept(cell);
  (cell.closest("td.cell") || cell).classList.toggle("changed", changed);
  return changed;
}
function count() {
  const number = cells().concat([...table.querySelectorAll("tr[hidden] input[data-field]")]).filter(mark).length;
  const line = form.querySelector(".unsaved");
  line.textContent = number ? `${form.dataset.unsaved} ${number}` : "";
  line.dataset.count = number;
  return number;
}
const field = (row, name) => row.querySelector(`input[data-field="${name}"]`);
function standing(row, name) {
  const cell = field(row, name);
  const touched = cell && cell.value.trim() !== kept(cell);
  if (!touched && row.dataset.state === "countered") return exact(name === "basis" ? row.dataset.offeredBasis : row.dataset.offered);
  if (cell) return exact(cell.value);
  return exact(row.querySelector(`td[data-value-of="${name}"]`)?.dataset.value);
}
function together(shares, kind) {
  if (kind === "adds") return shares.reduce((sum, row) => sum + (standing(row, "value") ?? 0n), 0n);
  if (kind !== "averages") return null;
  let upper = 0n, lower = 0n;
  for (const row of shares) {
    const value = standing(row, "value"), basis = standing(row, "basis");
    if (value === null || basis === null) return null;
    upper += value * basis; lower += basis;
  }
  return lower > 0n ? upper / lower : null;
}
function close(line) {
  const kind = table.dataset.cascade, id = line.dataset.closure;
  const above = table.querySelector(`tr[data-row="${id}"]`);
  const shares = [...table.querySelectorAll(`tr[data-row][data-parent="${id}"]`)]
    .filter((row) => !row.dataset.row.startsWith("u") || field(row, "value")?.value.trim());
  const target = field(above, "value") ? exact(field(above, "value").value) : exact(line.dataset.target);
  const held = kind === "adds" ? exact(field(line, "reserve")?.value ?? line.dataset.reserve) ?? 0n : 0n;
  const total = together(shares, kind);
  if (total === null || target === null || kind === "each") return;
  const difference = total + held - target;
  const reached = { at_least: difference >= 0n, at_most: difference <= 0n, equal: difference === 0n }[table.dataset.direction];
  const missing = shares.some((row) => standing(row, "value") === null);
  const closed = !missing && (kind === "adds" ? difference === 0n && held >= 0n : reached);
  const put = (name, text) => { const node = line.querySelector(`[data-of="${name}"]`); if (node) node.textContent = text; };
  put("parent", shown(target)); put("total", shown(total)); put("difference", shown(difference, true));
  const verdict = line.querySelector('[data-of="verdict"]');
  verdict.textContent = closed ? verdict.dataset.closed : verdict.dataset.open;
  verdict.className = `pill pill-${closed ? "good" : "warn"}`;
  const gauge = line.querySelector(".gauge");
  if (gauge && target > 0n) {
    const share = (part) => Math.max(0, Math.min(100, Number((part * 1000n) / target) / 10));
    const given = share(total), rest = Math.min(100 - given, share(held));
    gauge.querySelector(".given").setAttribute("width", given);
    gauge.querySelector(".kept").setAttribute("x", given);
    gauge.querySelector(".kept").setAttribute("width", rest);
    gauge.classList.toggle("over", difference > 0n && !closed);
  }
}
function lower(row) {
  const gap = row.querySelector("td.gap"), source = exact(row.querySelector("td[data-source]")?.dataset.source);
  const value = field(row, "value") && exact(field(row, "value").value);
  if (!gap || source === null || value === null || value === undefined) return;
  const difference = value - source;
  gap.textContent = shown(difference, true);
  const worse = { at_least: difference < 0n, at_most: difference > 0n, equal: difference !== 0n }[table.dataset.direction];
  gap.classList.toggle("lowered", worse);
}
function follow(changed) {
  const touched = new Set();
  for (const cell of changed) {
    mark(cell);
    const row = rowOf(cell);
    if (row.dataset.row) lower(row);
    for (const id of [row.dataset.closure, row.dataset.parent, row.dataset.row]) if (id) touched.add(id);
  }
  for (const id of touched) table.querySelectorAll(`tr[data-closure="${CSS.escape(id)}"]`).forEach(close);
  count();
}

// --- undo: every change is a list of (cell, before, after) -----------------------------------------------------------------
const done = [], undone = [];
function put(pairs) {
  const steps = pairs.filter(([cell, text]) => cell.value !== text).map(([cell, text]) => ({ cell, before: cell.value, after: text }));
  if (!steps.length) return;
  steps.forEach(({ cell, after }) => { cell.value = after; cell.dataset.settled = after; });
  done.push(steps); undone.length = 0;
  follow(steps.map(({ cell }) => cell));
}
function settle(cell) {
  const before = cell.dataset.settled ?? cell.dataset.start ?? cell.defaultValue;
  if (cell.value === before) return;
  done.push([{ cell, before, after: cell.value }]); undone.length = 0;
  cell.dataset.settled = cell.value;
}
function turn(from, to, key) {
  if (document.activeElement && isCell(document.activeElement)) settle(document.activeElement);
  const steps = from.pop();
  if (!steps) return;
  steps.forEach((step) => { step.cell.value = step[key]; step.cell.dataset.settled = step[key]; });
  to.push(steps);
  follow(steps.map(({ cell }) => cell));
  go(steps[0].cell);
}

// --- moving and choosing -----------------------------------------------------------------------------------------------------
let editing = false, anchor = null, block = [];
function go(cell) {
  if (!cell) return;
  editing = false;
  cell.focus(); cell.select();
}
function neighbour(cell, down, across) {
  const rows = [...table.querySelectorAll("tr:not([hidden])")].filter((row) => row.querySelector("input[data-field]"));
  const row = rowOf(cell);
  if (across) {
    const line = [...row.querySelectorAll("input[data-field]")];
    return line[line.indexOf(cell) + across];
  }
  for (let at = rows.indexOf(row) + down; at >= 0 && at < rows.length; at += down) {
    const same = field(rows[at], cell.dataset.field);
    if (same) return same;
  }
  return null;
}
function between(one, other) {
  const all = cells().filter((cell) => cell.dataset.field !== "reserve");
  const rows = [...new Set(all.map(rowOf))], names = ["value", "basis", "basic", "challenge"];
  const [top, bottom] = [rows.indexOf(rowOf(one)), rows.indexOf(rowOf(other))].sort((a, b) => a - b);
  const [left, right] = [names.indexOf(one.dataset.field), names.indexOf(other.dataset.field)].sort((a, b) => a - b);
  return rows.slice(top, bottom + 1).map((row) => names.slice(left, right + 1).map((name) => field(row, name)));
}
function choose(grid) {
  block.flat().forEach((cell) => cell?.closest("td").classList.remove("chosen"));
  block = grid;
  if (grid.flat().length > 1) grid.flat().forEach((cell) => cell?.closest("td").classList.add("chosen"));
}
function arrow(event, cell) {
  const [down, across] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (editing && across) return;
  event.preventDefault();
  settle(cell);
  const next = neighbour(cell, down, across);
  if (!next) return;
  if (event.shiftKey) { anchor ??= cell; go(next); choose(between(anchor, next)); }
  else { anchor = null; choose([]); go(next); }
}
function key(event) {
  const cell = event.target;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) return command(event);
  if (!isCell(cell)) return;
  if (event.key.startsWith("Arrow")) arrow(event, cell);
  else if (event.key === "F2") { event.preventDefault(); editing = true; cell.setSelectionRange(cell.value.length, cell.value.length); }
  else if (event.key === "Enter") {
    event.preventDefault();
    if (!editing && cell.selectionStart !== cell.selectionEnd) { editing = true; cell.setSelectionRange(cell.value.length, cell.value.length); }
    else { settle(cell); go(neighbour(cell, event.shiftKey ? -1 : 1, 0) || cell); }
  } else if (event.key === "Escape") {
    event.preventDefault(); event.stopPropagation();
    cell.value = cell.dataset.settled ?? cell.dataset.start ?? cell.defaultValue;
    follow([cell]); choose([]); go(cell);
  } else if (event.key === "Delete" && block.flat().length > 1) {
    event.preventDefault(); put(block.flat().filter(Boolean).map((one) => [one, ""]));
  } else if (event.key.length === 1) editing = true;
}
function command(event) {
  const word = event.key.toLowerCase();
  if (word === "s") { event.preventDefault(); form.requestSubmit(form.querySelector('button[value="save"]')); }
  else if (word === "z" && !event.shiftKey && inSheet(event)) { event.preventDefault(); turn(done, undone, "before"); }
  else if ((word === "y" || (word === "z" && event.shiftKey)) && inSheet(event)) { event.preventDefault(); turn(undone, done, "after"); }
}
const inSheet = (event) => isCell(event.target) || !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);

function paste(event) {
  const text = event.clipboardData.getData("text/plain");
  const cell = block.flat().length > 1 ? block[0][0] : event.target;
  if (!isCell(event.target) || !cell || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const names = [...rowOf(cell).querySelectorAll("input[data-field]")].map((one) => one.dataset.field);
  const first = names.indexOf(cell.dataset.field), pairs = [];
  let below = cell;
  for (const line of lines) {
    if (!below) break;
    line.forEach((part, at) => {
      const target = names[first + at] && field(rowOf(below), names[first + at]);
      if (target) pairs.push([target, part.trim().replace(/,/g, "")]);
    });
    below = neighbour(below, 1, 0);
  }
  put(pairs);
}
function copy(event) {
  if (block.flat().length < 2) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", block.map((line) => line.map((one) => one?.value ?? "").join("\t")).join("\n"));
}

// --- folding ---------------------------------------------------------------------------------------------------------------------
function fold(button) {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  const start = rowOf(button), depth = Number(start.dataset.depth);
  let hidden = null;
  for (let row = start.nextElementSibling; row; row = row.nextElementSibling) {
    const own = row.dataset.depth === undefined ? depth + 1 : Number(row.dataset.depth);
    if (own <= depth && row.dataset.closure !== button.dataset.fold) break;
    if (row.dataset.closure === button.dataset.fold) continue;
    if (!open) { row.hidden = true; continue; }
    if (hidden !== null && own > hidden) continue;
    hidden = null;
    row.hidden = false;
    if (row.querySelector('.fold[aria-expanded="false"]')) hidden = own;
  }
}

if (table) {
  cells().forEach((cell) => { cell.dataset.start = cell.value; });
  table.addEventListener("focusin", (event) => { if (isCell(event.target)) event.target.select(); });
  table.addEventListener("focusout", (event) => { if (isCell(event.target)) { settle(event.target); editing = false; } });
  table.addEventListener("input", (event) => { if (isCell(event.target)) follow([event.target]); });
  table.addEventListener("mousedown", () => { anchor = null; choose([]); });
  table.addEventListener("click", (event) => { const button = event.target.closest("button.fold"); if (button) fold(button); });
  document.addEventListener("keydown", key);
  document.addEventListener("paste", paste);
  document.addEventListener("copy", copy);
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => { if (!leaving && count()) event.preventDefault(); });
  table.querySelectorAll("tr.closure").forEach(close);
  count();
}
