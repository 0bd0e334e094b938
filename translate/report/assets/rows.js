// Rows: the segments side by side. Rows are made in slices, so that the page is there at once;
// the style lets the browser skip the layout of those that are out of sight.

const SLICE = 60;
const LIMIT = 6000; // rows in the page before the reader asks for more
const rowsNode = document.getElementById("rows");
const card = document.getElementById("card");
const rows = new Map(); // number of a segment: its row
let wanted = LIMIT;
let pass = 0; // counts the fillings; a slice of an older one stops

/** Show the segments that pass: the first slice at once, the rest between frames. */
function fillRows() {
  const mine = ++pass;
  const numbers = current.slice(0, wanted);
  const query = fold(state.q.trim());
  hideCard();
  rowsNode.replaceChildren();
  document.getElementById("count").textContent =
    `${current.length.toLocaleString("en")} of ${data.segments.length.toLocaleString("en")}`;
  const more = document.getElementById("rows-more");
  more.hidden = current.length <= wanted;
  const slice = (size) => {
    if (mine !== pass) return;
    // a jump may have brought rows in since the last slice: go on behind them
    let done = rowsNode.childElementCount;
    const part = document.createDocumentFragment();
    for (const end = Math.min(done + size, numbers.length); done < end; done++) {
      part.append(rowOf(numbers[done], query));
    }
    rowsNode.append(part);
    rowsNode.setAttribute("aria-busy", String(done < numbers.length));
    if (done < numbers.length) setTimeout(slice, 0, SLICE * 5);
  };
  slice(SLICE);
}

/** The row of a segment, made when it is first asked for; hits of the search are marked anew. */
function rowOf(number, query) {
  let row = rows.get(number);
  if (!row) {
    row = makeRow(data.segments[number]);
    rows.set(number, row);
  }
  if ((row.query ?? "") !== query) {
    fillTexts(row, data.segments[number], { query });
  }
  return row;
}

/** The row of a segment in the page, filling up to it when it is not there yet. */
function rowInPage(number) {
  const place = current.indexOf(number);
  if (place < 0) return null;
  if (place >= wanted) {
    wanted = place + LIMIT;
    fillRows();
  }
  const query = fold(state.q.trim());
  for (let i = rowsNode.childElementCount; i <= place; i++) {
    rowsNode.append(rowOf(current[i], query));
  }
  return rows.get(number);
}

function makeRow(segment) {
  const entry = data.documents[segment.document];
  const row = make("article", {
    class: `row ${segment.status}`,
    tabindex: "-1",
    "data-number": segment.number,
    "aria-label": `line ${segment.line}, ${segment.status}`,
  });
  const meta = make(
    "div", { class: "meta" },
    make("span", { class: "status" }, segment.status),
    make("span", { class: "place", title: `${entry.source}:${segment.line}` },
      `${baseName(entry.source)}:${segment.line}`),
    make("span", { class: "role" }, segment.role),
  );
  if (segment.confidence !== undefined) {
    meta.append(make("span", { class: "confidence" },
      `confidence ${Math.round(segment.confidence * 100)} %`));
  }
  for (const [name, value] of Object.entries(segment.scores ?? {})) {
    meta.append(make("span", { class: "score" }, `${name} ${value.toFixed(1)}`));
  }
  row.append(
    meta,
    make("p", { class: "source", lang: entry.source_lang }),
    make("p", { class: "target", lang: entry.target_lang }),
  );
  fillTexts(row, segment, { query: "" });
  const notes = segment.findings.filter((finding) => finding.severity !== "info");
  if (notes.length) {
    row.append(make("ul", { class: "notes" }, ...notes.map((finding) =>
      make("li", { class: finding.severity },
        make("b", {}, finding.rule), " ", finding.message))));
  }
  return row;
}

/** Write both texts of a row: terms, untranslated words, findings, hits of the search, links. */
function fillTexts(row, segment, { query, links = row.links ?? false }) {
  row.query = query;
  row.links = links;
  for (const side of ["source", "target"]) {
    const spans = spansOf(segment, side, links);
    spans.push(...hits(segment[side], query));
    row.querySelector(`.${side}`).replaceChildren(...nodes(segment, segment[side], spans));
  }
}

