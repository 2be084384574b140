"use strict";
const $ = (id) => document.getElementById(id);
const words = JSON.parse($("words").textContent);
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
for (const part of document.querySelectorAll(".scripted")) part.hidden = false;

// Evidence: a click on a mark shows its sentences at the foot of the window, its number highlighted.
const panel = $("panel");
let opener = null;
function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  opener?.closest(".r")?.classList.remove("on");
  opener?.focus({ preventScroll: true });
}
function sentenceOf(number) {
  const mark = $(`e${number}`);
  const item = mark.closest("li");
  const quote = document.createElement("p");
  quote.lang = item.parentNode.lang;
  const copy = item.cloneNode(true);
  let own = copy.querySelector(`#e${number}`);
  while (own && own.localName !== "mark" && own.nextElementSibling) own = own.nextElementSibling;
  own?.classList.add("on");
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  const place = copy.querySelector("small");
  const head = item.closest("section").querySelector("h3").cloneNode(true);
  const link = head.querySelector("a");
  const page = /^(?:p\.|第)\s?(\d+)/.exec(place.textContent);
  if (link && page && !place.textContent.includes("行")) link.href += `#page=${page[1]}`;
  place.prepend(...head.childNodes, ", ");
  quote.append(...copy.childNodes);
  return quote;
}
function open(link) {
  opener?.closest(".r")?.classList.remove("on");
  opener = link;
  link.closest(".r")?.classList.add("on");
  const shut = document.createElement("button");
  shut.textContent = "×";
  shut.title = words.close;
  shut.setAttribute("aria-label", words.close);
  shut.addEventListener("click", close);
  const numbers = (link.dataset.e ?? link.getAttribute("href").slice(2)).split(" ");
  panel.replaceChildren(shut, ...numbers.map(sentenceOf));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && /^#e\d+$/.test(link.getAttribute("href"))) {
    event.preventDefault();
    open(link);
  }
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); } else close();
});

// Pictures: rows of hidden cities go, the others close up, in the order that is asked for.
const boxes = [...document.querySelectorAll("input[name=city]")];
const placeOf = new Map(boxes.map((box, place) => [box.value, place]));
const heightOf = (row) => Number(row.querySelector(".hit").getAttribute("height"));
const orders = {
  value: (a, b) => a.dataset.p - b.dataset.p,
  name: (a, b) => collator.compare(a.querySelector("text").textContent, b.querySelector("text").textContent),
  plan: (a, b) => placeOf.get(a.dataset.d) - placeOf.get(b.dataset.d),
};
function layOut(svg, shown, order) {
  const rows = [...svg.querySelectorAll(":scope > .r")];
  svg.dataset.top ??= /,? ?([\d.]+)\)/.exec(rows[0]?.getAttribute("transform") ?? "(0 0)")[1];
  rows.forEach((row, place) => { row.dataset.p ??= place; });
  const kinds = [".r:not(.upper, .aside)", ".r.upper", ".r.aside"];
  let y = Number(svg.dataset.top);
  let bottom = y;
  let count = 0;
  const rule = svg.querySelector(":scope > .rule");
  kinds.forEach((kind, place) => {
    const members = rows.filter((row) => row.matches(kind));
    members.forEach((row) => { row.toggleAttribute("hidden", !shown.has(row.dataset.d)); });
    const kept = members.filter((row) => shown.has(row.dataset.d)).sort(place === 0 ? orders[order] : orders.value);
    if (place === 1 && rule) {
      rule.toggleAttribute("hidden", !kept.length || !count);
      rule.setAttribute("transform", `translate(0 ${y + 2})`);
      if (kept.length && count) y += 5;
    }
    if (place === 2 && kept.length && count) y += 4;
    for (const row of kept) {
      row.setAttribute("transform", `translate(0 ${y})`);
      row.parentNode.append(row);
      y += heightOf(row);
      count += 1;
    }
    if (place === 1) bottom = y;
  });
  for (const line of svg.querySelectorAll(".frame path")) {
    line.setAttribute("d", line.getAttribute("d").replace(/V[\d.]+$/, `V${bottom}`));
  }
  svg.setAttribute("viewBox", `0 0 ${svg.viewBox.baseVal.width} ${y + 2}`);
  return count;
}

// Tables: a row or column of a hidden city or topic goes.
function showTable(table, keeps) {
  const heads = [...table.tHead.rows[0].cells];
  const gone = heads.map((head) => !keeps(head));
  for (const row of table.rows) {
    if (row.parentNode.className === "g") continue;
    if (row.parentNode !== table.tHead) row.hidden = !keeps(row);
    [...row.cells].forEach((cell, place) => { cell.hidden = gone[place]; });
  }
  const bodies = [...table.tBodies];
  bodies.forEach((body, place) => {
    if (body.className === "g") body.hidden = [...bodies[place + 1].rows].every((row) => row.hidden);
  });
}

// How many rows of a picture are shown; it is laid out anew where that changes anything, and in sight.
const folds = [...document.querySelectorAll("details.more")];
const first = `${$("order").value} `;
function drawn(figure, state, shown, order) {
  const known = figure.dataset.s ?? first;
  if (known === state) return Number(figure.dataset.n ?? 1);
  const svg = figure.querySelector("svg");
  if (figure.closest("details.more:not([open])")) {
    return [...svg.children].filter((row) => shown.has(row.dataset.d)).length;
  }
  figure.dataset.s = state;
  figure.dataset.n = layOut(svg, shown, order);
  return Number(figure.dataset.n);
}

