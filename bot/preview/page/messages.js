// How a message looks: header, markdown, embeds and files.

import { Components } from "./components.js";
import { h, link, safeUrl } from "./dom.js";
import { format, inline, markdown } from "./markdown.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const SLASH = 1;
const DID = { 2: " used ", 3: " pressed a button", 5: " sent a form" };

/** Renders messages; `deeds` does what is clicked: `press`, `runOn`, `dismiss`. */
export class Messages {
  constructor(names, deeds) {
    this.names = names;
    this.deeds = deeds;
    this.components = new Components(names, deeds.press, picture);
  }

  render(message, { continues = false, menu = [] } = {}) {
    const { data } = message;
    const kinds = [data.flags & EPHEMERAL && "whisper", continues && "continues"].filter(Boolean);
    return h(
      ["li", "message", ...kinds].join("."),
      { "data-id": data.id, "data-author": data.author.id },
      continues ? null : this.#origin(data),
      h(
        "span.avatar",
        { "aria-hidden": "true", "data-tone": tone(data.author) },
        initial(data.author),
      ),
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
      return [thinking(`${nameOf(data.author)} is thinking…`), this.#whisper(message)];
    const text = data.content ? h("div.content", {}, markdown(data.content, this.names)) : null;
    if (text && data.edited_timestamp)
      text.lastElementChild?.append(h("small.edited", {}, " (edited)"));
    return [
      text,
      ...(data.embeds ?? []).map((embed) => this.#embed(embed, data.attachments)),
      ...this.#files(data),
      ...(data.components ?? []).map((component) => this.components.render(component, message)),
      h("p.trouble", { role: "alert", hidden: true }),
      this.#whisper(message),
    ];
  }

  #whisper(message) {
    if (!(message.data.flags & EPHEMERAL)) return null;
    const dismiss = () => this.deeds.dismiss(message);
    return h(
      "p.only-you",
      {},
      "Only you can see this · ",
      h("button.plain", { type: "button", onclick: dismiss }, "Dismiss"),
    );
  }

  #menu(message, commands) {
    const items = commands.map((name) =>
      h(
        "button",
        {
          type: "button",
          onclick: (event) => {
            event.currentTarget.closest("details").open = false;
            this.deeds.runOn(message, name);
          },
        },
        name,
      ),
    );
    return h(
      "details.more",
      {},
      h(
        "summary",
        { "aria-label": "Commands for this message", title: "Commands for this message" },
        "⋯",
      ),
      h("div", {}, ...items),
    );
  }

  // --- embeds ----------------------------------------------------------------------------------

  #embed(embed, files) {
    const md = (text) => markdown(text, this.names);
    const line = (text) => inline(text, this.names);
    const titled =
      embed.title &&
      (embed.url ? link(embed.url, ...line(embed.title)) : h("span", {}, ...line(embed.title)));
    const card = h(
      "article.embed",
      {},
      embed.author
        ? h(
            "p.embed-author",
            {},
            embed.author.url ? link(embed.author.url, embed.author.name) : embed.author.name,
          )
        : null,
      titled ? h("h3.embed-title", {}, titled) : null,
      embed.description ? h("div.embed-text", {}, md(embed.description)) : null,
      embed.fields?.length
        ? h(
            "dl.fields",
            {},
            ...embed.fields.map((field) =>
              h(
                field.inline ? "div.inline" : "div",
                {},
                h("dt", {}, ...line(field.name)),
                h("dd", {}, md(field.value)),
              ),
            ),
          )
        : null,
      embed.image ? picture(embed.image.url, files) : null,
      embed.thumbnail ? h("div.thumbnail", {}, picture(embed.thumbnail.url, files)) : null,
      footer(embed),
    );
    if (embed.color)
      card.style.setProperty("--bar", `#${embed.color.toString(16).padStart(6, "0")}`);
    return card;
  }

  #files(data) {
    const shown = JSON.stringify(data.embeds ?? []);
    return (data.attachments ?? [])
      .filter((file) => !shown.includes(file.url))
      .map((file) =>
        file.content_type?.startsWith("image/")
          ? picture(file.url, data.attachments)
          : h(
              "p.file",
              {},
              h("a", { href: local(file.url), download: file.filename }, file.filename),
              h("small", {}, ` ${Math.ceil(file.size / 1024)} KB`),
            ),
      );
  }
}

/** What stands in for an answer until it comes: an element that can also `fail(why)`. */
export function pendingRow(name) {
  const avatar = h("span.avatar", { "data-tone": "bot", "aria-hidden": "true" }, "…");
  const body = h("div.body", {}, thinking(name));
  const row = h("li.message.pending", {}, avatar, body);
  row.fail = (why) => {
    avatar.dataset.tone = "bad";
    avatar.textContent = "!";
    const dismiss = h("button.plain", { type: "button", onclick: () => row.remove() }, "Dismiss");
    const trouble = h("p.trouble", { role: "alert" }, why);
    body.replaceChildren(trouble, h("p.only-you", {}, dismiss));
  };
  return row;
}

function thinking(text) {
  return h("p.thinking", { role: "status" }, h("i"), h("i"), h("i"), ` ${text}`);
}

function footer(embed) {
  if (!embed.footer && !embed.timestamp) return null;
  const sent = embed.timestamp && new Date(embed.timestamp);
  const time =
    sent && h("time", { datetime: embed.timestamp, title: format(sent, "F") }, when(sent));
  const dot = embed.footer && sent ? " · " : null;
  return h("footer.embed-footer", {}, embed.footer?.text ?? null, dot, time || null);
}

/** Attachments are here; a picture from elsewhere stays a link, for nothing leaves this machine. */
function picture(url, files) {
  const file = (files ?? []).find((each) => each.url === url);
  if (!file) return h("p.file", {}, link(url, "picture: ", safeUrl(url) ? new URL(url).host : url));
  return h("img.picture", {
    src: local(url),
    alt: file.description ?? file.filename,
    loading: "lazy",
  });
}

function local(url) {
  const [id, name] = url.split("/").slice(-2);
  return `files/${id}/${encodeURIComponent(decodeURIComponent(name))}`;
}

export function nameOf(user) {
  return (
    user.global_name ??
    (user.bot ? user.username.replace(/^./u, (first) => first.toUpperCase()) : user.username)
  );
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
