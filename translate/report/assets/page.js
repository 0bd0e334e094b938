// The page: filters, findings, names, keys, theme, printing.

const FINDINGS_SLICE = 100;
const filters = document.getElementById("filters");
const controls = {};
let findingsShown = FINDINGS_SLICE;
let focused = null; // number of the segment that the keys are at

function option(value, label) {
  return make("option", { value: value || null }, label);
}

/** A select with its label; one choice alone is no filter and is left out. */
function addSelect(name, label, choices, any) {
  if (choices.length < 2 && name !== "finding") return;
  const select = make("select", { id: `filter-${name}` });
  if (any) {
    const none = option("", any);
    none.value = "";
    select.append(none);
  }
  for (const choice of choices) {
    select.append(choice.options
      ? make("optgroup", { label: choice.label },
        ...choice.options.map(([value, text]) => option(value, text)))
      : option(...choice));
  }
  select.addEventListener("change", () => update({ [name]: select.value }));
  controls[name] = select;
  filters.append(make("label", {}, `${label} `, select));
}

function withCounts(pairs) {
  return pairs.map(([value, count]) => [value, `${value} (${count.toLocaleString("en")})`]);
}

function makeFilters() {
  const search = make("input", {
    type: "search", id: "filter-q", autocomplete: "off", spellcheck: "false",
    placeholder: "source, target, concept, finding",
  });
  search.addEventListener("input", () => update({ q: search.value }));
  controls.q = search;
  filters.append(make("label", { class: "wide" }, "Search ", search));
  addSelect("document", "File",
    data.documents.map((_, i) => [String(i), documentLabel(i)]), "all");
  addSelect("lang", "Language", withCounts(tally((segment) =>
    [data.documents[segment.document].target_lang])), "all");
  addSelect("status", "Status", withCounts(tally((segment) => [segment.status])), "all");
  const severities = withCounts(tally((segment) =>
    segment.findings.map((finding) => finding.severity)))
    .map(([value, text]) => [`severity:${value}`, text]);
  const rules = withCounts(tally((segment) => segment.findings.map((finding) => finding.rule)));
  addSelect("finding", "Finding", [
    { label: "severity", options: severities }, { label: "rule", options: rules },
  ], "any or none");
  addSelect("term", "Term", withCounts(tally((segment) => segment.terms.map(outcomeOf))),
    "any or none");
  addSelect("concept", "Concept", withCounts(tally((segment) =>
    segment.terms.map((term) => term.concept_id))), "any or none");
  const sorts = [["place", "as in the files"], ["worst", "worst finding first"],
    ["longest", "longest first"]];
  if (data.segments.some((segment) => segment.confidence !== undefined)) {
    sorts.push(["confidence", "least confident first"]);
  }
  addSelect("sort", "Order", sorts, "");
  const reset = make("button", { type: "button", id: "reset" }, "All filters off");
  reset.addEventListener("click", () => update({ ...INITIAL }));
  filters.append(reset);
  filters.addEventListener("submit", (event) => event.preventDefault());
}

/** Show in the controls what the state says; it may have come from a chart or the address. */
function showState() {
  for (const [name, control] of Object.entries(controls)) {
    if (control.value !== state[name]) control.value = state[name];
  }
  const same = Object.keys(INITIAL).every((name) => state[name] === INITIAL[name]);
  document.getElementById("reset").disabled = same;
}

/** The findings of the segments that pass; with a finding filter, only the findings it names. */
function showFindings() {
  const body = document.getElementById("findings-body");
  const found = [];
  for (const number of current) {
    for (const finding of data.segments[number].findings) {
      if (state.finding === "" || hasFinding({ findings: [finding] }, state.finding)) {
        found.push([number, finding]);
      }
    }
  }
  const rank = ([, finding]) => SEVERITIES.indexOf(finding.severity);
  found.sort((a, b) => rank(a) - rank(b));
  body.replaceChildren(...found.slice(0, findingsShown).map(([number, finding]) => {
    const segment = data.segments[number];
    const go = make("button", { type: "button", class: "go" },
      `${documentLabel(segment.document)}:${segment.line}`);
    go.addEventListener("click", () => jump(number));
    return make("tr", { class: finding.severity },
      make("td", {}, finding.severity), make("td", {}, finding.rule),
      make("td", {}, go), make("td", {}, finding.message));
  }));
  const counts = SEVERITIES.map((severity) => counted(
    found.filter(([, finding]) => finding.severity === severity).length,
    severity === "info" ? "note" : severity));
  document.getElementById("findings-count").textContent = counts.join(", ");
  document.getElementById("findings-more").hidden = found.length <= findingsShown;
}

