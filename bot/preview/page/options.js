// What an option of a command takes.

import { h } from "./dom.js";

const TYPES = {
  3: "text",
  4: "whole number",
  5: "yes or no",
  6: "person",
  7: "channel",
  8: "role",
  9: "person or role",
  10: "number",
  11: "file",
};

/** What stands in the empty line. */
export function hint(option) {
  const free = [3, 4, 10].includes(option.type) && !option.choices?.length;
  return free ? TYPES[option.type] : "choose…";
}

/** Whether any words will do. */
export function takesWords(option) {
  return option.type === 3 && !option.choices?.length;
}

/** The option above its suggestions. */
export function describe(option) {
  const need = h(
    option.required ? "em.required" : "em",
    {},
    option.required ? "required" : "optional",
  );
  return h(
    "p",
    {},
    h("strong", {}, option.name),
    h("span.type", {}, TYPES[option.type]),
    need,
    ` ${option.description}`,
  );
}

/** What there is to choose from, if the choice is fixed: `[{ name, value }]`. */
export function choicesOf(option, names) {
  if (option.choices?.length) return option.choices;
  if (option.type === 5)
    return [
      { name: "yes", value: true },
      { name: "no", value: false },
    ];
  return names.choices(option).map(({ label, value }) => ({ name: label, value }));
}

/** `[value, null]`, or `[null, what is wrong]`. */
export function parse(option, text) {
  if (text === "") return [null, `${option.name} must not be empty.`];
  if (option.choices?.length || ![3, 4, 10].includes(option.type))
    return [null, `Choose one of the list for ${option.name}.`];
  if (option.type === 3) {
    const [least, most] = [option.min_length ?? 0, option.max_length ?? 6000];
    const fits = text.length >= least && text.length <= most;
    return fits ? [text, null] : [null, `${option.name} takes ${least} to ${most} characters.`];
  }
  const number = option.type === 4 ? (/^[+-]?\d+$/.test(text) ? Number(text) : NaN) : Number(text);
  if (Number.isNaN(number)) return [null, `${option.name} takes a ${TYPES[option.type]}.`];
  const low = option.min_value ?? -Infinity;
  const high = option.max_value ?? Infinity;
  return number >= low && number <= high
    ? [number, null]
    : [null, `${option.name} takes ${low} to ${high}.`];
}

/** A file as it travels to the preview's server. */
export async function fileValue(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { name: file.name, kind: file.type || "application/octet-stream", content };
}
