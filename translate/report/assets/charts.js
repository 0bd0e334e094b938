// Charts, drawn by Chart.js; every one has its numbers as a table beside it for those who
// cannot see it, and a click on a bar sets the filter that shows its segments.

const STATUSES = ["ok", "enforced", "needs-review", "passed-through"];
const MANY = 15; // bars of one chart; what is left out is said in its title
const chartsNode = document.getElementById("charts");
const charts = [];

/** The colour that a style variable has in the current theme. */
function colour(name) {
  const probe = make("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Put a chart and its table into the page. `labels` and `series` are what the table shows. */
function addChart({ title, labels, series, rows, settings }) {
  const canvas = make("canvas", { role: "img", "aria-label": `${title}; the table has the numbers` });
  const holder = make("div", { class: "canvas" }, canvas);
  holder.style.height = `${Math.max(180, 70 + rows * 22)}px`;
  const figure = make("figure", {}, make("figcaption", {}, title), holder);
  if (labels) {
    figure.append(make("details", { class: "numbers" }, make("summary", {}, "Numbers"),
      make("table", {},
        make("thead", {}, make("tr", {}, make("th"), ...series.map((one) =>
          make("th", { scope: "col" }, one.label)))),
        make("tbody", {}, ...labels.map((label, i) => make("tr", {},
          make("th", { scope: "row" }, label),
          ...series.map((one) => make("td", {}, String(one.data[i] ?? "")))))))));
  }
  chartsNode.append(figure);
  charts.push({ canvas, settings, chart: null });
}

/** A label that fits beside its bar; of its end, `tail` characters are kept. */
function short(label, tail) {
  if (label.length <= 26) return label;
  return `${label.slice(0, 25 - tail)}…${tail ? label.slice(-tail) : ""}`;
}

/** Settings of horizontal bars. */
function bars({ labels, series, stacked, chosen, tail = 0 }) {
  return () => ({
    type: "bar",
    data: {
      labels,
      datasets: series.map((one) => ({
        label: one.label, data: one.data, backgroundColor: colour(one.colour), maxBarThickness: 18,
      })),
    },
    options: {
      indexAxis: "y",
      onClick: (event, [hit]) => hit && chosen(hit.index, hit.datasetIndex),
      onHover: (event, found) => {
        event.native.target.style.cursor = found.length ? "pointer" : "default";
      },
      scales: {
        x: { stacked, beginAtZero: true, ticks: { precision: 0 } },
        y: { stacked, grid: { display: false }, ticks: {
          autoSkip: false, callback: (value) => short(labels[value], tail) } },
      },
      plugins: { legend: { display: series.length > 1, position: "bottom" } },
    },
  });
}

function documentCharts() {
  const entries = data.charts.documents.map((entry, number) => ({ ...entry, number }));
  const review = (entry) => entry.statuses["needs-review"] ?? 0;
  const shown = entries.length > MANY
    ? [...entries].sort((a, b) => review(b) - review(a)).slice(0, MANY) : entries;
  const left = entries.length > MANY ? ` (${MANY} of ${entries.length}, most to review first)` : "";
  const labels = shown.map((entry) => documentLabel(entry.number));
  const series = STATUSES.map((status) => ({
    label: status, colour: status, data: shown.map((entry) => entry.statuses[status] ?? 0),
  }));
  const statusChosen = (index, set) =>
    update({ document: String(shown[index].number), status: STATUSES[set] });
  addChart({
    title: `Segments by document and status${left}`, labels, series, rows: shown.length,
    settings: bars({ labels, series, stacked: true, chosen: statusChosen, tail: 9 }),
  });
  const names = [...new Set(shown.flatMap((entry) => Object.keys(entry.scores)))];
  if (names.length) {
    const scores = names.map((name, i) => ({
      label: name, colour: `series-${i % 4}`, data: shown.map((entry) => entry.scores[name] ?? null),
    }));
    addChart({
      title: `Scores by document${left}`, labels, series: scores, rows: shown.length * names.length,
      settings: bars({ labels, series: scores, stacked: false, tail: 9,
        chosen: (index) => update({ document: String(shown[index].number), status: "" }) }),
    });
  }
}

function conceptChart() {
  const all = data.charts.concepts;
  if (!all.length) return;
  const shown = all.slice(0, MANY);
  const labels = shown.map((entry) => entry.name);
  const series = [
    ["in place", "ok", "standing"], ["missing", "needs-review", "missing"],
    ["no rendering", "no-rendering", "none"],
  ].map(([label, tint, key]) => ({
    label, colour: tint, data: shown.map((entry) => entry[key]),
  }));
  const left = all.length > MANY ? ` (${MANY} of ${all.length}, most trouble first)` : "";
  addChart({
    title: `Terms by concept${left}`, labels, series, rows: shown.length,
    settings: bars({ labels, series, stacked: true,
      chosen: (index) => update({ concept: shown[index].concept_id }) }),
  });
}

function lengthChart() {
  const languages = [...new Set(data.documents.map((entry) => entry.target_lang))];
  const points = languages.map(() => []);
  for (const segment of data.segments) {
    if (segment.status === "passed-through") continue;
    const which = languages.indexOf(data.documents[segment.document].target_lang);
    points[which].push({
      x: lengthOf(segment.source), y: lengthOf(segment.target), number: segment.number,
    });
  }
  addChart({
    title: "Length of source and target, in code points: what lies apart is worth a look", rows: 13,
    settings: () => ({
      type: "scatter",
      data: { datasets: languages.map((lang, i) => ({
        label: lang, data: points[i], pointRadius: 2.5, backgroundColor: colour(`series-${i % 4}`),
      })) },
      options: {
        onClick: (event, [hit]) => hit && jump(points[hit.datasetIndex][hit.index].number),
        scales: {
          x: { beginAtZero: true, title: { display: true, text: "source" } },
          y: { beginAtZero: true, title: { display: true, text: "target" } },
        },
        plugins: { legend: { position: "bottom" }, tooltip: { callbacks: {
          label: (item) => {
            const segment = data.segments[item.raw.number];
            return `${documentLabel(segment.document)}:${segment.line}  ${item.raw.x} → ${item.raw.y}`;
          } } } },
      },
    }),
  });
}

function confidenceChart() {
  const known = data.segments.filter((segment) => segment.confidence !== undefined);
  if (!known.length) return;
  const counts = Array(10).fill(0);
  for (const segment of known) counts[Math.min(9, Math.floor(segment.confidence * 10))]++;
  const labels = counts.map((_, i) => `${i * 10} to ${i * 10 + 10} %`);
  const series = [{ label: "segments", colour: "series-0", data: counts }];
  addChart({
    title: "Segments by confidence", labels, series, rows: 10,
    settings: bars({ labels, series, stacked: false, chosen: () => update({ sort: "confidence" }) }),
  });
}

/** Draw, or draw again: canvases do not follow the theme by themselves. */
function drawCharts() {
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = colour("text");
  Chart.defaults.borderColor = colour("line");
  for (const entry of charts) {
    entry.chart?.destroy();
    entry.chart = new Chart(entry.canvas, entry.settings());
  }
}
