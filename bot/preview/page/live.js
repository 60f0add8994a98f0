// The websocket: what happens comes as events, what is asked gets one reply.

export class Live {
  #socket;
  #waiting = new Map();
  #ref = 0;

  /** `on` maps a packet's type to what is done with it. */
  constructor(on) {
    this.on = on;
    this.#open();
  }

  #open() {
    const address = new URL("live", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.#socket = new WebSocket(address);
    this.#socket.onmessage = (event) => this.#receive(JSON.parse(event.data));
    this.#socket.onclose = () => {
      for (const { settle } of this.#waiting.values())
        settle({ failed: "The preview is not running." });
      this.#waiting.clear();
      this.on.gone();
      setTimeout(() => this.#open(), 1500);
    };
  }

  #receive(packet) {
    const waiting = this.#waiting.get(packet.ref);
    if (packet.type === "asked") waiting?.asked?.(packet.id);
    else if (packet.type !== "reply") this.on[packet.type]?.(packet);
    else {
      this.#waiting.delete(packet.ref);
      waiting?.settle(packet);
    }
  }

  /** Resolves with `{ failed?, modal?, choices? }`; `asked` hears the interaction's id at once. */
  ask(wish, asked) {
    if (this.#socket.readyState !== WebSocket.OPEN)
      return Promise.resolve({ failed: "The preview is not running." });
    const ref = ++this.#ref;
    this.#socket.send(JSON.stringify({ ...wish, ref, locale: locale() }));
    return new Promise((settle) => this.#waiting.set(ref, { settle, asked }));
  }
}

// Discord's own locales for languages it knows by another name.
const LOCALES = { en: "en-GB", es: "es-ES", pt: "pt-BR", sv: "sv-SE", zh: "zh-CN" };

function locale() {
  const language = navigator.language.split("-")[0];
  return navigator.language === "en-US" ? "en-US" : (LOCALES[language] ?? language);
}