const form = $("filters");
function update() {
  const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const topic = $("topic").value;
  const type = $("type").value;
  const least = Number($("least")?.value ?? 0);
  const wanted = $("search").value.trim().toLowerCase();
  const order = $("order").value;
  const keeps = ({ dataset }) => (dataset.d === undefined || shown.has(dataset.d))
    && (dataset.t === undefined || topic === "*" || dataset.t === topic);
  const state = `${order} ${shown.size === boxes.length ? "" : [...shown].join(" ")}`;
  let count = 0;
  for (const figure of document.querySelectorAll("figure.thing")) {
    const { t, y, c } = figure.dataset;
    let is = (topic === "*" || t === topic) && (type === "*" || y === type) && Number(c) >= least;
    is &&= !wanted || figure.querySelector("h3, h4").textContent.toLowerCase().includes(wanted);
    if (is) is = drawn(figure, state, shown, order) > 0;
    figure.hidden = !is;
    count += is;
  }
  for (const svg of document.querySelectorAll("figure.wide svg.dots")) layOut(svg, shown, order);
  for (const table of document.querySelectorAll("table.m")) showTable(table, keeps);
  const isNarrowed = topic !== "*" || type !== "*" || wanted !== "";
  for (const more of folds) {
    const any = [...more.querySelectorAll("figure")].some((figure) => !figure.hidden);
    more.hidden = !any;
    if (isNarrowed && any && wanted) more.open = true;
  }
  for (const section of document.querySelectorAll("section.topic")) {
    section.hidden = [...section.querySelectorAll("figure")].every((figure) => figure.hidden);
  }
  $("chosen").textContent = shown.size === boxes.length ? "" : `${shown.size}/${boxes.length}`;
  $("count").textContent = words.shown.replace("{count}", count);
}
let waiting = 0;
const later = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(update); };
form.addEventListener("input", later);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", later);
for (const more of folds) more.addEventListener("toggle", later);
for (const [id, checked] of [["every", true], ["none", false]]) {
  $(id).addEventListener("click", () => { boxes.forEach((box) => { box.checked = checked; }); later(); });
}

// Sorting of tables: within each group; a third click as it was.
const keyOf = (cell) => (cell.dataset.v === undefined ? null : Number(cell.dataset.v));
function compareCells(a, b) {
  const [x, y] = [keyOf(a), keyOf(b)];
  if (x !== null && y !== null) return x - y;
  return (x === null) - (y === null) || collator.compare(a.textContent, b.textContent);
}
for (const head of document.querySelectorAll("table.m thead th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = words.sort;
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const next = head.matches(":first-child") ? ["ascending", "descending"] : ["descending", "ascending"];
    const way = next[next.indexOf(head.ariaSort) + 1] ?? null;
    for (const other of head.parentNode.cells) other.ariaSort = null;
    head.ariaSort = way;
    const sign = { ascending: 1, descending: -1 }[way] ?? 0;
    for (const body of head.closest("table").tBodies) {
      if (body.className === "g") continue;
      const rows = [...body.rows];
      rows.forEach((row, place) => { row.dataset.p ??= place; });
      rows.sort((a, b) => a.dataset.p - b.dataset.p);
      if (sign) {
        const blank = (row) => row.cells[head.cellIndex].matches(".z");
        rows.sort((a, b) => blank(a) - blank(b) || sign * compareCells(a.cells[head.cellIndex], b.cells[head.cellIndex]));
      }
      body.append(...rows);
    }
  });
}

// Tiles: coloured by another number.
const measure = $("measure");
if (measure) {
  const tiles = JSON.parse($("measures").textContent);
  measure.addEventListener("change", () => {
    const { label, ends, values } = tiles.measures[measure.selectedIndex];
    for (const tile of document.querySelectorAll("svg.tiles [data-k]")) {
      const [shade, text] = values[tile.dataset.k] ?? [0, ""];
      tile.querySelector("rect").setAttribute("class", `tile s${shade}`);
      const [name, value] = tile.querySelectorAll("text");
      name.setAttribute("class", `t${shade}`);
      value.setAttribute("class", `t${shade} tick`);
      value.textContent = text;
      tile.querySelector("title")?.replaceChildren(`${name.textContent}: ${text}`);
    }
    document.querySelector("svg.tiles").setAttribute("aria-label", `${tiles.coloured}: ${label}`);
    document.querySelector("figure.tiles h3").textContent = `${tiles.coloured}: ${label}`;
    const names = new Map([...document.querySelectorAll("svg.tiles [data-k]")].map((tile) => [tile.dataset.k, tile]));
    $("ranked").replaceChildren(...Object.entries(values).sort(([, a], [, b]) => a[2] - b[2]).map(([key, [, text]]) => {
      const [item, name] = [document.createElement("li"), document.createElement("span")];
      name.lang = "zh-Hans";
      name.textContent = names.get(key)?.querySelector("text").textContent ?? key;
      item.append(name, ` ${text}`);
      return item;
    }));
    $("ends").textContent = words.ends.replace("{least}", ends[0]).replace("{most}", ends[1]);
  });
}

