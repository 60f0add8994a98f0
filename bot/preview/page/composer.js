// The line one types in: text, or a command with its options as chips and their suggestions.

import { h } from "./dom.js";
import { choicesOf, describe, fileValue, hint, parse, takesWords } from "./options.js";
import { Suggestions } from "./suggestions.js";

const DEBOUNCE = 120;

export class Composer {
  #commands = [];
  #command = null;
  #filled = new Map();
  #active = null;
  #asked = 0;
  #timer = 0;

  /** `deeds`: `say(text)`, `run(command, options)`, `complete(command, options, focused)`; `names`: `choices(option)`. */
  constructor(elements, deeds, names) {
    const { entry, line, chips } = elements;
    Object.assign(this, { entry, line, chips, deeds, names, popup: new Suggestions(elements) });
    this.entry.addEventListener("input", () => this.#typed());
    this.entry.addEventListener("keydown", (event) => this.#key(event));
    this.entry.addEventListener("focus", () => this.#suggest());
    this.entry.addEventListener("blur", () => setTimeout(() => this.#leaveFocus(), 150));
    this.line.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#enter();
    });
    this.line.addEventListener("click", (event) => {
      if (event.target === this.line || event.target === this.chips) this.entry.focus();
    });
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
    if (document.activeElement === this.entry) this.#typed();
  }

  set placeholder(text) {
    this.idle = text;
    this.#draw();
  }

  clear() {
    this.#forget();
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
      if (this.#adopt(this.entry.value)) return;
    }
    this.#suggest();
  }

  /** Words that begin no option's name are for the first option that takes words. */
  #adopt(words) {
    const open = this.#open();
    if (open.some((each) => each.name.startsWith(words.trim().toLowerCase()))) return false;
    const option = open.find(takesWords);
    if (option) this.#activate(option, words);
    return Boolean(option);
  }

  #key(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!this.popup.length) return;
      event.preventDefault();
      this.popup.move(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Tab" && !event.shiftKey) {
      if (!this.popup.length && !this.#active) return; // Tab leaves the line

      event.preventDefault();
      this.#accept();
    } else if (key === "Escape") {
      if (this.popup.isOpen) this.popup.hide();
      else this.clear();
    } else if (key === "Backspace" && this.entry.value === "" && this.#command) {
      event.preventDefault();
      this.#stepBack();
    }
  }

  /** Tab: take the marked suggestion, or what is typed, and go on to the next option. */
  #accept() {
    const item = this.popup.marked(this.#active ? -1 : 0);
    if (item) item.take();
    else if (this.#active && this.#keep()) this.#activate(this.#missing()[0] ?? null);
  }

  /** Enter: take the marked suggestion, else send. */
  #enter() {
    const item = this.popup.isOpen && this.popup.marked();
    if (item) return item.take();
    if (!this.#command) return this.#say();
    if (this.#active && (this.entry.value || this.#active.required) && !this.#keep()) return;
    if (!this.#active && this.entry.value.trim())
      return this.#complain(`${this.#command.name} has no option for this.`);
    const [missing] = this.#missing();
    if (missing) return this.#activate(missing);
    const options = Object.fromEntries([...this.#filled].map(([name, { value }]) => [name, value]));
    this.deeds.run(this.#command, options);
    this.clear();
    this.popup.hide();
  }

  #say() {
    const text = this.entry.value.trim();
    if (text.startsWith("/"))
      return this.#complain(`There is no command ${text.split(" ")[0]} here.`);
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

  #activate(option, text = "") {
    this.#active = option;
    this.entry.value = text;
    this.#draw();
    this.#suggest();
    this.entry.focus();
  }

  #edit(option) {
    const { label } = this.#filled.get(option.name);
    this.#filled.delete(option.name);
    this.#activate(option, label);
  }

  #fill(option, value, label) {
    this.#filled.set(option.name, { value, label: String(label) });
    this.#activate(this.#missing()[0] ?? null);
  }

  #open() {
    return this.#command.options.filter(
      (each) => !this.#filled.has(each.name) && each !== this.#active,
    );
  }

  #missing() {
    return this.#command.options.filter((each) => each.required && !this.#filled.has(each.name));
  }

  /** Take what is typed as the active option's value; complain when it does not fit. */
  #keep() {
    const option = this.#active;
    const text = this.entry.value.trim();
    const fixed = choicesOf(option, this.names).find(
      (each) => each.name.toLowerCase() === text.toLowerCase(),
    );
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
    this.popup.show(h("p.wrong", { role: "alert" }, text));
    return false;
  }

  // --- suggestions ---------------------------------------------------------------------------

  #suggest() {
    this.#forget();
    this.entry.removeAttribute("aria-invalid");
    this.popup.fill([], -1);
    const typed = this.entry.value;
    if (!this.#command)
      return typed.startsWith("/") ? this.#suggestCommands(typed) : this.popup.hide();
    if (!this.#active) return this.#suggestOptions(typed);
    this.popup.show(describe(this.#active));
    if (this.#active.type === 11)
      return this.popup.fill(
        [{ name: "Choose a file…", take: () => this.#pickFile(this.#active) }],
        -1,
      );
    if (this.#active.autocomplete) return this.#suggestLive(typed);
    const fitting = choicesOf(this.#active, this.names).filter((each) =>
      each.name.toLowerCase().includes(typed.toLowerCase()),
    );
    this.#listValues(fitting);
  }

  /** No question that is waiting is asked any more, no answer to an earlier one is shown. */
  #forget() {
    clearTimeout(this.#timer);
    this.#asked++;
  }

  #suggestCommands(typed) {
    const wanted = typed.trim().toLowerCase();
    const fitting = this.#commands.filter((each) => each.name.startsWith(wanted));
    const near = this.#commands.filter(
      (each) => !fitting.includes(each) && each.name.includes(wanted.slice(1)),
    );
    const items = [...fitting, ...near].map((each) => ({
      name: each.name,
      detail: each.description,
      usage: each.options,
      take: () => this.#choose(each),
    }));
    const none = this.#commands.length
      ? "No command starts like this."
      : "The bot has no commands yet: it is still starting.";
    this.popup.show(h("p", {}, items.length ? "Commands" : none));
    this.popup.fill(items, 0);
  }

  #suggestOptions(typed) {
    const fitting = this.#open().filter((each) => each.name.startsWith(typed.toLowerCase()));
    this.popup.show(
      h("p", {}, h("strong", {}, this.#command.name), ` ${this.#command.description}`),
    );
    this.popup.fill(
      fitting.map((each) => ({
        name: each.name,
        detail: each.description,
        take: () => this.#activate(each),
      })),
      typed ? 0 : -1,
    );
  }

  /** The real autocomplete call, once the fingers rest. */
  #suggestLive(typed) {
    const turn = this.#asked;
    const option = this.#active;
    const options = Object.fromEntries([...this.#filled].map(([name, { value }]) => [name, value]));
    this.popup.fill([], -1);
    this.#timer = setTimeout(async () => {
      const { choices, failed } = await this.deeds.complete(
        this.#command,
        { ...options, [option.name]: typed },
        option.name,
      );
      if (turn !== this.#asked || option !== this.#active) return;
      if (failed) this.popup.show(describe(option), h("p.wrong", {}, "No suggestions came."));
      else this.#listValues(choices);
    }, DEBOUNCE);
  }

  #listValues(choices) {
    const option = this.#active;
    this.popup.fill(
      choices.slice(0, 25).map((each) => ({
        name: each.name,
        take: () => this.#fill(option, each.value, each.name),
      })),
      0,
    );
  }

  #pickFile(option) {
    const input = h("input", { type: "file" });
    input.addEventListener("change", async () => {
      const [file] = input.files;
      this.#fill(option, await fileValue(file), file.name);
    });
    input.click();
  }

  // --- what is shown -------------------------------------------------------------------------

  #draw() {
    const command = this.#command;
    const chips = [];
    if (command)
      chips.push(
        h(
          "button.chip.command",
          { type: "button", title: command.description, onclick: () => this.clear() },
          command.name,
        ),
      );
    for (const option of command?.options ?? []) {
      const filled = this.#filled.get(option.name);
      if (filled)
        chips.push(
          h(
            "button.chip.filled",
            { type: "button", title: "Change", onclick: () => this.#edit(option) },
            h("b", {}, option.name),
            filled.label,
          ),
        );
    }
    if (this.#active) chips.push(h("span.chip.active", {}, h("b", {}, this.#active.name)));
    this.chips.replaceChildren(...chips);
    this.entry.placeholder = this.#active
      ? hint(this.#active)
      : command
        ? "Enter sends"
        : (this.idle ?? "");
  }

  #leaveFocus() {
    if (document.activeElement !== this.entry) this.popup.hide();
  }
}
