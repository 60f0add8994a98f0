// How a message looks: header, markdown, embeds, files, buttons and menus.

import { h, link, safeUrl } from "./dom.js";
import { format, inline, markdown } from "./markdown.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const SLASH = 1;
const DID = { 2: " used ", 3: " pressed a button", 5: " sent a form" };
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary" };

/** Renders messages; `deeds` does what is clicked: `press`, `runOn`, `dismiss`. */
export class Messages {
  constructor(names, deeds) {
    this.names = names;
    this.deeds = deeds;
  }

  render(message, { continues = false, menu = [] } = {}) {
    const { data } = message;
    const kinds = [data.flags & EPHEMERAL && "whisper", continues && "continues"].filter(Boolean);
    return h(
      ["li", "message", ...kinds].join("."),
      { "data-id": data.id, "data-author": data.author.id },
      continues ? null : this.#origin(data),
      h("span.avatar", { "aria-hidden": "true", "data-tone": tone(data.author) }, initial(data.author)),
      h("div.body", {}, this.#header(data), ...this.#content(message)),
      menu.length ? this.#menu(message, menu) : null,
    );
  }

  #origin(data) {
    const asked = data.interaction_metadata;
    if (!asked) return null;
    const sign = asked.command_type === SLASH ? "/" : "";
    const what = asked.name ? h("span.command", {}, sign + asked.name) : null;
    return h("p.origin", {}, h("strong", {}, nameOf(asked.user)), DID[asked.type], what);
  }

