// State: what the reader has decided, by plan, and where that is kept.
//
// {numbers: {ID: {ok: true|false, fields: {NAME: VALUE}}},     commitments and results of the program
//  added:   {"DOC:START": {s, e, quote, fields}},               commitments that it missed
//  clauses: {ID: {topics: [IDS], done: true, blind: {topics, targets: [{s, e, quote, fields}]}}}}
//
// Fields are texts as in the form; `per_year` is true or false, `topics` a list. Of `blind` nothing changes any more.

const shared = JSON.parse(document.getElementById("shared").textContent);
const words = shared.words;
const topicLabels = new Map(shared.topics);
const FIELDS = ["type", "indicator", "basis", "deadline", "year", "since", "per_year", "scope", "strength", "comparator",
  "value", "value_max", "unit"];
const COUNTED = ["object", "property", "grade", "event", "of", "tier"].map((part) => `counts.${part}`);
const OF_KIND = {
  target: FIELDS.filter((name) => !["year", "since"].includes(name)),
  actual: FIELDS.filter((name) => !["type", "deadline", "strength"].includes(name)),
};
OF_KIND.added = OF_KIND.target;
const ALL_FIELDS = [...FIELDS, "topics", ...COUNTED];
const STORED = `policycmp-review:${shared.key}`;
const MOST_UNDONE = 200;

const ORDERS = ["text", "sure", "doubts"];
let state = { reader: "", plan: 0, order: "text", keys: true, show: { target: true, actual: true, rejected: true, topics: true }, plans: {}, unfit: {} };
let keeps = true;
const history = [];
const opened = new Map();

// Plans are parsed when they are first looked at.
const planCount = document.querySelectorAll('script[id^="plan-"]').length;
function planAt(place) {
  if (!opened.has(place)) {
    const plan = JSON.parse(document.getElementById(`plan-${place}`).textContent);
    plan.text = new PlanText(plan.text);
    plan.clauses ??= [];
    plan.numbers ??= [];
    plan.clauses.forEach((clause) => { clause.topics ??= []; clause.path ??= []; });
    for (const number of plan.numbers) {
      number.id = number.kind === "rejected" ? `${plan.doc}:${number.s}` : plan.clauses[number.c].id + number.id;
      number.c ??= clauseAt(plan, number.s);
      number.fields ??= {};
    }
    plan.byId = new Map(plan.numbers.map((number) => [number.id, number]));
    opened.set(place, plan);
  }
  return opened.get(place);
}
const docs = Array.from({ length: planCount }, (_, place) => {
  // The id stands first in a plan's data; the rest of it is not parsed for a list of names.
  const head = document.getElementById(`plan-${place}`).textContent.slice(0, 2000);
  const [, doc, , label] = /^\{"doc":"((?:[^"\\]|\\.)*)"(,"label":"((?:[^"\\]|\\.)*)")?/.exec(head) ?? [];
  return { doc: JSON.parse(`"${doc ?? ""}"`), label: JSON.parse(`"${label ?? doc ?? ""}"`) };
});

function clauseAt(plan, point) {
  const place = plan.clauses.findIndex((clause) => clause.s <= point && point < clause.e);
  return place < 0 ? null : place;
}

function decidedIn(plan) {
  return (state.plans[plan.doc] ??= { numbers: {}, added: {}, clauses: {} });
}
const clauseState = (plan, c) => decidedIn(plan).clauses[plan.clauses[c].id] ?? {};
const isDone = (plan, c) => Boolean(clauseState(plan, c).done);
const isRevealed = (plan, c) => !shared.blind || (c !== null && Boolean(clauseState(plan, c).blind));

// What the reader marked stands as a number of its own kind beside those of the program.
function addedIn(plan) {
  return Object.entries(decidedIn(plan).added).map(([id, one]) => ({
    kind: "added", id, s: one.s, e: one.e, c: clauseAt(plan, one.s), fields: {}, quote: one.quote,
  }));
}
function numberOf(plan, id) {
  return plan.byId.get(id) ?? addedIn(plan).find((number) => number.id === id);
}
const decisionOf = (plan, number) => number.kind === "added" ? decidedIn(plan).added[number.id] : decidedIn(plan).numbers[number.id];

const emptyOf = (name) => name === "per_year" ? false : name === "topics" ? [] : name === "scope" ? "self" : "";
const programValue = (number, name) => number.fields[name] ?? emptyOf(name);
const valueOf = (plan, number, name) => decisionOf(plan, number)?.fields?.[name] ?? programValue(number, name);
const same = (one, other) => Array.isArray(one) ? one.join(";") === other.join(";") : one === other;

function verdictOf(plan, number) {
  if (number.kind === "added") return "added";
  const decision = decisionOf(plan, number);
  if (!decision) return "";
  return !decision.ok ? "refused" : Object.keys(decision.fields ?? {}).length ? "corrected" : "accepted";
}

