// The desk: the text with its marks, the outline, the bar above, and the keys; it puts the other parts together.

const textRoot = document.getElementById("text");
const outline = document.getElementById("outline");
const bar = document.getElementById("bar");
const help = document.getElementById("help");
const told = document.getElementById("told");
let plan = null;
let sections = [];

function tell(message) {
  told.textContent = message;
  told.classList.toggle("said", Boolean(message));
}

// Which numbers are marked in the text: a mark of the reader's first, and no two over each other.
const RANKS = ["added", "target", "actual", "rejected"];
function marksIn(section) {
  const visible = [...plan.numbers.filter((number) => isRevealed(plan, number.c) && state.show[number.kind]), ...addedIn(plan)]
    .filter((number) => number.s < section.e && section.s < number.e)
    .sort((one, other) => RANKS.indexOf(one.kind) - RANKS.indexOf(other.kind) || one.s - other.s);
  const taken = [];
  for (const number of visible) if (!taken.some((one) => one.s < number.e && number.s < one.e)) taken.push(number);
  return taken.sort((one, other) => one.s - other.s);
}
function markElement(number) {
  const verdict = verdictOf(plan, number);
  const label = [words.kind[number.kind], number.kind === "rejected" ? number.reason : words.verdicts[verdict]].join(", ");
  const element = make("span", { class: ["mark", number.kind, verdict, number.kind === "added" && !isWhole(plan, number) && "half"].filter(Boolean).join(" "), role: "button", tabindex: "0", "data-id": number.id, title: label });
  if (number.id === cursor?.id) element.setAttribute("aria-current", "true");
  return element;
}
function maskElement(reason) {
  return make("span", { class: "masked", title: filled(words.masked, { reason }) });
}
function fillSection(section) {
  const marks = marksIn(section).map((number) => ({ s: number.s, e: number.e, element: () => markElement(number) }));
  const masks = (plan.masks ?? []).filter(([s, e]) => s < section.e && section.s < e && !marks.some((mark) => mark.s < e && s < mark.e))
    .map(([s, e, reason]) => ({ s, e, element: () => maskElement(reason) }));
  const pieces = [...marks, ...masks].sort((one, other) => one.s - other.s);
  const paragraphs = paragraphsOf(plan, section).map((paragraph) => paragraphElement(plan, paragraph, pieces));
  section.element.replaceChildren(...(section.c === null ? [] : [strip(section.c)]), ...paragraphs);
}
function strip(c) {
  const [done, revealed] = [isDone(plan, c), isRevealed(plan, c)];
  const topics = topicsOf(plan, c).map((id) => topicLabels.get(id) ?? id);
  const label = state.show.topics || !revealed ? topics.join(" · ") || (revealed ? words.no_topic : "…") : "";
  const changed = clauseState(plan, c).topics && revealed && !same(topicsOf(plan, c), programTopics(plan, c));
  const kind = ["strip", done && "done", changed && "changed"].filter(Boolean).join(" ");
  return make("button", { type: "button", class: kind, "data-c": c, "aria-current": cursor && !cursor.id && cursor.c === c ? "true" : null },
    make("span", { class: "tick", "aria-hidden": "true" }, done ? "✓" : "○"), " ", make("span", { class: "unseen" }, `${words.kind.clause} ${shown(plan.clauses[c].number ?? "")}`), label);
}

function showPlan(place) {
  state.plan = place;
  plan = planAt(place);
  decidedIn(plan);
  cursor = null;
  textRoot.replaceChildren();
  sections = sectionsOf(plan);
  for (const section of sections) {
    const clause = section.c === null ? null : plan.clauses[section.c];
    section.element = make("section", { class: clause ? "clause" : "between", id: clause && `c${section.c}`, "aria-label": clause && shown([clause.number, clause.heading].filter(Boolean).join(" ") || clause.id) });
    textRoot.append(section.element);
    fillSection(section);
  }
  showOutline();
  if (!bar.firstChild) showBar();
  bar.querySelector("h1").textContent = shown(plan.title ?? plan.label);
  if (docs.length > 1) document.getElementById("plans").value = String(place);
  showProgress();
  showPanel(plan);
  window.scrollTo(0, 0);
}