  #header(data) {
    const sent = new Date(data.timestamp);
    return h(
      "p.header",
      {},
      h("strong.author", {}, nameOf(data.author)),
      data.author.bot ? h("span.badge", {}, "bot") : null,
      h("time", { datetime: data.timestamp, title: format(sent, "F") }, when(sent)),
    );
  }

  #content(message) {
    const { data } = message;
    if (data.flags & LOADING)
      return [h("p.thinking", { role: "status" }, h("i"), h("i"), h("i"), ` ${nameOf(data.author)} is thinking…`), this.#whisper(message)];
    const text = data.content ? h("div.content", {}, markdown(data.content, this.names)) : null;
    if (text && data.edited_timestamp) text.lastElementChild?.append(h("small.edited", {}, " (edited)"));
    return [
      text,
      ...(data.embeds ?? []).map((embed) => this.#embed(embed, data.attachments)),
      ...this.#files(data),
      ...(data.components ?? []).map((component) => this.#component(component, message)),
      h("p.trouble", { role: "alert", hidden: true }),
      this.#whisper(message),
    ];
  }

  #whisper(message) {
    if (!(message.data.flags & EPHEMERAL)) return null;
    const dismiss = () => this.deeds.dismiss(message);
    return h("p.only-you", {}, "Only you can see this · ", h("button.plain", { type: "button", onclick: dismiss }, "Dismiss"));
  }

  #menu(message, commands) {
    const items = commands.map((name) =>
      h("button", { type: "button", onclick: (event) => {
        event.currentTarget.closest("details").open = false;
        this.deeds.runOn(message, name);
      } }, name));
    return h("details.more", {}, h("summary", { "aria-label": "Commands for this message", title: "Commands for this message" }, "⋯"), h("div", {}, ...items));
  }

  // --- embeds ----------------------------------------------------------------------------------

  #embed(embed, files) {
    const md = (text) => markdown(text, this.names);
    const line = (text) => inline(text, this.names);
    const titled = embed.title && (embed.url ? link(embed.url, ...line(embed.title)) : h("span", {}, ...line(embed.title)));
    const card = h(
      "article.embed",
      {},
      embed.author ? h("p.embed-author", {}, embed.author.url ? link(embed.author.url, embed.author.name) : embed.author.name) : null,
      titled ? h("h3.embed-title", {}, titled) : null,
      embed.description ? h("div.embed-text", {}, md(embed.description)) : null,
      embed.fields?.length ? h("dl.fields", {}, ...embed.fields.map((field) =>
        h(field.inline ? "div.inline" : "div", {}, h("dt", {}, ...line(field.name)), h("dd", {}, md(field.value))))) : null,
      embed.image ? picture(embed.image.url, files) : null,
      embed.thumbnail ? h("div.thumbnail", {}, picture(embed.thumbnail.url, files)) : null,
      footer(embed),
    );
    if (embed.color) card.style.setProperty("--bar", `#${embed.color.toString(16).padStart(6, "0")}`);
    return card;
  }

  #files(data) {
    const shown = JSON.stringify(data.embeds ?? []);
    return (data.attachments ?? [])
      .filter((file) => !shown.includes(file.url))
      .map((file) => file.content_type?.startsWith("image/")
        ? picture(file.url, data.attachments)
        : h("p.file", {}, h("a", { href: local(file.url), download: file.filename }, file.filename), h("small", {}, ` ${Math.ceil(file.size / 1024)} KB`)));
  }

  // --- components ------------------------------------------------------------------------------

  #component(component, message) {
    const all = (list) => (list ?? []).map((each) => this.#component(each, message));
    switch (component.type) {
      case 1: return h("div.row", {}, ...all(component.components));
      case 2: return this.#button(component, message);
      case 3: case 5: case 6: case 7: case 8: return this.#select(component, message);
      case 9: return h("div.section", {}, h("div", {}, ...all(component.components)), this.#component(component.accessory, message));
      case 10: return h("div.content", {}, markdown(component.content, this.names));
      case 11: return picture(component.media.url, message.data.attachments);
      case 12: return h("div.gallery", {}, ...component.items.map((item) => picture(item.media.url, message.data.attachments)));
      case 14: return h("hr");
      case 17: return h("article.embed", {}, ...all(component.components));
      default: return null;
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
    return h(`button.button.${STYLES[button.style]}`, { type: "button", disabled: button.disabled, onclick: press }, label);
  }

  #select(menu, message) {
    const options = menu.options ?? this.names.choices(menu);
    const several = (menu.max_values ?? 1) > 1;
    const blank = several ? null : h("option", { value: "", disabled: true, selected: !options.some((each) => each.default) }, menu.placeholder ?? "Choose…");
    const list = h("select", { "aria-label": menu.placeholder ?? "Choose", multiple: several, disabled: menu.disabled }, blank, ...options.map((each) =>
      h("option", { value: each.value, selected: each.default, title: each.description }, each.description ? `${each.label}: ${each.description}` : each.label)));
    const send = () => this.#use(list, message, menu, [...list.selectedOptions].map((each) => each.value));
    if (!several) list.addEventListener("change", send);
    return h("div.select", {}, list, several ? h("button.button.secondary", { type: "button", onclick: send }, "Apply") : null);
  }

  async #use(control, message, component, values) {
    const trouble = control.closest(".body").querySelector(".trouble");
    trouble.hidden = true;
    control.classList.add("busy");
    const { failed } = await this.deeds.press(message, component.custom_id, values);
    control.classList.remove("busy");
    if (!failed) return;
    trouble.textContent = `This interaction failed. ${failed}`;
    trouble.hidden = false;
  }
}

function footer(embed) {
  if (!embed.footer && !embed.timestamp) return null;
  const sent = embed.timestamp && new Date(embed.timestamp);
  const time = sent && h("time", { datetime: embed.timestamp, title: format(sent, "F") }, when(sent));
  const dot = embed.footer && sent ? " · " : null;
  return h("footer.embed-footer", {}, embed.footer?.text ?? null, dot, time || null);
}

/** Attachments are here; a picture from elsewhere stays a link, for nothing leaves this machine. */
function picture(url, files) {
  const file = (files ?? []).find((each) => each.url === url);
  if (!file) return h("p.file", {}, link(url, "picture: ", safeUrl(url) ? new URL(url).host : url));
  return h("img.picture", { src: local(url), alt: file.description ?? file.filename, loading: "lazy" });
}

function local(url) {
  const [id, name] = url.split("/").slice(-2);
  return `files/${id}/${encodeURIComponent(decodeURIComponent(name))}`;
}

export function nameOf(user) {
  return user.global_name ?? (user.bot ? user.username.replace(/^./u, (first) => first.toUpperCase()) : user.username);
}

function initial(user) {
  return [...nameOf(user)][0];
}

function tone(user) {
  return user.bot ? "bot" : String(Number(user.id.slice(-2)) % 4);
}

function when(date) {
  const today = new Date().toDateString() === date.toDateString();
  return format(date, today ? "t" : "s");
}