function spansOf(segment, side, links) {
  const spans = [];
  segment.terms.forEach((term, index) => {
    const span = side === "source" ? term.source_span : term.target_span;
    if (span) spans.push({ start: span[0], end: span[1], term: index });
  });
  if (side === "target") {
    for (const [start, end] of segment.unknown) spans.push({ start, end, unknown: true });
  }
  for (const finding of segment.findings) {
    if (finding.span && finding.side === side && finding.severity !== "info") {
      spans.push({ start: finding.span[0], end: finding.span[1], finding: finding.severity });
    }
  }
  if (links) {
    (segment.alignment ?? []).forEach((link, index) => {
      const [start, end] = side === "source" ? link.slice(0, 2) : link.slice(2);
      spans.push({ start, end, link: index });
    });
  }
  return spans;
}

/** Text nodes and marks of a text; the pieces of one term lie in one mark. */
function nodes(segment, text, spans) {
  const result = [];
  let open = null; // the mark of the term that the last piece belonged to
  for (const piece of pieces(text, spans)) {
    const term = piece.spans.find((span) => span.term !== undefined);
    const node = decorated(piece);
    if (!term) {
      open = null;
      result.push(node);
    } else if (open && open.span === term) {
      open.mark.append(node);
    } else {
      const entry = segment.terms[term.term];
      const mark = make("mark", {
        class: outcomeOf(entry) + (entry.verified ? "" : " unverified"),
        "data-term": term.term,
      }, node);
      open = { span: term, mark };
      result.push(mark);
    }
  }
  return result;
}

function decorated(piece) {
  const names = [];
  const links = [];
  for (const span of piece.spans) {
    if (span.unknown) names.push("unknown");
    if (span.finding) names.push("found", span.finding);
    if (span.hit) names.push("hit");
    if (span.link !== undefined) links.push(span.link);
  }
  if (!names.length && !links.length) return document.createTextNode(piece.text);
  return make("span", { class: names.join(" "), "data-links": links.join(" ") }, piece.text);
}

/** Light up a term on both sides, and say on a card what became of it. */
function showTerm(row, index, anchor) {
  clearLights(row);
  const segment = data.segments[Number(row.dataset.number)];
  const term = segment.terms[index];
  for (const mark of row.querySelectorAll(`mark[data-term="${index}"]`)) mark.classList.add("on");
  row.term = index;
  const facts = [
    ["concept", term.concept_id],
    ["source", `${term.surface} (${term.surface_status})`],
    ["official", term.rendering || "none in the glossary"],
    ["obtained", term.obtained],
    ["policy", term.policy],
    ["verified", term.verified ? "by a published source" : "by no published source"],
  ];
  card.replaceChildren(...facts.map(([name, value]) =>
    make("div", {}, make("b", {}, name), " ", make("span", {}, value))));
  card.hidden = false;
  const box = anchor.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - size.width - 8));
  const below = box.bottom + 6;
  const top = below + size.height > innerHeight ? Math.max(8, box.top - size.height - 6) : below;
  card.style.transform = `translate(${left}px, ${top}px)`;
}

function showLinks(row, node) {
  clearLights(row);
  const links = new Set(node.dataset.links.split(" "));
  for (const other of row.querySelectorAll("[data-links]")) {
    if (other.dataset.links.split(" ").some((link) => links.has(link))) other.classList.add("on");
  }
}

function clearLights(row) {
  for (const node of row.querySelectorAll(".on")) node.classList.remove("on");
  row.term = undefined;
  hideCard();
}

function hideCard() {
  card.hidden = true;
}

rowsNode.addEventListener("pointerover", (event) => {
  const row = event.target.closest(".row");
  if (!row) return;
  const segment = data.segments[Number(row.dataset.number)];
  if (segment.alignment?.length && !row.links) {
    // the words of the links become elements only in rows that someone looks at
    fillTexts(row, segment, { query: row.query, links: true });
    return;
  }
  const linked = event.target.closest("[data-links]");
  if (linked) showLinks(row, linked);
  const mark = event.target.closest("mark");
  if (mark) showTerm(row, Number(mark.dataset.term), mark);
});
rowsNode.addEventListener("pointerout", (event) => {
  const row = event.target.closest(".row");
  if (row) clearLights(row);
});
rowsNode.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  const row = event.target.closest(".row");
  if (row && getSelection().isCollapsed) row.focus({ preventScroll: true });
  if (mark) showTerm(row, Number(mark.dataset.term), mark);
});
document.getElementById("rows-more").addEventListener("click", () => {
  wanted += LIMIT;
  fillRows();
});
listeners.push(() => {
  wanted = LIMIT;
  fillRows();
});
