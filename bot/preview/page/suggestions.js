// The list above the line: a listbox whose marked item the line announces.

import { h } from "./dom.js";

export class Suggestions {
  #items = [];
  #marked = -1;

  constructor({ hints, about, list, entry }) {
    Object.assign(this, { hints, about, list, entry });
    this.hints.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
  }

  get length() {
    return this.#items.length;
  }

  /** The marked item, or `fallback`'s when nothing is marked. */
  marked(fallback = -1) {
    return this.#items[this.#marked < 0 ? fallback : this.#marked];
  }

  /** Open, with what is asked for above the list. */
  show(...about) {
    this.about.replaceChildren(...about);
    this.hints.hidden = false;
    this.entry.setAttribute("aria-expanded", "true");
  }

  /** Items are `{ name, detail?, usage?, take }`; `marked` is the place of the marked one, or -1. */
  fill(items, marked) {
    this.#items = items;
    this.list.replaceChildren(
      ...items.map((each, place) =>
        h(
          "li",
          {
            role: "option",
            id: `suggestion-${place}`,
            "aria-selected": "false",
            onmousedown: (event) => {
              event.preventDefault();
              each.take();
            },
          },
          h("span.name", {}, each.name),
          each.usage
            ? h(
                "span.usage",
                {},
                ...each.usage.map((option) =>
                  h(option.required ? "i.required" : "i", {}, option.name),
                ),
              )
            : null,
          each.detail ? h("span.detail", {}, each.detail) : null,
        ),
      ),
    );
    this.mark(items.length ? marked : -1);
  }

  /** Move the mark, round the ends. */
  move(step) {
    this.mark(this.#marked + step);
  }

  mark(place) {
    const count = this.#items.length;
    this.#marked = count && place !== -1 ? (place + count) % count : place < -1 ? count - 1 : -1;
    [...this.list.children].forEach((item, each) =>
      item.setAttribute("aria-selected", String(each === this.#marked)),
    );
    const item = this.list.children[this.#marked];
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.entry.setAttribute("aria-activedescendant", item.id);
    else this.entry.removeAttribute("aria-activedescendant");
  }

  get isOpen() {
    return !this.hints.hidden;
  }

  hide() {
    this.#items = [];
    this.#marked = -1;
    this.hints.hidden = true;
    this.entry.setAttribute("aria-expanded", "false");
    this.entry.removeAttribute("aria-activedescendant");
  }
}
