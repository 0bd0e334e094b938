// State: the data of the report, and which of it the filters let through.

const data = JSON.parse(document.getElementById("data").textContent);
const SEVERITIES = ["error", "warning", "info"];
const INITIAL = {
  q: "", document: "", lang: "", status: "", finding: "", term: "", concept: "", sort: "place",
};
const state = { ...INITIAL, ...readHash() };
const listeners = [];
let current = []; // numbers of the segments that the filters let through, in the order shown

data.segments.forEach((segment, number) => {
  segment.number = number;
  segment.terms = segment.terms.map(([what, start, end, ...target]) => ({
    ...data.terms[what], source_span: [start, end], target_span: target.length ? target : null,
  }));
});

/** What became of a term, in the words of the legend. */
function outcomeOf(term) {
  if (term.policy === "review") return "review";
  return term.obtained;
}

function baseName(path) {
  return path.split(/[\\/]/).pop();
}

function documentLabel(number) {
  const entry = data.documents[number];
  return `${baseName(entry.source)} → ${entry.target_lang}`;
}

/** The text of a segment that a search looks into, folded once. */
function haystack(segment) {
  segment.folded ??= fold(
    [
      segment.source,
      segment.target,
      ...segment.terms.flatMap((term) => [term.concept_id, term.rendering]),
      ...segment.findings.map((finding) => finding.message),
    ].join("\n"),
  );
  return segment.folded;
}

/** Whether a segment has a finding that the filter asks for: a rule, or all of a severity. */
function hasFinding(segment, wanted) {
  return segment.findings.some(
    (finding) => wanted === finding.rule || wanted === `severity:${finding.severity}`,
  );
}

function passes(segment, query) {
  return (
    (state.document === "" || segment.document === Number(state.document)) &&
    (state.lang === "" || data.documents[segment.document].target_lang === state.lang) &&
    (state.status === "" || segment.status === state.status) &&
    (state.finding === "" || hasFinding(segment, state.finding)) &&
    (state.term === "" || segment.terms.some((term) => outcomeOf(term) === state.term)) &&
    (state.concept === "" ||
      segment.terms.some((term) => term.concept_id === state.concept)) &&
    (query === "" || haystack(segment).includes(query))
  );
}

const ORDERS = {
  place: null,
  worst: (a, b) => worst(a) - worst(b),
  confidence: (a, b) => (a.confidence ?? 2) - (b.confidence ?? 2),
  longest: (a, b) => lengthOf(b.source) - lengthOf(a.source),
};

function worst(segment) {
  return Math.min(
    SEVERITIES.length, ...segment.findings.map((finding) => SEVERITIES.indexOf(finding.severity)),
  );
}

/** Change filters, work out what passes, and tell everyone who shows it. */
function update(changes) {
  Object.assign(state, changes);
  const query = fold(state.q.trim());
  const shown = data.segments.filter((segment) => passes(segment, query));
  const order = Object.hasOwn(ORDERS, state.sort) ? ORDERS[state.sort] : null;
  if (order) shown.sort(order);
  current = shown.map((segment) => segment.number);
  writeHash();
  for (const listener of listeners) listener();
}

/** Filters live in the address, so that a view can be kept and sent. */
function readHash() {
  const known = Object.keys(INITIAL);
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries([...given].filter(([name]) => known.includes(name)));
}

function writeHash() {
  const set = Object.entries(state).filter(([name, value]) => value !== INITIAL[name]);
  const hash = new URLSearchParams(set).toString();
  if (hash !== location.hash.slice(1)) {
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }
}

/** How often each value occurs among the segments; a segment counts a value once. */
function tally(valuesOf) {
  const counts = new Map();
  for (const segment of data.segments) {
    for (const value of new Set(valuesOf(segment))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