// After a decision: the clause, its line in the outline, progress and the panel.
function shownAgain(ofPlan, c, inForm = false) {
  if (ofPlan !== plan) return;
  sections.filter((section) => section.c === c).forEach(fillSection);
  outline.querySelector(`a[data-c="${c}"]`)?.classList.toggle("done", c !== null && isDone(plan, c));
  showProgress();
  if (inForm) {
    const number = numberOf(plan, cursor?.id);
    const verdict = panel.querySelector(".verdict");
    if (number && verdict) {
      verdict.textContent = words.verdicts[verdictOf(plan, number)];
      verdict.className = `verdict ${verdictOf(plan, number)}`;
    }
  } else showPanel(plan);
}
function showAll() {
  sections.forEach(fillSection);
  showOutline();
  showProgress();
  showPanel(plan);
}

// The outline: clauses under the headings above them.
function showOutline() {
  const root = make("ul");
  const open = [{ list: root, name: null }];
  plan.clauses.forEach((clause, c) => {
    let depth = 0;
    while (depth < clause.path.length && open[depth + 1]?.name === clause.path[depth]) depth += 1;
    open.length = depth + 1;
    for (const name of clause.path.slice(depth)) {
      const list = make("ul");
      open.at(-1).list.append(make("li", {}, make("span", { lang: "zh-Hans" }, shown(name)), list));
      open.push({ list, name });
    }
    const label = [clause.number, clause.heading].filter(Boolean).join(" ") || plan.text.slice(clause.s, Math.min(clause.e, clause.s + 14));
    const link = make("a", { href: `#c${c}`, "data-c": c, lang: "zh-Hans", class: isDone(plan, c) && "done" }, shown(label));
    open.at(-1).list.append(make("li", {}, link));
  });
  const wide = matchMedia("(min-width: 1000px)").matches;
  outline.replaceChildren(make("details", { open: outline.querySelector("details")?.open ?? wide }, make("summary", {}, words.outline), root));
}

function showProgress() {
  const clauses = plan.clauses.length;
  const done = plan.clauses.filter((_, c) => isDone(plan, c)).length;
  const numbers = plan.numbers.filter((number) => number.kind !== "rejected" && isRevealed(plan, number.c));
  const judged = numbers.filter((number) => verdictOf(plan, number)).length;
  const label = filled(shared.blind ? words.progress_blind : words.progress, { done, clauses, judged, numbers: numbers.length });
  const meter = document.getElementById("meter");
  meter.max = clauses || 1;
  meter.value = done;
  meter.textContent = label;
  document.getElementById("progress").textContent = label;
}

