// Text: spans are code points in the report, and UTF-16 units in a browser.

const SURROGATE = /[\ud800-\udfff]/;

/** Make an element; text enters as text nodes only, so markup in it stays text. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== "") node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Number of code points of a text. */
function lengthOf(text) {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

/**
 * Cut a text wherever a span begins or ends.
 * Takes spans {start, end} in code points; gives [{text, spans}], in order, nothing left out.
 */
function pieces(text, spans) {
  const points = SURROGATE.test(text) ? Array.from(text) : null;
  const length = points ? points.length : text.length;
  const cut = (start, end) => (points ? points.slice(start, end).join("") : text.slice(start, end));
  const real = spans.filter((span) => span.end > span.start);
  const ends = [...new Set([0, length, ...real.flatMap((span) => [span.start, span.end])])];
  ends.sort((a, b) => a - b);
  const result = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    const [start, end] = [ends[i], ends[i + 1]];
    result.push({
      text: cut(start, end),
      spans: real.filter((span) => span.start <= start && end <= span.end),
    });
  }
  return result;
}

const folds = new Map();

/** What a code point is searched as: no case, no Latin accents, Lao letters taken apart. */
function foldPoint(point) {
  let folded = folds.get(point);
  if (folded === undefined) {
    folded = point
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
      .toLowerCase()
      .replace(/đ/g, "d");
    folds.set(point, folded);
  }
  return folded;
}

/** A text as it is searched. */
function fold(text) {
  let folded = "";
  for (const point of text) folded += foldPoint(point);
  return folded;
}

/** Where a folded query stands in a text, as spans in code points. */
function hits(text, query) {
  if (!query) return [];
  let folded = "";
  const owners = []; // for each UTF-16 unit of the folded text: the code point it came from
  let place = 0;
  for (const point of text) {
    const part = foldPoint(point);
    for (let i = 0; i < part.length; i++) owners.push(place);
    folded += part;
    place++;
  }
  const spans = [];
  for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + query.length)) {
    spans.push({ start: owners[at], end: owners[at + query.length - 1] + 1, hit: true });
  }
  return spans;
}

/** A count with its word: 1 segment, 2 segments. */
function counted(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
