// The line one types in: text, or a command with its options as chips and their suggestions.

import { h } from "./dom.js";

const TYPES = { 3: "text", 4: "whole number", 5: "yes or no", 6: "person", 7: "channel", 8: "role", 9: "person or role", 10: "number", 11: "file" };
const DEBOUNCE = 120;

export class Composer {
  #commands = [];
  #command = null;
  #filled = new Map();
  #active = null;
  #suggestions = [];
  #marked = -1;
  #asked = 0;
  #timer = 0;

  /** `deeds`: `say(text)`, `run(command, options)`, `complete(command, options, focused)`; `names`: `choices(option)`. */
  constructor(elements, deeds, names) {
    Object.assign(this, elements, { deeds, names });
    this.entry.addEventListener("input", () => this.#typed());
    this.entry.addEventListener("keydown", (event) => this.#key(event));
    this.entry.addEventListener("focus", () => this.#suggest());
    this.entry.addEventListener("blur", () => setTimeout(() => this.#leaveFocus(), 150));
    this.line.addEventListener("submit", (event) => { event.preventDefault(); this.#enter(); });
    this.line.addEventListener("click", (event) => { if (event.target === this.line || event.target === this.chips) this.entry.focus(); });
    this.#draw();
  }

  /** The commands the acting person is offered here. */
  offer(commands) {
    this.#commands = commands;
    if (this.#command) {
      this.#command = commands.find((each) => each.name === this.#command.name) ?? null;
      if (!this.#command) this.clear();
    }
    this.#draw();
  }

  set placeholder(text) {
    this.idle = text;
    this.#draw();
  }

  clear() {
    this.#command = null;
    this.#active = null;
    this.#filled.clear();
    this.entry.value = "";
    this.#draw();
  }

  // --- what is typed -------------------------------------------------------------------------

  #typed() {
    if (!this.#command) {
      const exact = this.#commands.find((each) => this.entry.value === `${each.name} `);
      const longer = exact && this.#commands.some((each) => each.name.startsWith(`${exact.name} `));
      if (exact && !longer) return this.#choose(exact);
    } else if (!this.#active) {
      const named = this.#open().find((each) => this.entry.value === `${each.name}:`);
      if (named) return this.#activate(named);
    }
    this.#suggest();
  }

  #key(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!this.#suggestions.length) return;
      event.preventDefault();
      this.#mark(this.#marked + (key === "ArrowDown" ? 1 : -1));
    } else if (key === "Tab" && !event.shiftKey) {
      if (!this.#command && !this.#suggestions.length) return;
      const done = this.#command && !this.#active && !this.#suggestions.length;
      if (done) return;
      event.preventDefault();
      this.#accept();
    } else if (key === "Escape") {
      if (this.#isOpen()) this.#hide();
      else this.clear();
    } else if (key === "Backspace" && this.entry.value === "" && this.#command) {
      event.preventDefault();
      this.#stepBack();
    }
  }

  /** Tab: take the marked suggestion, or what is typed, and go on to the next option. */
  #accept() {
    const place = this.#marked < 0 && !this.#active ? 0 : this.#marked;
    if (this.#suggestions[place]) this.#suggestions[place].take();
    else if (this.#active && this.#keep()) this.#activate(this.#missing()[0] ?? null);
  }

  /** Enter: take the marked suggestion, else send. */
  #enter() {
    if (this.#isOpen() && this.#suggestions[this.#marked]) return this.#suggestions[this.#marked].take();
    if (!this.#command) return this.#say();
    if (this.#active && (this.entry.value || this.#active.required) && !this.#keep()) return;
    const [missing] = this.#missing();
    if (missing) return this.#activate(missing);
    const options = Object.fromEntries([...this.#filled].map(([name, { value }]) => [name, value]));
    this.deeds.run(this.#command, options);
    this.clear();
    this.#hide();
  }

  #say() {
    const text = this.entry.value.trim();
    if (text.startsWith("/")) return this.#complain(`There is no command ${text.split(" ")[0]} here.`);
    if (text) this.deeds.say(text);
    this.clear();
  }

  #stepBack() {
    const last = [...this.#filled.keys()].at(-1);
    const option = this.#command.options.find((each) => each.name === last);
    if (this.#active && !this.#active.required) this.#activate(null);
    else if (option) this.#edit(option);
    else {
      const { name } = this.#command;
      this.clear();
      this.entry.value = name;
      this.#suggest();
    }
  }

  // --- the command and its options -----------------------------------------------------------

  #choose(command) {
    this.#command = command;
    this.#filled.clear();
    this.#activate(this.#missing()[0] ?? null);
  }

  #activate(option) {
    this.#active = option;
    this.entry.value = "";
    this.#draw();
    this.#suggest();
    this.entry.focus();
  }

  #edit(option) {
    const { label } = this.#filled.get(option.name);
    this.#filled.delete(option.name);
    this.#activate(option);
    this.entry.value = label;
    this.#suggest();
  }

  #fill(option, value, label) {
    this.#filled.set(option.name, { value, label: String(label) });
    this.#activate(this.#missing()[0] ?? null);
  }

  #open() {
    return this.#command.options.filter((each) => !this.#filled.has(each.name) && each !== this.#active);
  }

  #missing() {
    return this.#command.options.filter((each) => each.required && !this.#filled.has(each.name));
  }

  /** Take what is typed as the active option's value; complain when it does not fit. */
  #keep() {
    const option = this.#active;
    const text = this.entry.value.trim();
    const fixed = choicesOf(option, this.names).find((each) => each.name.toLowerCase() === text.toLowerCase());
    const [value, wrong] = fixed ? [fixed.value, null] : parse(option, text);
    if (wrong) return this.#complain(wrong);
    this.#filled.set(option.name, { value, label: fixed?.name ?? text });
    this.#active = null;
    this.entry.value = "";
    this.#draw();
    return true;
  }

  #complain(text) {
    this.entry.setAttribute("aria-invalid", "true");
    this.#show(h("p.wrong", { role: "alert" }, text));
    return false;
  }

  // --- suggestions ---------------------------------------------------------------------------

  #suggest() {
    clearTimeout(this.#timer);
    this.#asked++;
    this.entry.removeAttribute("aria-invalid");
    this.#suggestions = [];
    const typed = this.entry.value;
    if (!this.#command) return typed.startsWith("/") ? this.#suggestCommands(typed) : this.#hide();
    if (!this.#active) return this.#suggestOptions(typed);
    this.#show(describe(this.#active));
    if (this.#active.type === 11) return this.#list([{ name: "Choose a file…", take: () => this.#pickFile(this.#active) }], -1);
    if (this.#active.autocomplete) return this.#suggestLive(typed);
    const fitting = choicesOf(this.#active, this.names).filter((each) => each.name.toLowerCase().includes(typed.toLowerCase()));
    this.#listValues(fitting);
  }

  #suggestCommands(typed) {
    const wanted = typed.trim().toLowerCase();
    const fitting = this.#commands.filter((each) => each.name.startsWith(wanted));
    const near = this.#commands.filter((each) => !fitting.includes(each) && each.name.includes(wanted.slice(1)));
    const items = [...fitting, ...near].map((each) => ({
      name: each.name, detail: each.description, usage: each.options, take: () => this.#choose(each),
    }));
    this.#show(items.length ? h("p", {}, "Commands") : h("p", {}, "No command starts like this."));
    this.#list(items, 0);
  }

  #suggestOptions(typed) {
    const fitting = this.#open().filter((each) => each.name.startsWith(typed.toLowerCase()));
    this.#show(h("p", {}, h("strong", {}, this.#command.name), ` ${this.#command.description}`));
    this.#list(fitting.map((each) => ({
      name: each.name, detail: each.description, take: () => this.#activate(each),
    })), typed ? 0 : -1);
  }

  /** The real autocomplete call, once the fingers rest. */
  #suggestLive(typed) {
    const turn = this.#asked;
    const option = this.#active;
    const options = Object.fromEntries([...this.#filled].map(([name, { value }]) => [name, value]));
    this.#list([], -1);
    this.#timer = setTimeout(async () => {
      const { choices, failed } = await this.deeds.complete(this.#command, { ...options, [option.name]: typed }, option.name);
      if (turn !== this.#asked || option !== this.#active) return;
      if (failed) this.#show(describe(option), h("p.wrong", {}, "No suggestions came."));
      else this.#listValues(choices);
    }, DEBOUNCE);
  }

  #listValues(choices) {
    const option = this.#active;
    this.#list(choices.slice(0, 25).map((each) => ({
      name: each.name, take: () => this.#fill(option, each.value, each.name),
    })), 0);
  }