function showBar() {
  const isOne = docs.length < 2;
  const title = make("h1", { lang: "zh-Hans", class: !isOne && "unseen" });
  const legend = make("p", { class: "legend" }, ...["target", "actual", "rejected", "added"].flatMap((kind) => [make("span", { class: `mark ${kind}` }, words.kind[kind]), " "]), make("span", { class: "mark target refused" }, words.verdicts.refused));
  const plans = isOne ? "" : make("select", { id: "plans", lang: "zh-Hans", "aria-label": words.plan, onchange: (event) => { showPlan(Number(event.target.value)); keep(); } },
    ...docs.map(({ label }, place) => make("option", { value: place }, shown(label))));
  const tools = make("details", { id: "tools", open: bar.querySelector("details")?.open }, make("summary", {}, words.settings), make("div", {}, ...toolsOf()));
  // A button that is pressed would take the selection away.
  const keepsSelection = { onpointerdown: (event) => event.preventDefault(), onmousedown: (event) => event.preventDefault() };
  bar.replaceChildren(title, plans,
    make("div", { class: "progress" }, make("progress", { id: "meter", max: 1, value: 0, "aria-labelledby": "progress" }), make("span", { id: "progress", title: words.progress_means })),
    button(words.mark_selection, "m", () => act("m"), keepsSelection), button(words.undo, "u", () => act("u")),
    button(words.save_all, "s", () => act("s")), button(words.help, "?", () => act("?")), tools, legend);
}
function toolsOf() {
  const kinds = Object.keys(words.kinds).map((kind) => toggle(words.kinds[kind], state.show[kind], (on) => { state.show[kind] = on; showAll(); }, kind));
  const orders = ORDERS.map((name) => make("option", { value: name }, words.orders[name]));
  const order = make("label", {}, `${words.order} `, make("select", { id: "order", onchange: (event) => { state.order = event.target.value; keep(); showOrder(); } }, ...orders));
  order.querySelector("select").value = state.order;
  return [
    make("label", {}, `${words.reader} `, make("input", { type: "text", id: "reader", size: 10, value: state.reader, onchange: (event) => { state.reader = event.target.value.trim(); keep(); } })),
    shared.blind ? null : order,
    make("fieldset", { class: "kinds" }, make("legend", {}, words.shown), ...kinds),
    toggle(words.keys, state.keys, (on) => { state.keys = on; }),
    make("label", { class: "file" }, `${words.load} `, make("input", { type: "file", id: "load", accept: ".zip,.json", onchange: load })),
    make("button", { type: "button", onclick: saveOverrides }, words.save_overrides),
    make("p", { id: "why-order", class: "dim", hidden: shared.blind }, whyOrder()),
    make("p", { class: "dim" }, keeps ? words.kept : words.not_kept, shared.blind ? ` ${words.blind}` : ""),
  ].filter(Boolean);
}
function toggle(label, on, set, kind) {
  return make("label", { class: kind && `swatch ${kind}` }, make("input", { type: "checkbox", checked: on, onchange: (event) => { set(event.target.checked); keep(); } }), ` ${label}`);
}
function whyOrder() {
  return filled(words.order_why[state.order] ?? "", { doubts: shared.doubts.map((name) => words.doubts[name]).join("; ") });
}
function showOrder() {
  document.getElementById("why-order").textContent = whyOrder();
  document.getElementById("order").value = state.order;
}
// What a rule settled has no confidence and comes after what a judge weighed.
const FIRST = { sure: (number) => Number(number.sure ?? 2), doubts: (number) => -(number.doubts?.length ?? 0) };

// The cursor: where j and k go, and what is scrolled into view.
function stops() {
  const first = FIRST[state.order];
  if (first && !shared.blind) {
    return plan.numbers.filter((number) => number.kind === "target")
      .sort((one, other) => first(one) - first(other) || one.s - other.s)
      .map((number) => ({ c: number.c, id: number.id }));
  }
  return sections.flatMap((section) => [
    ...(section.c === null ? [] : [{ c: section.c, id: null }]),
    ...marksIn(section).filter((number) => number.kind !== "rejected").map((number) => ({ c: section.c, id: number.id })),
  ]);
}
const sameStop = (one, other) => one && other && one.c === other.c && one.id === other.id;
function moveTo(stop, { focus = true, scroll = true } = {}) {
  const before = cursor;
  cursor = stop;
  for (const element of document.querySelectorAll("#text [aria-current], #outline [aria-current]")) element.removeAttribute("aria-current");
  const element = stop.id ? textRoot.querySelector(`[data-id="${CSS.escape(stop.id)}"]`) : textRoot.querySelector(`.strip[data-c="${stop.c}"]`);
  element?.setAttribute("aria-current", "true");
  if (stop.c !== null) outline.querySelector(`a[data-c="${stop.c}"]`)?.setAttribute("aria-current", "true");
  if (focus) element?.focus({ preventScroll: true });
  if (scroll) element?.scrollIntoView({ block: stop.id ? "center" : "start" });
  if (!sameStop(before, stop)) tell("");
  showPanel(plan);
  showEvidence();
}
function showEvidence() {
  const section = sections.find((one) => one.c === cursor?.c);
  if (!section || section.c === null || !isRevealed(plan, section.c)) return underline(textRoot, []);
  const number = cursor.id && numberOf(plan, cursor.id);
  if (!number) {
    const terms = state.show.topics ? plan.clauses[section.c].topics.flatMap(([, evidence]) => evidence) : [];
    return underline(section.element, placesOf(plan, terms, section.s, section.e));
  }
  const parts = Object.values(number.evidence ?? {}).map(([s, e]) => ({ s, e }));
  const said = (number.why ?? []).map((word) => nearest(placesOf(plan, [word], section.s, section.e), number)).filter(Boolean);
  return underline(section.element, [...parts, ...said]);
}
// Of the places where a word stands the last one up to the end of the number speaks for it, else the next one.
const nearest = (places, number) => places.findLast((place) => place.e <= number.e) ?? places[0];
function step(by) {
  const all = stops();
  if (!all.length) return;
  const here = all.findIndex((stop) => sameStop(stop, cursor));
  let next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
  if (here < 0 && cursor && cursor.c !== null) next = all.findIndex((stop) => stop.c === cursor.c) + (by > 0 ? 1 : 0);
  if (next >= 0 && next < all.length) moveTo(all[next]);
}
function stepClause(by, wanted = () => true) {
  const places = plan.clauses.map((_, c) => c).filter(wanted);
  const here = cursor?.c ?? (by > 0 ? -1 : plan.clauses.length);
  const next = by > 0 ? places.find((c) => c > here) : places.findLast((c) => c < here);
  if (next !== undefined) moveTo({ c: next, id: null });
  return next !== undefined;
}