// Changes: each can be undone, but what a blind reader has seen cannot be unseen.
function change(plan, what, make) {
  history.push({ doc: plan.doc, what, before: JSON.stringify(decidedIn(plan)) });
  if (history.length > MOST_UNDONE) history.shift();
  make(decidedIn(plan));
  keep();
}
function undo() {
  const last = history.pop();
  if (!last) return null;
  if (last.whole) state.plans = JSON.parse(last.whole);
  else state.plans[last.doc] = JSON.parse(last.before);
  keep();
  return last;
}

function setVerdict(plan, number, ok) {
  change(plan, number.id, (decided) => {
    if (ok === null) delete decided.numbers[number.id];
    else decided.numbers[number.id] = { ok, fields: ok ? decided.numbers[number.id]?.fields ?? {} : {} };
  });
}
function setField(plan, number, name, value) {
  change(plan, number.id, (decided) => {
    const decision = number.kind === "added" ? decided.added[number.id] : (decided.numbers[number.id] ??= { fields: {} });
    if (number.kind !== "added") decision.ok = true;
    decision.fields ??= {};
    if (same(value, programValue(number, name))) delete decision.fields[name];
    else decision.fields[name] = value;
  });
}
function setTopics(plan, c, topics) {
  const id = plan.clauses[c].id;
  change(plan, id, (decided) => { decided.clauses[id] = { ...decided.clauses[id], topics }; });
}
const programTopics = (plan, c) => plan.clauses[c].topics.map(([id]) => id);
function topicsOf(plan, c) {
  return clauseState(plan, c).topics ?? (isRevealed(plan, c) ? programTopics(plan, c) : []);
}

function addNumber(plan, span) {
  const id = `${plan.doc}:${span.s}`;
  const known = plan.numbers.find((number) => number.s === span.s && number.e === span.e)
    ?? plan.numbers.find((number) => number.s < span.e && span.s < number.e);
  const read = known ? readingOf(known) : {};
  const c = clauseAt(plan, span.s);
  const topics = c === null ? [] : topicsOf(plan, c).slice(0, 1);
  change(plan, id, (decided) => {
    decided.added[id] = { ...span, quote: passageOf(plan, span), fields: { topics, indicator: wordsBefore(plan, span.s), strength: "firm", comparator: "eq", ...read } };
  });
  return id;
}
// What a number says by itself, not what the program judged of it.
function readingOf(number) {
  if (number.reads) return number.reads;
  const { value, value_max, unit } = number.fields;
  return Object.fromEntries(Object.entries({ value, value_max, unit }).filter(([, part]) => part !== undefined));
}
function wordsBefore(plan, s) {
  const before = plan.text.slice(Math.max(0, s - 40), s);
  return /[^，。；、：,;:！？!?\n（）()《》“”]*$/u.exec(before)[0].trim();
}
function removeNumber(plan, number) {
  change(plan, number.id, (decided) => { delete decided.added[number.id]; });
}

// A clause is done: the rest of what is shown in it is accepted.
function finishClause(plan, c) {
  const id = plan.clauses[c].id;
  change(plan, id, (decided) => {
    decided.clauses[id] = { ...decided.clauses[id], topics: topicsOf(plan, c), done: true };
    for (const number of plan.numbers) {
      if (number.c === c && number.kind !== "rejected" && !decided.numbers[number.id]) decided.numbers[number.id] = { ok: true, fields: {} };
    }
  });
}
function reopenClause(plan, c) {
  const id = plan.clauses[c].id;
  change(plan, id, (decided) => { decided.clauses[id] = { ...decided.clauses[id], done: false }; });
}

// The end of blindness for a clause: the coding is kept as it is now; marks become decisions on what they overlap.
function revealClause(plan, c) {
  const decided = decidedIn(plan);
  const id = plan.clauses[c].id;
  const marks = addedIn(plan).filter((number) => number.c === c);
  const topics = topicsOf(plan, c);
  const coded = marks.map((mark) => ({ ...decided.added[mark.id], fields: { ...decided.added[mark.id].fields } }));
  decided.clauses[id] = { ...decided.clauses[id], topics, done: true, blind: { topics, targets: coded } };
  for (const mark of marks) {
    const target = plan.numbers.find((number) => number.kind === "target" && number.s < mark.e && mark.s < number.e);
    if (!target) continue;
    decided.numbers[target.id] = { ok: true, fields: differences(target, decided.added[mark.id].fields) };
    delete decided.added[mark.id];
  }
  history.length = 0;
  keep();
}
// Where the codebook calls two records alike (words of the indicator, any part of the area) the program keeps its own.
function differences(target, fields) {
  const names = OF_KIND.target.filter((name) => target.fields.type === "target" || name !== "basis");
  const told = [...names.filter((name) => name !== "basis" || fields.basis), ...COUNTED.filter((name) => fields[name])];
  return Object.fromEntries(told
    .map((name) => [name, fields[name] ?? emptyOf(name)])
    .filter(([name, value]) => !agree(name, value, programValue(target, name))));
}
function agree(name, one, other) {
  if (name === "scope") return (one === "self") === (other === "self");
  if (name !== "indicator" || !one || !other) return same(one, other);
  const pairs = (text) => new Set([...text].slice(1).map((character, place) => [...text][place] + character));
  const [mine, theirs] = [pairs(one), pairs(other)];
  const shares = [...mine].filter((pair) => theirs.has(pair)).length;
  return one.includes(other) || other.includes(one) || 2 * shares >= 0.5 * (mine.size + theirs.size);
}

