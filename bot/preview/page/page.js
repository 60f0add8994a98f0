// The page: what is known, who one is, and what to do with each event of the websocket.

import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { openForm } from "./form.js";
import { Live } from "./live.js";
import { refreshTimes } from "./markdown.js";
import { Messages, nameOf, pendingRow } from "./messages.js";
import { switchTheme } from "./theme.js";

const at = (id) => document.getElementById(id);
const DIRECT = 1;
const ANNOUNCEMENT = 5;
const TOGETHER = 5 * 60 * 1000; // messages of one author within five minutes share a header

let atEnd = true;
const state = {
  channels: [],
  commands: [],
  people: [],
  bot: null,
  messages: new Map(),
  me: null,
  here: null,
  unread: new Set(),
};

const names = {
  person: (id) =>
    state.people.find((each) => each.id === id)?.name ??
    (state.bot?.id === id ? nameOf(state.bot) : id),
  channel: (id) => state.channels.find((each) => each.id === id)?.name ?? "unknown",
  /** What a channel or person option, or such a menu, can be set to. */
  choices({ type, channel_types: types }) {
    const people = [...state.people, { id: state.bot.id, name: nameOf(state.bot) }];
    if ([5, 6].includes(type)) return people.map((each) => ({ label: each.name, value: each.id }));
    const fitting = state.channels.filter(
      (each) => each.type !== DIRECT && (!types?.length || types.includes(each.type)),
    );
    if ([7, 8].includes(type))
      return fitting.map((each) => ({ label: `#${each.name}`, value: each.id }));
    return [];
  },
};

const messages = new Messages(names, {
  press: (message, custom_id, values) =>
    ask({ do: "press", message: message.data.id, custom_id, values }),
  runOn: (message, command) =>
    withPending(command, { do: "run_on", message: message.data.id, command }),
  dismiss: (message) =>
    live.ask({
      do: "dismiss",
      as: state.me,
      in: message.data.channel_id,
      message: message.data.id,
    }),
});

const composer = new Composer(
  {
    entry: at("entry"),
    line: at("line"),
    chips: at("chips"),
    hints: at("hints"),
    about: at("about"),
    list: at("list"),
  },
  {
    say: (text) => ask({ do: "say", text }),
    run: (command, options) =>
      withPending(command.name, { do: "run", command: command.name, options }),
    complete: (command, options, focused) =>
      ask({ do: "complete", command: command.name, options, focused }),
  },
  names,
);

const live = new Live({
  hello(packet) {
    Object.assign(state, {
      channels: packet.channels,
      commands: packet.commands,
      people: packet.people,
      bot: packet.bot,
    });
    state.messages = new Map(packet.messages.map((each) => [each.data.id, each]));
    state.me = packet.people.some((each) => each.id === state.me) ? state.me : packet.people[0].id;
    at("guild-name").textContent = packet.guild;
    showOnline(packet.online);
    drawPeople();
    go(location.hash.slice(1));
  },
  commands: ({ commands }) => {
    state.commands = commands;
    offer();
  },
  channels: ({ channels }) => {
    state.channels = channels;
    drawChannels();
  },
  online: ({ online }) => showOnline(online),
  message: ({ change, data, seen_by }) => onMessage(change, { data, seen_by }),
  refused: ({ about, status, error }) =>
    notify(`Discord would answer ${status}: ${error.message}`, about, error.errors),
  gone: () => showOnline(null),
});

// --- asking ------------------------------------------------------------------------------------

/** Ask as the acting person, here; a form that comes back is opened. */
async function ask(wish, asked) {
  const reply = await live.ask({ ...wish, as: state.me, in: state.here }, asked);
  if (reply.modal) {
    const { form, title } = reply.modal;
    const send = (filled) => withPending(title, { do: "submit", form, filled });
    openForm(at("dialog"), reply.modal, names, send);
  }
  return reply;
}