// Numbers of the text, whatever they are, for the selection that m marks.
function stepNumber(by) {
  const spans = [...plan.numbers, ...addedIn(plan)].sort((one, other) => one.s - other.s);
  const selected = selectedSpan(textRoot);
  const clause = cursor && cursor.c !== null ? plan.clauses[cursor.c] : null;
  const number = cursor?.id && numberOf(plan, cursor.id);
  const at = selected?.s ?? number?.s ?? (clause ? clause.s - (by > 0 ? 1 : 0) : by > 0 ? -1 : plan.text.length);
  const next = by > 0 ? spans.find((one) => one.s > at) : spans.findLast((one) => one.s < at);
  if (!next) return;
  const isShown = textRoot.querySelector(`[data-id="${CSS.escape(next.id)}"]`);
  moveTo({ c: next.c, id: isShown ? next.id : null }, { focus: false, scroll: false });
  select(textRoot, next);
  document.getSelection().focusNode?.parentElement?.scrollIntoView({ block: "center" });
}
function stretch(startBy, endBy) {
  const clause = cursor && cursor.c !== null ? plan.clauses[cursor.c] : null;
  // Without a selection it begins with the first character of the clause.
  const span = selectedSpan(textRoot);
  if (!span) return clause ? select(textRoot, { s: clause.s, e: clause.s + 1 }) : tell(words.select_first);
  const next = { s: Math.max(0, span.s + startBy), e: Math.min(plan.text.length, span.e + endBy) };
  if (next.s < next.e) select(textRoot, next);
}
function trimmed(span) {
  let { s, e } = span;
  while (s < e && BLANK.test(plan.text.slice(s, s + 1))) s += 1;
  while (s < e && BLANK.test(plan.text.slice(e - 1, e))) e -= 1;
  return s < e ? { s, e } : null;
}
function markSelection() {
  const selected = selectedSpan(textRoot);
  const number = cursor?.id && numberOf(plan, cursor.id);
  const isSelf = number && (number.kind === "rejected" || number.kind === "actual");
  const span = selected ? trimmed(selected) : isSelf ? { s: number.s, e: number.e } : null;
  if (!span) return tell(words.select_first);
  if (/[⟦⟧]/.test(plan.text.slice(span.s, span.e))) return tell(words.no_brackets);
  const overlaps = (one) => one.s < span.e && span.s < one.e;
  const c = clauseAt(plan, span.s);
  const standing = plan.numbers.some((one) => one.kind === "target" && overlaps(one) && verdictOf(plan, one) !== "refused" && isRevealed(plan, one.c));
  if (standing || addedIn(plan).some(overlaps)) return tell(words.overlaps);
  const id = addNumber(plan, span);
  document.getSelection().removeAllRanges();
  sections.filter((section) => section.s < span.e && span.s < section.e).forEach(fillSection);
  moveTo({ c, id });
  showProgress();
  return enterForm();
}

