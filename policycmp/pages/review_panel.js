// The panel: all that is known of the number or the clause that is selected, and the form to correct it.

let cursor = null; // {c, id}: a clause by its place, and a number in it by its id where one is selected
const panel = document.getElementById("panel");
const CHECKS = {
  indicator: (value) => value ? "" : filled(words.needs, { field: words.fields.indicator }),
  scope: (value) => value ? "" : filled(words.needs, { field: words.fields.scope }),
  type: (value) => value ? "" : filled(words.needs, { field: words.fields.type }),
  value: (value) => digitsOf(value) ? "" : words.no_number,
  value_max: (value) => value === "" || digitsOf(value) ? "" : words.no_number,
  deadline: (value) => value === "" || /^\d{4}$/.test(value) ? "" : words.no_year,
};
CHECKS.year = CHECKS.since = CHECKS.deadline;

function showPanel(plan) {
  const number = cursor?.id && numberOf(plan, cursor.id);
  if (number) panel.replaceChildren(...numberPanel(plan, number));
  else if (cursor && cursor.c !== null) panel.replaceChildren(...clausePanel(plan, cursor.c));
  else panel.replaceChildren(make("p", { class: "dim" }, words.nothing_selected));
  panel.scrollTop = 0;
}

const button = (label, key, onclick, properties = {}) => make("button", { type: "button", onclick, ...properties }, label, " ", make("kbd", { "aria-hidden": "true" }, key));

function numberPanel(plan, number) {
  const verdict = verdictOf(plan, number);
  const quote = make("p", { class: "quote", lang: "zh-Hans" }, ...quoted(plan, number));
  const head = make("h2", {}, words.kind[number.kind], " ", make("span", { class: `verdict ${verdict}` }, number.kind === "rejected" ? "" : words.verdicts[verdict]));
  if (number.kind === "rejected") {
    return [head, quote, make("p", {}, filled(words.refused_because, { reason: number.reason })), ...sureOf(number),
      make("p", { class: "buttons" }, button(words.mark, "m", () => act("m")))];
  }
  const buttons = number.kind === "added"
    ? [button(words.remove, "x", () => act("x"))]
    : [button(words.accept, "a", () => act("a"), { "aria-pressed": String(verdict === "accepted" || verdict === "corrected") }),
      button(words.refuse, "r", () => act("r"), { "aria-pressed": String(verdict === "refused") }),
      verdict && button(words.clear, "x", () => act("x")),
      number.kind === "actual" && button(words.mark, "m", () => act("m"))];
  return [head, quote, make("p", { class: "buttons" }, ...buttons), ...sureOf(number), ...openPoints(number), numberForm(plan, number), ...whyOf(number),
    make("p", { class: "dim id" }, number.id)];
}

function quoted(plan, number) {
  const [before, after] = [plan.text.slice(Math.max(0, number.s - 40), number.s), plan.text.slice(number.e, Math.min(plan.text.length, number.e + 20))];
  const mark = make("mark", {}, shown(plan.text.slice(number.s, number.e)));
  return [shown(before.split("\n").at(-1)), mark, shown(after.split("\n")[0])];
}

function sureOf(number) {
  return number.sure ? [make("p", { class: "dim" }, filled(words.sure, { sure: number.sure }))] : [];
}
function openPoints(number) {
  if (!number.doubts) return [];
  return [make("p", { class: "doubts" }, make("strong", {}, words.open_points), ": ", number.doubts.map((name) => words.doubts[name]).join("; "))];
}
function whyOf(number) {
  if (!number.why) return [];
  return [make("p", { class: "why" }, make("strong", {}, words.why), ": ", make("span", { lang: "zh-Hans" }, number.why.map(shown).join(" · ")))];
}

function numberForm(plan, number) {
  const fields = OF_KIND[number.kind].map((name) => fieldRow(plan, number, name));
  const counted = COUNTED.map((name) => fieldRow(plan, number, name));
  const note = number.kind === "added" ? make("p", { class: "dim" }, words.by_itself) : null;
  return make("form", { onsubmit: (event) => { event.preventDefault(); leaveForm(); } }, note,
    make("div", { class: "fields" }, ...fields),
    make("fieldset", {}, make("legend", {}, words.counts), make("div", { class: "fields" }, ...counted)),
    topicBoxes(valueOf(plan, number, "topics"), (topics) => { setField(plan, number, "topics", topics); shownAgain(plan, number.c); }),
    make("button", { type: "submit", class: "unseen" }, words.close));
}

