// Buttons, menus, and the newer layout of text and sections.

import { h, link } from "./dom.js";
import { markdown } from "./markdown.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary" };

export class Components {
  /** `press(message, customId, values)` asks the bot; `picture(url, files)` shows one. */
  constructor(names, press, picture) {
    this.names = names;
    this.press = press;
    this.picture = picture;
  }

  /** A component of any kind, with all that stands in it; null for what is not known. */
  render(component, message) {
    const all = (list) => (list ?? []).map((each) => this.render(each, message));
    switch (component.type) {
      case 1:
        return h("div.row", {}, ...all(component.components));
      case 2:
        return this.#button(component, message);
      case 3:
      case 5:
      case 6:
      case 7:
      case 8:
        return this.#select(component, message);
      case 9:
        return h(
          "div.section",
          {},
          h("div", {}, ...all(component.components)),
          this.render(component.accessory, message),
        );
      case 10:
        return h("div.content", {}, markdown(component.content, this.names));
      case 11:
        return this.picture(component.media.url, message.data.attachments);
      case 12:
        return h(
          "div.gallery",
          {},
          ...component.items.map((item) => this.picture(item.media.url, message.data.attachments)),
        );
      case 14:
        return h("hr");
      case 17:
        return h("article.embed", {}, ...all(component.components));
      default:
        return null;
    }
  }

  #button(button, message) {
    const label = [button.emoji?.name ?? null, button.label ?? null].filter(Boolean).join(" ");
    if (button.style === 5) {
      const anchor = link(button.url, label, h("span", { "aria-hidden": "true" }, " ↗"));
      anchor.className = "button secondary";
      return anchor;
    }
    const press = (event) => this.#use(event.currentTarget, message, button);
    return h(
      `button.button.${STYLES[button.style]}`,
      { type: "button", disabled: button.disabled, onclick: press },
      label,
    );
  }

  #select(menu, message) {
    const options = menu.options ?? this.names.choices(menu);
    const several = (menu.max_values ?? 1) > 1;
    const blank = several
      ? null
      : h(
          "option",
          { value: "", disabled: true, selected: !options.some((each) => each.default) },
          menu.placeholder ?? "Choose…",
        );
    const list = h(
      "select",
      { "aria-label": menu.placeholder ?? "Choose", multiple: several, disabled: menu.disabled },
      blank,
      ...options.map((each) =>
        h(
          "option",
          { value: each.value, selected: each.default, title: each.description },
          each.description ? `${each.label}: ${each.description}` : each.label,
        ),
      ),
    );
    const send = () =>
      this.#use(
        list,
        message,
        menu,
        [...list.selectedOptions].map((each) => each.value),
      );
    if (!several) list.addEventListener("change", send);
    return h(
      "div.select",
      {},
      list,
      several ? h("button.button.secondary", { type: "button", onclick: send }, "Apply") : null,
    );
  }

  async #use(control, message, component, values) {
    const trouble = control.closest(".body").querySelector(".trouble");
    trouble.hidden = true;
    control.classList.add("busy");
    const { failed } = await this.press(message, component.custom_id, values);
    control.classList.remove("busy");
    if (!failed) return;
    trouble.textContent = `This interaction failed. ${failed}`;
    trouble.hidden = false;
  }
}