function enterForm() {
  const field = panel.querySelector("select, input");
  field?.focus();
  if (field?.type === "text") field.select();
}
function leaveForm() {
  document.activeElement?.blur();
  const element = cursor?.id ? textRoot.querySelector(`[data-id="${CSS.escape(cursor.id)}"]`) : textRoot.querySelector(`.strip[data-c="${cursor?.c}"]`);
  element?.focus({ preventScroll: true });
}

function judge(ok) {
  const number = cursor?.id && numberOf(plan, cursor.id);
  if (number && number.kind !== "rejected") {
    if (number.kind !== "added") setVerdict(plan, number, ok);
    else if (ok === null) removeNumber(plan, number);
    else if (ok === false) removeNumber(plan, number);
    if (number.kind === "added" && !ok) cursor = { c: number.c, id: null };
    shownAgain(plan, number.c);
    return moveTo(cursor, { scroll: false });
  }
  if (number || !cursor || cursor.c === null) return null;
  if (ok === null) {
    if (isDone(plan, cursor.c)) reopenClause(plan, cursor.c);
  } else setTopics(plan, cursor.c, ok ? topicsOf(plan, cursor.c) : []);
  shownAgain(plan, cursor.c);
  return moveTo(cursor, { scroll: false });
}
function toggleTopic(place) {
  const topic = shared.topics[place]?.[0];
  if (!topic || !cursor || cursor.c === null) return;
  const chosen = topicsOf(plan, cursor.c);
  setTopics(plan, cursor.c, chosen.includes(topic) ? chosen.filter((one) => one !== topic) : [...chosen, topic]);
  shownAgain(plan, cursor.c);
  moveTo({ c: cursor.c, id: cursor.id }, { scroll: false });
}
function finish() {
  if (!cursor || cursor.c === null) return;
  const c = cursor.c;
  const half = addedIn(plan).find((number) => number.c === c && !isWhole(plan, number));
  if (half) {
    moveTo({ c, id: half.id });
    tell(words.half_here);
    return;
  }
  if (shared.blind && !isRevealed(plan, c)) {
    revealClause(plan, c);
    cursor = { c, id: null };
    shownAgain(plan, c);
    moveTo(cursor);
    return;
  }
  if (!shared.blind) finishClause(plan, c);
  else if (!isDone(plan, c)) change(plan, plan.clauses[c].id, (decided) => { decided.clauses[plan.clauses[c].id].done = true; });
  shownAgain(plan, c);
  const rest = (place) => !isDone(plan, place);
  if (!stepClause(1, rest) && !stepClause(-1, rest)) moveTo({ c, id: null });
}
function takeBack() {
  const last = undo();
  if (!last) return tell(words.nothing_to_undo);
  if (cursor?.id && !numberOf(plan, cursor.id)) cursor = { c: cursor.c, id: null };
  showAll();
  if (cursor) moveTo(cursor, { scroll: false });
  return tell(filled(words.undone, { what: last.what }));
}

function save() {
  const { content, rows, coded, half } = archive();
  download(fileName(".zip"), content);
  const left = half.length ? ` ${filled(words.half_added, { count: half.length, names: half.slice(0, 5).join(", ") })}` : "";
  tell(filled(words.saved, { name: fileName(".zip"), rows, coded, plans: docs.length }) + left);
}
function saveOverrides() {
  download("overrides.csv", new Blob([overridesFile(touchedPlans()).text], { type: "text/csv" }));
}
const unfitTold = (names) => filled(words.unfit, { count: names.length, names: names.slice(0, 5).join(", ") });
async function load(event) {
  const [file] = event.target.files;
  if (!file) return;
  const review = readReview(new Uint8Array(await file.arrayBuffer()));
  event.target.value = "";
  if (!review) { tell(filled(words.not_a_review, { name: file.name })); return; }
  history.push({ whole: JSON.stringify(state.plans), what: file.name });
  state.unfit = {};
  const plans = cleaned(review.plans);
  const unfit = fit(plans);
  state.plans = plans;
  if (typeof review.reader === "string") state.reader = review.reader.slice(0, 80);
  keep();
  showBar();
  showPlan(state.plan);
  const count = Object.values(plans).reduce((sum, one) => sum + Object.keys(one.numbers).length + Object.keys(one.added).length + Object.keys(one.clauses).length, 0);
  tell(filled(words.loaded, { count }) + (unfit.length ? ` ${unfitTold(unfit)}` : ""));
}

