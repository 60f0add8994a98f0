// Discord's markdown as DOM nodes: blocks first, then what stands inside a line.

import { h, link } from "./dom.js";

/** `names` says what an id is called: `person(id)`, `channel(id)`. */
export function markdown(text, names) {
  const fragment = document.createDocumentFragment();
  const parts = text.split(/```(?:[\w+-]*\n)?([\s\S]+?)```/);
  parts.forEach((part, place) => {
    if (place % 2) fragment.append(h("pre", {}, h("code", {}, part)));
    else fragment.append(...blocks(part.split("\n"), names));
  });
  return fragment;
}

const BLOCKS = [
  {
    start: /^>>> ?/,
    rest: true,
    build: (lines, names) => h("blockquote", {}, ...blocks(lines, names)),
  },
  {
    start: /^> ?(?!>)/,
    many: true,
    build: (lines, names) => h("blockquote", {}, ...blocks(lines, names)),
  },
  { start: /^# /, build: ([line], names) => h("h3", {}, ...inline(line, names)) },
  { start: /^## /, build: ([line], names) => h("h4", {}, ...inline(line, names)) },
  { start: /^### /, build: ([line], names) => h("h5", {}, ...inline(line, names)) },
  { start: /^-# /, build: ([line], names) => h("p.subtext", {}, ...inline(line, names)) },
  { start: /^ *[-*] (?=\S)/, many: true, build: (lines, names) => list("ul", lines, names) },
  { start: /^ *\d{1,9}\. (?=\S)/, many: true, build: (lines, names) => list("ol", lines, names) },
];

function blocks(lines, names) {
  const nodes = [];
  const plain = [];
  // A line break that ends a paragraph shows nothing: an empty line before a block needs one more.
  const flush = ({ beforeBlock = false } = {}) => {
    if (beforeBlock && plain.at(-1) === "") plain.push("");
    const text = plain.splice(0).join("\n");
    if (text) nodes.push(h("p.text", {}, ...inline(text, names)));
  };
  for (let place = 0; place < lines.length;) {
    const block = BLOCKS.find(({ start }) => start.test(lines[place]));
    if (!block) {
      plain.push(lines[place++]);
      continue;
    }
    flush({ beforeBlock: true });
    const taken = [lines[place++].replace(block.start, "")];
    while (place < lines.length && (block.rest || (block.many && block.start.test(lines[place]))))
      taken.push(lines[place++].replace(block.start, ""));
    nodes.push(block.build(taken, names));
  }
  flush();
  return nodes;
}

function list(tag, lines, names) {
  return h(tag, {}, ...lines.map((line) => h("li", {}, ...inline(line, names))));
}

const INSIDE = String.raw`((?:\\[\s\S]|[^\\])+?)`;
const URL_PATTERN = String.raw`https?:\/\/[^\s<>]`;

// In the order they are tried at each place.
const RULES = [
  [/\\([^\p{L}\p{N}\s])/uy, ([, mark]) => mark],
  [/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/y, ([, , code]) => h("code", {}, code)],
  [
    /<t:(-?\d{1,15})(?::([tTdDfFRsS]))?>/y,
    ([, seconds, style]) => timestamp(+seconds, style ?? "f"),
  ],
  [/<@!?(\d+)>/y, ([, id], names) => h("span.mention", {}, `@${names.person(id)}`)],
  [/<@&\d+>/y, () => h("span.mention", {}, "@role")],
  [/<#(\d+)>/y, ([, id], names) => h("span.mention", {}, `#${names.channel(id)}`)],
  [/<\/([^:>]+):\d+>/y, ([, command]) => h("span.mention", {}, `/${command}`)],
  [new RegExp(`<(${URL_PATTERN}+)>`, "y"), ([, url]) => link(url, url)],
  [
    new RegExp(
      String.raw`\[((?:\\.|\[[^\]\n]*\]|[^\[\]\\])+)\]\(<?(${URL_PATTERN.slice(0, -1)}()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?\)`,
      "y",
    ),
    ([, label, url], names) => link(url, ...inline(label, names)),
  ],
  [new RegExp(String.raw`${URL_PATTERN}*[^\s<>.,:;"'\])*_~|]`, "y"), ([url]) => link(url, url)],
  [
    new RegExp(String.raw`\*\*${INSIDE}\*\*(?!\*)`, "y"),
    ([, text], names) => h("strong", {}, ...inline(text, names)),
  ],
  [new RegExp(`__${INSIDE}__(?!_)`, "y"), ([, text], names) => h("u", {}, ...inline(text, names))],
  [new RegExp(`~~${INSIDE}~~`, "y"), ([, text], names) => h("s", {}, ...inline(text, names))],
  [
    new RegExp(String.raw`\|\|${INSIDE}\|\|`, "y"),
    ([, text], names) => spoiler(inline(text, names)),
  ],
  [
    /\*(?![\s*])((?:\\[\s\S]|\*\*|[^\\*])+?)\*(?!\*)/y,
    ([, text], names) => h("em", {}, ...inline(text, names)),
  ],
  [
    /_(?!_)((?:\\[\s\S]|__|[^\\_])+?)_(?![\p{L}\p{N}_])/uy,
    ([, text], names) => h("em", {}, ...inline(text, names)),
  ],
  [/@(?:everyone|here)\b/y, ([mention]) => h("span.mention", {}, mention)],
];
const PLAIN = /[^\\`<[h*_~|@]+/y;

/** The nodes of a line, or of lines that belong together. */
export function inline(text, names) {
  const nodes = [];
  for (let place = 0; place < text.length;) {
    const [length, node] = next(text, place, names);
    const last = nodes.length - 1;
    if (typeof node === "string" && typeof nodes[last] === "string") nodes[last] += node;
    else nodes.push(node);
    place += length;
  }
  return nodes;
}

function next(text, place, names) {
  PLAIN.lastIndex = place;
  const plain = PLAIN.exec(text);
  if (plain) return [plain[0].length, plain[0]];
  for (const [rule, build] of RULES) {
    rule.lastIndex = place;
    const found = rule.exec(text);
    if (found) return [found[0].length, build(found, names)];
  }
  return [1, text[place]];
}

function spoiler(nodes) {
  const open = (event) => event.currentTarget.classList.add("open");
  return h(
    "span.spoiler",
    { tabindex: "0", role: "button", onclick: open, onkeydown: open },
    ...nodes,
  );
}

// --- times -----------------------------------------------------------------------------------

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function format(date, style) {
  return new Intl.DateTimeFormat(undefined, STYLES[style]).format(date);
}

function relative(date) {
  const seconds = (date - Date.now()) / 1000;
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return words.format(Math.round(seconds / size), unit);
}

function timestamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}>`;
  const text = style === "R" ? relative(date) : format(date, style);
  const live = style === "R" ? "relative" : null;
  return h(
    "time",
    { datetime: date.toISOString(), title: format(date, "F"), "data-live": live },
    text,
  );
}

/** Relative times grow old: bring those on the page up to date. */
export function refreshTimes() {
  for (const time of document.querySelectorAll("time[data-live]"))
    time.textContent = relative(new Date(time.dateTime));
}
