// Files: corrections for --overrides, a coding for evaluate and topics learn, the state itself; all in one archive.

// A spreadsheet runs what begins so; the program takes one apostrophe off again.
const RUN = /^(?:'|\s*[=+\-@＝＋－＠])/u;
const SIGNED_NUMBER = /^[+-]?\d+(?:\.\d+)?%?$/;
function csvField(text) {
  const plain = tidy(text);
  const guarded = RUN.test(plain) && !SIGNED_NUMBER.test(plain) ? `'${plain}` : plain;
  return /[",;\t]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
const csvText = (value) => Array.isArray(value) ? value.join(";") : value === true ? "yes" : value === false ? "no" : value;

function isWhole(plan, number) {
  const value = (name) => valueOf(plan, number, name);
  return Boolean(value("type") && value("indicator") && value("value"));
}

// The rows of one plan: what is refused, corrected and added, and topics that differ from the program's.
function overrideRows(plan) {
  const decided = decidedIn(plan);
  const rows = [];
  plan.clauses.forEach((clause, c) => {
    const topics = decided.clauses[clause.id]?.topics;
    if (topics && isRevealed(plan, c) && !same(topics, programTopics(plan, c))) rows.push([clause.id, "topics", topics]);
  });
  for (const number of plan.numbers) {
    const decision = decided.numbers[number.id];
    if (!decision || number.kind === "rejected") continue;
    if (!decision.ok) rows.push([number.id, number.kind === "target" ? "commitment" : "reported", false]);
    else for (const [name, value] of Object.entries(decision.fields ?? {})) rows.push([number.id, name, value]);
  }
  for (const number of addedIn(plan).sort((one, other) => one.s - other.s)) {
    if (!isWhole(plan, number)) continue;
    rows.push([number.id, "add", decided.added[number.id].quote]);
    for (const name of [...OF_KIND.added, ...COUNTED, "topics"]) {
      const value = valueOf(plan, number, name);
      if (!same(value, emptyOf(name)) && !(name === "basis" && valueOf(plan, number, "type") !== "target")) {
        rows.push([number.id, name, value]);
      }
    }
  }
  return rows;
}
function overridesFile(plans) {
  const rows = plans.flatMap(overrideRows).map((row) => row.map((cell) => csvField(csvText(cell))).join(","));
  return { text: `\ufeff${["id,field,value,note", ...rows.map((row) => `${row},`)].join("\r\n")}\r\n`, rows: rows.length };
}

// The coding: what the reader holds each clause that is done to promise, in the records of the codebook.
class Digits {
  constructor(digits) { this.digits = digits; }
}
const jsonOf = (value) => value instanceof Digits ? value.digits : JSON.stringify(value);
const jsonLine = (record) => `{${Object.entries(record).map(([name, value]) => `${JSON.stringify(name)}: ${jsonOf(value)}`).join(", ")}}\n`;
function digitsOf(text) {
  const match = /^(-?)0*(\d+(?:\.\d+)?)$/.exec(text.replaceAll(",", ""));
  return match ? new Digits(match[1] + match[2]) : null;
}
const orNull = (text) => text === "" ? null : text;

function codedNumbers(plan, c) {
  const { blind } = clauseState(plan, c);
  if (blind) return blind.targets.map((one) => ({ ...one, value: (name) => one.fields[name] ?? emptyOf(name) }));
  const kept = plan.numbers.filter((number) => number.kind === "target" && verdictOf(plan, number) !== "refused");
  return [...kept, ...addedIn(plan)]
    .filter((number) => number.c === c)
    .map((number) => ({ s: number.s, e: number.e, value: (name) => valueOf(plan, number, name) }));
}
function targetRecord(plan, { s, e, value }) {
  return {
    doc: plan.doc, start: s, end: e, text: plan.text.slice(s, e), type: value("type"), indicator: value("indicator"),
    scope: value("scope") || "self", comparator: value("comparator") || "eq", value: digitsOf(value("value")),
    value_max: digitsOf(value("value_max")), unit: value("unit"),
    basis: value("type") === "target" ? orNull(value("basis")) : null, per_year: value("per_year"),
    deadline: /^\d{4}$/.test(value("deadline")) ? Number(value("deadline")) : null, strength: value("strength") || "firm",
    topics: value("topics"),
  };
}
function rowRecord(plan, { s, e, value }) {
  const parts = COUNTED.map((name) => [name.slice("counts.".length), orNull(value(name))]);
  return { doc: plan.doc, start: s, end: e, ...Object.fromEntries(parts) };
}
function clauseRecord(plan, c) {
  const clause = plan.clauses[c];
  const told = clauseState(plan, c);
  const topics = told.blind?.topics ?? topicsOf(plan, c);
  return { doc: plan.doc, start: clause.s, end: clause.e, heading: clause.heading ?? "", topics, primary: topics[0] ?? null };
}
function coding(plans) {
  const files = { "targets.jsonl": "", "clauses.jsonl": "", "rows.jsonl": "" };
  const coded = {};
  const half = [];
  for (const plan of plans) {
    const places = plan.clauses.map((_, c) => c).filter((c) => isDone(plan, c) && isRevealed(plan, c));
    if (places.length && places.length === plan.clauses.length) coded[plan.doc] = ["targets", "clauses"];
    for (const c of places) {
      files["clauses.jsonl"] += jsonLine(clauseRecord(plan, c));
      for (const number of codedNumbers(plan, c).sort((one, other) => one.s - other.s)) {
        if (!number.value("type") || !number.value("indicator") || !digitsOf(number.value("value"))) {
          half.push(`${plan.doc}:${number.s}`);
          continue;
        }
        files["targets.jsonl"] += jsonLine(targetRecord(plan, number));
        if (number.value("counts.object")) files["rows.jsonl"] += jsonLine(rowRecord(plan, number));
      }
    }
  }
  files["coded.json"] = `${JSON.stringify(coded, null, 1)}\n`;
  return { files, coded: Object.keys(coded).length, half };
}

// The plans that the reader has touched, and those that the archive must name.
function touchedPlans() {
  return docs.map((_, place) => place).filter((place) => state.plans[docs[place].doc]).map(planAt);
}
function archive() {
  const plans = touchedPlans();
  const overrides = overridesFile(plans);
  const { files, coded, half } = coding(plans);
  const review = { policycmp_review: 1, blind: shared.blind, reader: state.reader, plans: state.plans, unfit: state.unfit };
  const members = { "overrides.csv": overrides.text, ...files, "review.json": `${JSON.stringify(review, null, 1)}\n` };
  const open = plans.flatMap((plan) => addedIn(plan).filter((number) => !isWhole(plan, number)).map((number) => number.id));
  return { content: zip(members), rows: overrides.rows, coded, half: [...new Set([...half, ...open])] };
}

// ZIP, stored and not packed: any tool opens it, and the same review gives the same bytes.
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});
function crc32(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = CRC[(rest ^ byte) & 0xff] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
function packed(layout) {
  const bytes = [];
  for (const [size, number] of layout) for (let place = 0; place < size; place += 1) bytes.push((number / 2 ** (8 * place)) & 0xff);
  return Uint8Array.from(bytes);
}
const NEW_YEAR_1980 = 0x00210000;
function zip(members) {
  const [parts, heads] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(members)) {
    const [path, content] = [new TextEncoder().encode(name), new TextEncoder().encode(text)];
    const about = [[2, 20], [2, 0x0800], [2, 0], [4, NEW_YEAR_1980], [4, crc32(content)], [4, content.length], [4, content.length], [2, path.length], [2, 0]];
    const local = packed([[4, 0x04034b50], ...about]);
    heads.push(packed([[4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), path);
    parts.push(local, path, content);
    offset += local.length + path.length + content.length;
  }
  const size = heads.reduce((sum, part) => sum + part.length, 0);
  const count = Object.keys(members).length;
  return new Blob([...parts, ...heads, packed([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]])], { type: "application/zip" });
}
// Of archives only such as are written here are read: stored members, one after the other.
function memberOf(bytes, wanted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 30 <= bytes.length && view.getUint32(at, true) === 0x04034b50;) {
    const [size, path, extra] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
    const start = at + 30 + path + extra;
    const name = new TextDecoder().decode(bytes.subarray(at + 30, at + 30 + path));
    if (name === wanted && view.getUint16(at + 8, true) === 0) return new TextDecoder().decode(bytes.subarray(start, start + size));
    at = start + size;
  }
  return null;
}

function download(name, content) {
  const link = make("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
function fileName(ending) {
  const reader = state.reader.trim().replace(/[^\p{L}\p{N}_-]+/gu, "-");
  return reader ? `review-${reader}${ending}` : `review${ending}`;
}

// A file that was downloaded, as decisions of this page; null where it is none.
function readReview(bytes) {
  try {
    const text = bytes[0] === 0x50 ? memberOf(bytes, "review.json") : new TextDecoder().decode(bytes);
    const review = JSON.parse(text);
    return isObject(review) && review.policycmp_review === 1 && isObject(review.plans) ? review : null;
  } catch {
    return null;
  }
}