function showHelp() {
  const rows = words.help_rows.map(([keys, what]) => make("tr", {}, make("th", { scope: "row" }, ...keys.split(" ").flatMap((key) => [make("kbd", {}, key), " "])), make("td", {}, what)));
  help.replaceChildren(make("h2", {}, words.help_title), make("table", {}, make("tbody", {}, ...rows)),
    make("button", { type: "button", onclick: () => help.close() }, words.close));
  help.showModal();
}

const ACTIONS = {
  j: () => step(1), k: () => step(-1), J: () => stepClause(1), K: () => stepClause(-1),
  n: () => stepNumber(1), p: () => stepNumber(-1), ",": () => stretch(-1, 0), ".": () => stretch(1, 0),
  a: () => judge(true), r: () => judge(false), x: () => judge(null), e: enterForm, m: markSelection, d: finish, u: takeBack,
  o: () => { if (shared.blind) return; state.order = ORDERS[(ORDERS.indexOf(state.order) + 1) % ORDERS.length]; keep(); showOrder(); },
  s: save, "?": showHelp,
  ">": () => { if (state.plan + 1 < docs.length) { showPlan(state.plan + 1); keep(); } },
  "<": () => { if (state.plan > 0) { showPlan(state.plan - 1); keep(); } },
};
const act = (key) => ACTIONS[key]?.();

function onKey(event) {
  const tools = document.getElementById("tools");
  if (event.key === "Escape" && tools.open) tools.open = false;
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const inForm = event.target.closest?.("form, #bar input, #bar select");
  if (inForm) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target.tagName === "SELECT")) { event.preventDefault(); leaveForm(); }
    return;
  }
  const onMark = event.target.closest?.(".mark");
  if (event.key === "Enter" && onMark && cursor?.id === onMark.dataset.id) { event.preventDefault(); enterForm(); return; }
  if (onMark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); onMark.click(); return; }
  if (!state.keys) return;
  if (event.shiftKey && ["ArrowLeft", "ArrowRight"].includes(event.key) && cursor) {
    event.preventDefault();
    stretch(0, event.key === "ArrowLeft" ? -1 : 1);
    return;
  }
  const key = keyOf(event);
  if (/^\d$/.test(key)) { event.preventDefault(); toggleTopic((Number(key) + 9) % 10); return; }
  if (event.shiftKey && /^Digit[1-9]$/.test(event.code)) { event.preventDefault(); toggleTopic(9 + Number(event.code.slice(-1))); return; }
  if (Object.hasOwn(ACTIONS, key)) { event.preventDefault(); act(key); }
}
// With an input method on, a key is known by its place alone.
function keyOf(event) {
  const [, letter, digit] = /^(?:Key([A-Z])|Digit(\d))$/.exec(event.code) ?? [];
  if (event.key !== "Process" || (!letter && !digit)) return event.key;
  return digit ? (event.shiftKey ? "" : digit) : event.shiftKey ? letter : letter.toLowerCase();
}

function start() {
  recall();
  const unfit = fit(state.plans);
  document.addEventListener("keydown", onKey);
  new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
  textRoot.addEventListener("click", (event) => {
    if (!document.getSelection().isCollapsed) return;
    const mark = event.target.closest(".mark");
    const bar = event.target.closest(".strip");
    if (mark) moveTo({ c: numberOf(plan, mark.dataset.id).c, id: mark.dataset.id }, { scroll: false });
    else if (bar) moveTo({ c: Number(bar.dataset.c), id: null }, { scroll: false });
  });
  outline.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-c]");
    if (!link) return;
    event.preventDefault();
    moveTo({ c: Number(link.dataset.c), id: null });
  });
  document.addEventListener("pointerdown", (event) => {
    const tools = document.getElementById("tools");
    if (tools.open && !tools.contains(event.target)) tools.open = false;
  });
  addEventListener("beforeunload", (event) => { if (!keeps && history.length) event.preventDefault(); });
  showPlan(state.plan);
  if (unfit.length) tell(unfitTold(unfit));
}
start();