function fieldRow(plan, number, name) {
  const value = valueOf(plan, number, name);
  const input = inputFor(name, value);
  const id = `f-${name.replace(".", "-")}`;
  input.id = id;
  input.dataset.name = name;
  const note = make("small", { id: `${id}-note` }, noteFor(plan, number, name));
  input.setAttribute("aria-describedby", note.id);
  input.addEventListener("change", () => {
    const typed = input.type === "checkbox" ? input.checked : input.value.trim();
    const wrong = CHECKS[name]?.(typed) ?? "";
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
    note.textContent = wrong;
    if (wrong) return;
    setField(plan, number, name, name.startsWith("value") && typed ? digitsOf(typed).digits : typed);
    note.textContent = noteFor(plan, number, name);
    shownAgain(plan, number.c, true);
  });
  return make("div", { class: "field" }, make("label", { for: id }, words.fields[name]), make("div", {}, input, note));
}
function inputFor(name, value) {
  if (name === "per_year") return make("input", { type: "checkbox", checked: value });
  const choices = shared.choices[name];
  if (!choices) return make("input", { type: "text", value, lang: "zh-Hans", autocomplete: "off", spellcheck: "false" });
  const options = value || name === "basis" ? choices : ["", ...choices];
  const select = make("select", {}, ...options.map((choice) => make("option", { value: choice }, words.choices[choice])));
  select.value = value;
  return select;
}
function noteFor(plan, number, name) {
  const program = programValue(number, name);
  if (number.kind === "added" || same(valueOf(plan, number, name), program)) return "";
  const label = program === true ? "✓" : program === false ? "–" : words.choices[program] ?? (program || "–");
  return filled(words.was, { value: shown(label) });
}

function topicKey(place) {
  return place < 9 ? String(place + 1) : place === 9 ? "0" : place < 19 ? `⇧${place - 9}` : "";
}
function topicBoxes(chosen, set, withKeys = false) {
  const boxes = shared.topics.map(([id, label], place) => {
    const onchange = (event) => set(event.target.checked ? [...chosen, id] : chosen.filter((topic) => topic !== id));
    const box = make("input", { type: "checkbox", value: id, checked: chosen.includes(id), onchange });
    const rank = chosen.length > 1 && chosen[0] === id ? " ★" : "";
    return make("label", {}, box, " ", withKeys && topicKey(place) ? make("kbd", { "aria-hidden": "true" }, topicKey(place)) : null, ` ${label}${rank}`);
  });
  return make("fieldset", { class: "boxes" }, make("legend", {}, words.fields.topics), ...boxes);
}

function clausePanel(plan, c) {
  const clause = plan.clauses[c];
  const revealed = isRevealed(plan, c);
  const chosen = topicsOf(plan, c);
  const title = shown([clause.number, clause.heading].filter(Boolean).join(" ") || plan.text.slice(clause.s, Math.min(clause.e, clause.s + 20)));
  const set = (topics) => { setTopics(plan, c, topics); shownAgain(plan, c); };
  const program = revealed && !same(chosen, programTopics(plan, c))
    ? make("p", { class: "dim" }, filled(words.program_topics, { topics: programTopics(plan, c).map((id) => topicLabels.get(id) ?? id).join(", ") || words.no_topic })) : null;
  const finish = isDone(plan, c)
    ? button(words.not_done, "x", () => act("x"))
    : button(shared.blind && !revealed ? words.done_blind : words.done, "d", () => act("d"));
  return [make("h2", {}, words.kind.clause, " ", make("span", { lang: "zh-Hans" }, title)),
    words.functions[clause.function] && revealed ? make("p", { class: "dim" }, words.functions[clause.function]) : null,
    make("p", { class: "buttons" }, revealed ? button(words.accept, "a", () => act("a")) : null, button(words.refuse, "r", () => act("r")), finish),
    topicBoxes(chosen, set, true), make("p", { class: "dim" }, words.main_first), program,
    ...(revealed ? topicEvidence(clause) : []), ...(shared.blind && revealed ? blindDifferences(plan, c) : []),
    make("p", { class: "dim id" }, clause.id)].filter(Boolean);
}
function topicEvidence(clause) {
  if (!clause.topics.length) return [];
  const rows = clause.topics.map(([id, evidence]) => make("li", {}, `${topicLabels.get(id) ?? id}: `, make("span", { lang: "zh-Hans" }, evidence.map(shown).join(" · "))));
  return [make("p", {}, make("strong", {}, words.topic_words)), make("ul", { class: "evidence" }, ...rows)];
}

// After a blind clause is coded: what the reader and the program hold differently.
function blindDifferences(plan, c) {
  const { blind } = clauseState(plan, c);
  const overlaps = (one, other) => one.s < other.e && other.s < one.e;
  const targets = plan.numbers.filter((number) => number.kind === "target" && number.c === c);
  const text = (one) => shown(plan.text.slice(one.s, one.e));
  const rows = blind.targets.map((mine) => {
    const target = targets.find((one) => overlaps(one, mine));
    if (!target) return filled(words.only_you, { text: text(mine) });
    const names = Object.keys(differences(target, mine.fields)).map((name) => words.fields[name]);
    return names.length ? filled(words.both_differ, { text: text(mine), fields: names.join(", ") }) : filled(words.both_same, { text: text(mine) });
  });
  const missed = targets.filter((one) => !blind.targets.some((mine) => overlaps(one, mine))).map((one) => filled(words.only_program, { text: text(one) }));
  if (!rows.length && !missed.length) return [];
  return [make("p", {}, make("strong", {}, words.differs)), make("ul", { class: "evidence" }, ...[...rows, ...missed].map((row) => make("li", {}, row)))];
}
