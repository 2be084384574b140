// Text. Offsets are code points of the plan's text, as the program counts them; JavaScript counts UTF-16 units.

class PlanText {
  constructor(text) {
    this.text = text;
    this.pairs = []; // where a character takes two units, by its code point
    let point = 0;
    for (const character of text) {
      if (character.length === 2) this.pairs.push(point);
      point += 1;
    }
    this.length = point;
  }
  unit(point) { return point + countBelow(this.pairs, point); }
  slice(start, end) { return this.text.slice(this.unit(start), this.unit(end)); }
}

function countBelow(sorted, limit) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1; else high = middle;
  }
  return low;
}

const pointsIn = (text) => { let count = 0; for (const _ of text) count += 1; return count; };

// What a browser would obey (directions, controls) is shown; a character stays a character, so that offsets hold.
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]/g;
function shown(text) {
  return text.replace(OBEYED, (character) => {
    const code = character.charCodeAt(0);
    if (code < 32) return String.fromCharCode(0x2400 + code);
    return code === 127 ? "\u2421" : "\ufffd";
  });
}

// Elements, from plain texts only: nothing of a plan is ever taken for HTML.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "value") element.value = value;
    else if (name === "checked") element.checked = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const filled = (pattern, parts) => pattern.replace(/\{(\w+)\}/g, (all, name) => parts[name] ?? all);

// Sections: the text parted at its clauses; what stands between two clauses has none.
function sectionsOf(plan) {
  const sections = [];
  let at = 0;
  plan.clauses.forEach((clause, c) => {
    const start = Math.max(clause.s, at);
    if (start > at) sections.push({ s: at, e: start, c: null });
    if (clause.e > start) sections.push({ s: start, e: clause.e, c });
    at = Math.max(at, clause.e);
  });
  if (at < plan.text.length) sections.push({ s: at, e: plan.text.length, c: null });
  return sections;
}

// The paragraphs of a section, a line each.
function paragraphsOf(plan, section) {
  const paragraphs = [];
  let at = section.s;
  for (const line of plan.text.slice(section.s, section.e).split("\n")) {
    const end = at + pointsIn(line);
    if (line.trim()) paragraphs.push({ s: at, e: end });
    at = end + 1;
  }
  return paragraphs;
}

// A paragraph as pieces of text, each with the offset of its beginning; marks and masks are elements of their own.
function paragraphElement(plan, { s, e }, marks) {
  const element = make("p");
  let at = s;
  const plain = (end) => {
    if (end > at) element.append(make("span", { "data-s": at }, shown(plan.text.slice(at, end))));
    at = Math.max(at, end);
  };
  for (const mark of marks) {
    if (mark.e <= at || mark.s >= e) continue;
    plain(Math.min(mark.s, e));
    const end = Math.min(mark.e, e);
    const piece = mark.element();
    piece.dataset.s = at;
    piece.append(shown(plan.text.slice(at, end)));
    element.append(piece);
    at = end;
  }
  plain(e);
  return element;
}

// From a place in the document to an offset; null where it is not in the text.
function pointAt(node, offset) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const leaves = node.querySelectorAll?.("[data-s]") ?? [];
    const child = node.childNodes[offset];
    const after = [...leaves].find((leaf) => child && (child === leaf || child.contains(leaf)
      || child.compareDocumentPosition(leaf) & Node.DOCUMENT_POSITION_FOLLOWING));
    if (after) return Number(after.dataset.s);
    const last = node.dataset?.s !== undefined ? node : leaves[leaves.length - 1];
    return last ? Number(last.dataset.s) + (last === node && offset === 0 ? 0 : pointsIn(last.textContent)) : null;
  }
  const leaf = node.parentElement?.closest("[data-s]");
  return leaf ? Number(leaf.dataset.s) + pointsIn(node.data.slice(0, offset)) : null;
}