  #pickFile(option) {
    const input = h("input", { type: "file" });
    input.addEventListener("change", async () => {
      const [file] = input.files;
      const bytes = new Uint8Array(await file.arrayBuffer());
      const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      this.#fill(option, { name: file.name, kind: file.type || "application/octet-stream", content }, file.name);
    });
    input.click();
  }

  // --- what is shown -------------------------------------------------------------------------

  #draw() {
    const command = this.#command;
    const chips = [];
    if (command) chips.push(h("button.chip.command", { type: "button", title: command.description, onclick: () => this.clear() }, command.name));
    for (const option of command?.options ?? []) {
      const filled = this.#filled.get(option.name);
      if (filled) chips.push(h("button.chip.filled", { type: "button", title: "Change", onclick: () => this.#edit(option) }, h("b", {}, option.name), filled.label));
    }
    if (this.#active) chips.push(h("span.chip.active", {}, h("b", {}, this.#active.name)));
    this.chips.replaceChildren(...chips);
    this.entry.placeholder = this.#active ? hint(this.#active) : command ? "Enter sends" : this.idle ?? "";
  }

  #show(...about) {
    this.about.replaceChildren(...about);
    this.hints.hidden = false;
    this.entry.setAttribute("aria-expanded", "true");
  }

  #list(suggestions, marked) {
    this.#suggestions = suggestions;
    this.list.replaceChildren(...suggestions.map((each, place) => h(
      "li",
      { role: "option", id: `suggestion-${place}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); each.take(); } },
      h("span.name", {}, each.name),
      each.usage ? h("span.usage", {}, ...each.usage.map((option) => h(option.required ? "i.required" : "i", {}, option.name))) : null,
      each.detail ? h("span.detail", {}, each.detail) : null,
    )));
    this.#mark(suggestions.length ? marked : -1);
  }

  #mark(place) {
    const count = this.#suggestions.length;
    this.#marked = count && place !== -1 ? (place + count) % count : place < -1 ? count - 1 : -1;
    [...this.list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === this.#marked)));
    const item = this.list.children[this.#marked];
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.entry.setAttribute("aria-activedescendant", item.id);
    else this.entry.removeAttribute("aria-activedescendant");
  }

  #isOpen() {
    return !this.hints.hidden;
  }

  #hide() {
    this.#suggestions = [];
    this.#marked = -1;
    this.hints.hidden = true;
    this.entry.setAttribute("aria-expanded", "false");
    this.entry.removeAttribute("aria-activedescendant");
  }

  #leaveFocus() {
    if (document.activeElement !== this.entry) this.#hide();
  }
}

function hint(option) {
  const free = [3, 4, 10].includes(option.type) && !option.choices?.length;
  return free ? TYPES[option.type] : "choose…";
}

function describe(option) {
  const need = h(option.required ? "em.required" : "em", {}, option.required ? "required" : "optional");
  return h("p", {}, h("strong", {}, option.name), h("span.type", {}, TYPES[option.type]), need, ` ${option.description}`);
}

function choicesOf(option, names) {
  if (option.choices?.length) return option.choices;
  if (option.type === 5) return [{ name: "yes", value: true }, { name: "no", value: false }];
  return names.choices(option).map(({ label, value }) => ({ name: label, value }));
}

/** `[value, null]`, or `[null, what is wrong]`. */
function parse(option, text) {
  if (text === "") return [null, `${option.name} must not be empty.`];
  if (option.choices?.length || ![3, 4, 10].includes(option.type)) return [null, `Choose one of the list for ${option.name}.`];
  if (option.type === 3) {
    const [least, most] = [option.min_length ?? 0, option.max_length ?? 6000];
    const fits = text.length >= least && text.length <= most;
    return fits ? [text, null] : [null, `${option.name} takes ${least} to ${most} characters.`];
  }
  const number = option.type === 4 ? (/^[+-]?\d+$/.test(text) ? Number(text) : NaN) : Number(text);
  if (Number.isNaN(number)) return [null, `${option.name} takes a ${TYPES[option.type]}.`];
  const low = option.min_value ?? -Infinity;
  const high = option.max_value ?? Infinity;
  return number >= low && number <= high ? [number, null] : [null, `${option.name} takes ${low} to ${high}.`];
}
