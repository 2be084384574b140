"use strict";
const lang = document.documentElement.lang;

// Sorting: within each group; numbers before texts, cells without a commitment last, a third click as it was.
const collator = new Intl.Collator(lang, { numeric: true });
const keyOf = (cell) => (cell.dataset.v === undefined ? null : Number(cell.dataset.v));
function compareCells(a, b) {
  const [x, y] = [keyOf(a), keyOf(b)];
  if (x !== null && y !== null) return x - y;
  return (x === null) - (y === null) || collator.compare(a.textContent, b.textContent);
}
function sort(table, index, direction) {
  for (const body of table.tBodies) {
    if (body.className === "g") continue;
    const rows = [...body.rows];
    rows.forEach((row, place) => { row.dataset.p ??= place; });
    const said = (row) => row.cells[index].matches("th, .c");
    rows.sort((a, b) => a.dataset.p - b.dataset.p);
    if (direction) {
      rows.sort((a, b) => said(b) - said(a) || direction * compareCells(a.cells[index], b.cells[index]));
    }
    body.append(...rows);
  }
}
for (const head of document.querySelectorAll("thead th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = document.body.dataset.sort;
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const order = { ascending: "descending", descending: "none" }[head.ariaSort] ?? "ascending";
    for (const other of head.parentNode.cells) other.ariaSort = null;
    head.ariaSort = order === "none" ? null : order;
    sort(head.closest("table"), head.cellIndex, { ascending: 1, descending: -1, none: 0 }[order]);
  });
}

// Evidence: a click on a cell shows its sentences at the foot of the window.
const panel = document.getElementById("panel");
const close = () => { panel.hidden = true; };
document.addEventListener("click", (event) => {
  const link = event.target.closest("td a");
  if (!link) return;
  event.preventDefault();
  const shut = document.createElement("button");
  shut.textContent = "×";
  shut.addEventListener("click", close);
  panel.replaceChildren(shut, ...(link.dataset.e ?? link.hash.slice(2)).split(" ").map((id) => {
    const sentence = document.createElement("p");
    sentence.append(...document.getElementById(`e${id}`).cloneNode(true).childNodes);
    return sentence;
  }));
  panel.hidden = false;
  panel.scrollTop = 0;
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
