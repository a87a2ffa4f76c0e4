// Arrow keys between the cells of a matrix. One cell at a time is a tab stop; without this file each is a plain link.
const linksOf = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1).map((cell) => cell.querySelector("a")));

function prepare(table) {
  if (table.dataset.ready) return;
  table.dataset.ready = "yes";
  const links = table.querySelectorAll("td a");
  links.forEach((link, index) => { link.tabIndex = index ? -1 : 0; });
}

const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

document.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  const table = event.target.closest?.("[data-matrix]");
  const cell = event.target.closest?.("td");
  if (!step || !table || !cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const grid = linksOf(table);
  let row = cell.parentElement.sectionRowIndex, column = cell.cellIndex - 1, next;
  do { row += step[0]; column += step[1]; next = grid[row]?.[column]; } while (grid[row] && column >= 0 && column < grid[row].length && !next);
  if (!next) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
});

const prepareAll = () => document.querySelectorAll("[data-matrix]").forEach(prepare);
document.body.addEventListener("htmx:afterSettle", prepareAll);
prepareAll();