function selectedSpan(root) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const [s, e] = [pointAt(range.startContainer, range.startOffset), pointAt(range.endContainer, range.endOffset)];
  return s === null || e === null || e <= s ? null : { s, e };
}

// From an offset to a place in the document.
function placeOf(leaves, point, isEnd) {
  for (const leaf of leaves) {
    const start = Number(leaf.dataset.s);
    const length = pointsIn(leaf.textContent);
    if (point >= start && (isEnd ? point <= start + length && point > start : point < start + length)) {
      return [leaf.firstChild, new PlanText(leaf.textContent).unit(point - start)];
    }
  }
  return null;
}

function rangeOf(root, span) {
  const leaves = [...root.querySelectorAll("[data-s]")];
  const [start, end] = [placeOf(leaves, span.s, false), placeOf(leaves, span.e, true)];
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

function select(root, span) {
  const range = rangeOf(root, span);
  if (!range) return false;
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return true;
}

// What made a number or a topic so is underlined where the browser can do that without touching the text.
function underline(root, spans) {
  if (!window.CSS?.highlights) return;
  const ranges = spans.map((span) => rangeOf(root, span)).filter(Boolean);
  if (ranges.length) CSS.highlights.set("evidence", new Highlight(...ranges));
  else CSS.highlights.delete("evidence");
}

// Where words stand in a stretch of the text.
function placesOf(plan, words, s, e) {
  const text = plan.text.slice(s, e);
  const places = [];
  for (const word of words) {
    for (let at = word ? text.indexOf(word) : -1; at >= 0; at = text.indexOf(word, at + word.length)) {
      const start = s + pointsIn(text.slice(0, at));
      places.push({ s: start, e: start + pointsIn(word) });
    }
  }
  return places;
}

// A blank is what the program takes for one (str.isspace), which is not what `\s` and `trim` do.
const BLANK = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;
const BLANKS = new RegExp(`${BLANK.source}+`, "gu");
const tidy = (text) => text.replace(BLANKS, " ").replace(/^ | $/g, "");

// Passages: the sentence round a marked number, by which it is found again when the plan is read anew.
const ENDS = /[。！？!?\n]/u;
const MOST_BEFORE = 60;
const MOST_AFTER = 30;
function passageOf(plan, { s, e }) {
  const before = [...plan.text.slice(Math.max(0, s - MOST_BEFORE), s)];
  const after = [...plan.text.slice(e, Math.min(plan.text.length, e + MOST_AFTER))];
  const isCut = (character) => ENDS.test(character) || character === "⟦" || character === "⟧";
  const from = before.findLastIndex(isCut) + 1;
  const upTo = after.findIndex(isCut);
  const tail = upTo < 0 ? after : after.slice(0, upTo + (/[⟦⟧\n]/.test(after[upTo]) ? 0 : 1));
  return tidy(`${before.slice(from).join("")}⟦${plan.text.slice(s, e)}⟧${tail.join("")}`);
}

function findPassage(plan, quote, near) {
  const parts = /^([^⟦⟧]*)⟦([^⟦⟧]+)⟧([^⟦⟧]*)$/u.exec(quote);
  if (!parts) return null;
  const squeezed = (text) => [...text].filter((character) => !BLANK.test(character));
  const [before, number, after] = parts.slice(1).map(squeezed);
  const places = [];
  const kept = [...plan.text.text].filter((character, place) => !BLANK.test(character) && places.push(place));
  const whole = new PlanText(kept.join(""));
  const wanted = [...before, ...number, ...after].join("");
  let best = null;
  for (let at = whole.text.indexOf(wanted); at >= 0; at = whole.text.indexOf(wanted, at + 1)) {
    const start = pointsIn(whole.text.slice(0, at)) + before.length;
    const span = { s: places[start], e: places[start + number.length - 1] + 1 };
    if (!best || Math.abs(span.s - near) < Math.abs(best.s - near)) best = span;
  }
  return best;
}