/** A command shows at once that it was sent, until its answer takes the place. */
async function withPending(name, wish) {
  const row = pendingRow(name);
  const list = at("messages");
  list.append(row);
  toEnd();
  const { failed } = await ask(wish, (id) => {
    row.dataset.asked = id;
  });
  if (!failed) return row.remove();
  row.fail(failed);
  if (!row.isConnected) list.append(row);
  followEnd();
}

// --- messages ----------------------------------------------------------------------------------

const isVisible = ({ data, seen_by }) =>
  data.channel_id === state.here && (!seen_by || seen_by === state.me);

function onMessage(change, message) {
  const { data } = message;
  const list = at("messages");
  const shown = list.querySelector(`[data-id="${data.id}"]`);
  if (change === "delete") {
    state.messages.delete(data.id);
    shown?.remove();
    return drawEmpty();
  }
  state.messages.set(data.id, message);
  if (!isVisible(message)) return markUnread(change, message);
  list.querySelector(`[data-asked="${data.interaction_metadata?.id}"]`)?.remove();
  const row = draw(message, shown ? shown.previousElementSibling : list.lastElementChild);
  if (shown) shown.replaceWith(row);
  else list.append(row);
  drawEmpty();
  if (!followEnd()) at("latest").hidden = false;
}

function draw(message, before) {
  const earlier = before?.dataset.id && state.messages.get(before.dataset.id)?.data;
  const { data } = message;
  const origin = data.interaction_metadata?.id;
  const continues =
    earlier &&
    (!origin || origin === earlier.interaction_metadata?.id) &&
    earlier.author.id === data.author.id &&
    new Date(data.timestamp) - new Date(earlier.timestamp) < TOGETHER;
  const menu = message.seen_by
    ? []
    : offered()
        .filter((each) => each.kind === 3)
        .map((each) => each.name);
  return messages.render(message, { continues, menu });
}

function drawMessages() {
  const list = at("messages");
  list.replaceChildren();
  for (const message of state.messages.values())
    if (isVisible(message)) list.append(draw(message, list.lastElementChild));
  drawEmpty();
  toEnd();
}

/** Stay at the newest message, unless the reader has scrolled away from it. */
function followEnd() {
  if (atEnd) toEnd();
  return atEnd;
}

function toEnd() {
  atEnd = true;
  at("messages").scrollTop = at("messages").scrollHeight;
}

function drawEmpty() {
  const list = at("messages");
  list.querySelector(".empty")?.remove();
  if (list.childElementCount || !state.here) return;
  const channel = state.channels.find((each) => each.id === state.here);
  list.append(
    h(
      "li.empty",
      {},
      h("p", {}, "Nothing here yet."),
      h(
        "p",
        {},
        "Type ",
        h("kbd", {}, "/"),
        " to see what the bot can do.",
        channel?.topic ? ` ${channel.topic}` : "",
      ),
    ),
  );
}

function markUnread(change, { data, seen_by }) {
  if (change !== "create" || (seen_by && seen_by !== state.me)) return;
  state.unread.add(data.channel_id);
  drawChannels();
}

// --- where and who one is ----------------------------------------------------------------------

const isMine = (channel) => channel.type !== DIRECT || channel.recipients[0].id === state.me;

function go(channelId) {
  const known = state.channels.find((each) => each.id === channelId && isMine(each));
  const channel = known ?? state.channels[0];
  const direct = channel.type === DIRECT;
  const title = direct ? nameOf(state.bot) : channel.name;
  state.here = channel.id;
  state.unread.delete(channel.id);
  if (location.hash.slice(1) !== channel.id) history.replaceState(null, "", `#${channel.id}`);
  at("channel-name").textContent = `${direct ? "@" : "#"} ${title}`;
  at("channel-topic").textContent = channel.topic ?? "";
  document.title = `${direct ? "@" : "#"}${title} · preview`;
  composer.placeholder = `Message ${direct ? "@" : "#"}${title}, or type / for commands`;
  openSidebar(false);
  drawChannels();
  drawMessages();
  offer();
}

