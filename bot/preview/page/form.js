// A form the bot opens: its fields, and what was filled in.

import { h } from "./dom.js";

const TEXT = 10;
const TEXT_INPUT = 4;
const PARAGRAPH = 2;

/** Shows the modal in a dialog; `send(filled)` gets the values by custom id. */
export function openForm(dialog, modal, names, send) {
  const [form] = dialog.getElementsByTagName("form");
  const rows = modal.components.map((each) =>
    each.type === TEXT ? h("p", {}, each.content) : field(each, names),
  );
  dialog.querySelector("h2").textContent = modal.title;
  dialog.querySelector(".fields").replaceChildren(...rows);
  form.onsubmit = () => send(Object.fromEntries(new FormData(form)));
  dialog.querySelector("[type=button]").onclick = () => dialog.close();
  dialog.showModal();
}

/** A label around its input: today's way, or a row with one input, the older. */
function field(outer, names) {
  const inner = outer.component ?? outer.components[0];
  return h(
    "label",
    {},
    h("span", {}, outer.label ?? inner.label),
    outer.description ? h("small", {}, outer.description) : null,
    input(inner, names),
  );
}

function input(component, names) {
  const shared = { name: component.custom_id, required: component.required !== false };
  if (component.type !== TEXT_INPUT) {
    const choices = component.options ?? names.choices(component);
    const option = ({ value, label, default: selected }) => h("option", { value, selected }, label);
    return h("select", shared, ...choices.map(option));
  }
  const long = component.style === PARAGRAPH;
  const made = h(long ? "textarea" : "input", {
    ...shared,
    placeholder: component.placeholder,
    minlength: component.min_length,
    maxlength: component.max_length,
    rows: long ? 4 : null,
  });
  made.value = component.value ?? "";
  return made;
}