// Keeping: in the browser where it lets us, and in the file that is downloaded.
function keep() {
  try {
    localStorage.setItem(STORED, JSON.stringify(state));
  } catch {
    keeps = false;
  }
}
function recall() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(STORED));
    localStorage.setItem(STORED, localStorage.getItem(STORED) ?? "null");
  } catch {
    keeps = false;
  }
  const plans = cleaned(kept?.plans ?? shared.decided);
  state = { ...state, ...settingsOf(kept ?? {}), plans: plans, unfit: cleaned(kept?.unfit) };
}
function settingsOf(kept) {
  const settings = {};
  if (typeof kept.reader === "string") settings.reader = kept.reader.slice(0, 80);
  if (Number.isInteger(kept.plan) && kept.plan >= 0 && kept.plan < planCount) settings.plan = kept.plan;
  if (ORDERS.includes(kept.order)) settings.order = kept.order;
  if (typeof kept.keys === "boolean") settings.keys = kept.keys;
  if (kept.show) settings.show = Object.fromEntries(Object.keys(state.show).map((name) => [name, kept.show[name] !== false]));
  return settings;
}

// A file or a store may hold anything: what has the form of decisions is taken, the rest is not.
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const entriesOf = (value) => isObject(value) ? Object.entries(value).filter(([name]) => name !== "__proto__") : [];
function cleanedFields(fields) {
  return Object.fromEntries(entriesOf(fields).filter(([name, value]) => ALL_FIELDS.includes(name)
    && (name === "per_year" ? typeof value === "boolean" : name === "topics" ? isTopics(value) : typeof value === "string")));
}
const isTopics = (value) => Array.isArray(value) && value.every((topic) => topicLabels.has(topic));
const isMarked = (one) => isObject(one) && Number.isInteger(one.s) && Number.isInteger(one.e) && one.s >= 0 && one.s < one.e
  && typeof one.quote === "string";
const cleanedMark = ({ s, e, quote, fields }) => ({ s, e, quote, fields: cleanedFields(fields) });
function cleanedClause(clause) {
  const kept = {};
  if (isTopics(clause.topics)) kept.topics = clause.topics;
  if (clause.done === true) kept.done = true;
  if (isObject(clause.blind) && isTopics(clause.blind.topics) && Array.isArray(clause.blind.targets)) {
    kept.blind = { topics: clause.blind.topics, targets: clause.blind.targets.filter(isMarked).map(cleanedMark) };
  }
  return kept;
}
function cleaned(plans) {
  return Object.fromEntries(entriesOf(plans).map(([doc, decided]) => [doc, {
    numbers: Object.fromEntries(entriesOf(decided?.numbers).filter(([, one]) => isObject(one))
      .map(([id, one]) => [id, { ok: one.ok === true, fields: cleanedFields(one.fields) }])),
    added: Object.fromEntries(entriesOf(decided?.added).filter(([, one]) => isMarked(one)).map(([id, one]) => [id, cleanedMark(one)])),
    clauses: Object.fromEntries(entriesOf(decided?.clauses).filter(([, one]) => isObject(one)).map(([id, one]) => [id, cleanedClause(one)])),
  }]));
}

// A review made on another reading of the plans: what is found again stays, the rest is kept apart and told.
function fit(plans) {
  const unfit = [];
  for (const [doc, decided] of Object.entries(plans)) {
    const place = docs.findIndex((one) => one.doc === doc);
    const plan = place < 0 ? null : planAt(place);
    const apart = { numbers: {}, added: {}, clauses: {} };
    const put = (kind, id) => {
      apart[kind][id] = decided[kind][id];
      delete decided[kind][id];
      unfit.push(id);
    };
    const clauses = new Set(plan?.clauses.map((clause) => clause.id));
    for (const id of Object.keys(decided.numbers)) if (!plan?.byId.has(id)) put("numbers", id);
    for (const id of Object.keys(decided.clauses)) if (!clauses.has(id)) put("clauses", id);
    for (const [id, one] of Object.entries(decided.added)) {
      const span = plan && findPassage(plan, one.quote, one.s);
      if (!span) put("added", id);
      else if (span.s !== one.s || span.e !== one.e) {
        delete decided.added[id];
        decided.added[`${doc}:${span.s}`] = { ...one, ...span };
      }
    }
    for (const { blind } of Object.values(decided.clauses)) {
      if (blind) blind.targets = blind.targets.map((one) => ({ ...one, ...(findPassage(plan, one.quote, one.s) ?? {}) }));
    }
    if (Object.values(apart).some((kind) => Object.keys(kind).length)) state.unfit[doc] = apart;
    if (!plan) delete plans[doc];
  }
  return unfit;
}