function drawChannels() {
  const item = (channel) => {
    const direct = channel.type === DIRECT;
    const sign = direct ? "@" : channel.type === ANNOUNCEMENT ? "»" : "#";
    const unread = state.unread.has(channel.id);
    return h(
      "li",
      {},
      h(
        unread ? "a.unread" : "a",
        { href: `#${channel.id}`, "aria-current": channel.id === state.here ? "page" : null },
        h("span.sign", { "aria-hidden": "true" }, sign),
        direct ? nameOf(state.bot) : channel.name,
        unread ? h("span.dot", { title: "New messages" }) : null,
      ),
    );
  };
  const mine = state.channels.filter(isMine);
  at("channels").replaceChildren(...mine.filter((each) => each.type !== DIRECT).map(item));
  const direct = mine.filter((each) => each.type === DIRECT);
  at("direct").replaceChildren(...direct.map(item));
  at("direct-title").hidden = !direct.length;
  if (state.here && !mine.some((each) => each.id === state.here)) go("");
}

function drawPeople() {
  at("people").replaceChildren(
    ...state.people.map((person) => {
      const become = () => {
        state.me = person.id;
        drawChannels();
        drawMessages();
        offer();
      };
      const input = h("input", {
        type: "radio",
        name: "person",
        value: person.id,
        onchange: become,
      });
      input.checked = person.id === state.me;
      return h(
        "label",
        {},
        input,
        h("span", {}, person.name, h("small", {}, person.admin ? "admin" : "member")),
      );
    }),
  );
}

function offered() {
  const direct = state.channels.find((each) => each.id === state.here)?.type === DIRECT;
  return state.commands.filter((each) => each.for.includes(state.me) && (!direct || each.direct));
}

function offer() {
  composer.offer(offered().filter((each) => each.kind === 1));
}

function showOnline(online) {
  state.started ||= online;
  const away = state.started ? "offline" : "starting…";
  const words = { true: "online", false: away, null: "preview stopped" };
  at("bot-state").textContent = `${state.bot ? nameOf(state.bot) : "bot"} · ${words[online]}`;
  at("bot-state").dataset.online = String(online);
}

function notify(title, text, details) {
  const close = (event) => event.currentTarget.parentElement.remove();
  const more = details
    ? h("details", {}, h("summary", {}, "Where"), h("pre", {}, JSON.stringify(details, null, 2)))
    : null;
  const notice = h(
    "div.notice",
    {},
    h("button.plain", { type: "button", "aria-label": "Close", onclick: close }, "✕"),
    h("strong", {}, title),
    h("code", {}, text),
    more,
  );
  at("notices").append(notice);
  setTimeout(() => notice.matches(":hover, :focus-within") || notice.remove(), 20_000);
  while (at("notices").childElementCount > 3) at("notices").firstElementChild.remove();
}

const isSidebarOpen = () => document.body.classList.contains("sidebar-open");

function openSidebar(open) {
  const closed = isSidebarOpen() && !open;
  document.body.classList.toggle("sidebar-open", open);
  at("menu").setAttribute("aria-expanded", String(open));
  if (open) at("sidebar").querySelector("[aria-current=page]")?.focus();
  else if (closed) at("menu").focus();
}

at("theme").onclick = switchTheme;
at("menu").onclick = () => openSidebar(!isSidebarOpen());
at("curtain").onclick = () => openSidebar(false);
at("latest").onclick = toEnd;
at("messages").onscroll = ({ target }) => {
  atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < 80;
  if (atEnd) at("latest").hidden = true;
};
at("messages").addEventListener("load", followEnd, true); // a picture grows once it is there
addEventListener("hashchange", () => go(location.hash.slice(1)));
addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio]), textarea, select, dialog");
  if (!typing && event.key === "/" && !event.ctrlKey && !event.metaKey) at("entry").focus();
  if (event.key === "Escape" && isSidebarOpen()) openSidebar(false);
});
setInterval(refreshTimes, 20_000);