/** Places file by file: a.txt: 2, 3; b.txt: 7. */
function placesText(places) {
  const lines = new Map();
  for (const place of places) {
    const file = baseName(place.file);
    lines.set(file, [...(lines.get(file) ?? []), place.line]);
  }
  return [...lines].map(([file, numbers]) => `${file}: ${numbers.join(", ")}`).join("; ");
}

function showNames() {
  if (!data.names.length) return;
  const body = document.getElementById("names-body");
  for (const use of data.names) {
    use.names.forEach((name, index) => {
      const head = make("th", { scope: "rowgroup", rowspan: use.names.length }, use.concept_id);
      body.append(make("tr", { class: name.status }, ...(index ? [] : [head]),
        make("td", {}, name.name), make("td", { class: "few" }, name.status),
        make("td", {}, String(name.places.length)),
        make("td", {}, placesText(name.places))));
    });
  }
  document.getElementById("names-count").textContent =
    counted(data.names.length, "concept");
  document.getElementById("names").hidden = false;
}

/** Bring a segment into sight and put the keys there; filters that hide it go off. */
function jump(number) {
  if (!current.includes(number)) update({ ...INITIAL });
  const row = rowInPage(number);
  focused = number;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

/** Move among the segments shown; `test` says which of them count. */
function step(direction, test = () => true) {
  const from = current.indexOf(focused);
  let place = from < 0 ? (direction > 0 ? 0 : current.length - 1) : from + direction;
  while (place >= 0 && place < current.length && !test(data.segments[current[place]])) {
    place += direction;
  }
  if (place >= 0 && place < current.length) jump(current[place]);
}

/** Go through the terms of the row that has the focus. */
function stepTerm(direction) {
  const row = document.activeElement?.closest?.(".row");
  if (!row) return false;
  const marks = [...row.querySelectorAll(".source mark")];
  if (!marks.length) return false;
  const at = marks.findIndex((mark) => Number(mark.dataset.term) === row.term);
  const next = marks[(at + direction + marks.length + (at < 0 && direction < 0 ? 1 : 0)) % marks.length];
  showTerm(row, Number(next.dataset.term), next);
  return true;
}

const needsReview = (segment) => segment.status === "needs-review";
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, needsReview),
  p: () => step(-1, needsReview),
  t: switchTheme,
  "/": () => controls.q.focus(),
  "?": () => document.getElementById("help").showModal(),
  Escape: () => update({ ...INITIAL }),
  ArrowLeft: () => stepTerm(-1),
  ArrowRight: () => stepTerm(1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.getElementById("help").open) return;
  const typing = event.target.matches("input, select, textarea");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (!Object.hasOwn(KEYS, event.key)) return;
  if (KEYS[event.key]() !== false) event.preventDefault();
});

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  drawCharts();
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawCharts);
// Paper is light whatever the screen is. The style alone would do, but canvases keep their colours.
let screenTheme;
addEventListener("beforeprint", () => {
  screenTheme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  drawCharts();
});
addEventListener("afterprint", () => {
  if (screenTheme) document.documentElement.dataset.theme = screenTheme;
  else delete document.documentElement.dataset.theme;
  drawCharts();
});
addEventListener("hashchange", () => update({ ...INITIAL, ...readHash() }));
addEventListener("scroll", hideCard, { passive: true });
document.getElementById("theme").addEventListener("click", switchTheme);
document.getElementById("help-open").addEventListener("click", KEYS["?"]);
document.getElementById("findings-more").addEventListener("click", () => {
  findingsShown += FINDINGS_SLICE * 5;
  showFindings();
});
rowsNode.addEventListener("focusin", (event) => {
  const row = event.target.closest(".row");
  if (row) focused = Number(row.dataset.number);
});

makeFilters();
listeners.push(showState, () => {
  findingsShown = FINDINGS_SLICE;
  showFindings();
});
update({});
showNames();
documentCharts();
conceptChart();
lengthChart();
confidenceChart();
drawCharts();
