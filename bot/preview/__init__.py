"""A stand-in Discord on loopback, and a web page that shows it.

The real client logs in to it; only its connector differs:

    async with StandIn(page_host="127.0.0.1", page_port=8080) as discord:
        client = commands.Bot(..., connector=discord.connector())
        async with client:
            await client.start(discord.token)

`StandIn(*, page_host="127.0.0.1", page_port=0, timing=Timing())`
serves Discord's REST API and gateway over TLS on 127.0.0.1 (a free port), and the page over plain
HTTP. Ids of the server, channels, people and the bot are the same at every start.

What is there
    token, application_id, guild_id    what the bot logs in with, who it is, the one server
    page_url                           where the page is
    connector()                        an aiohttp connector that leads every host here
    port, ca_pem                       the same for another process: `connector_to(port, ca_pem)`
    channels, channel("newsroom")      `Channel(id, name, kind)`; also announcements, lounge, desk
    member, admin                      the two people: `Person(id, name, permissions)`
    messages(channel_id)               messages in Discord's own JSON, oldest first
    direct_messages(person)            the same for what the bot wrote to one person
    commands                           the commands the bot registered, in Discord's own JSON
    requests                           every REST call: `Call(method, route, path, body, status)`
    pings                              every ping that would have gone out ("@everyone", "<@1>")
    await until_ready()                the gateway said READY and commands are registered
    await next_message(channel_id)     waits for a message the bot has yet to post

Acting as a person (each waits for the answer, and raises `Unanswered`, an AssertionError, else)
    await invoke("/briefing add", as_admin=True, channel=id, at="08:00")   -> Answer
    await invoke_on_message("Verify quote", message) / invoke_on_user("…", person_id)
    await autocomplete("/quote", "speaker", "ish", **other_options)         -> [Choice(name, value)]
    await click(answer_or_message, "Next")        by custom id or label     -> Answer
    await select(answer_or_message, "custom id", "value", …)                -> Answer
    await submit_modal(answer, field="text", …)   by custom id or label     -> Answer
    with `as_admin=False`, `in_channel=id`, `in_locale="en-GB"`, `within=5.0` (seconds)

`Answer`: `message` (Discord's JSON, as it is now), `content`, `embeds`, `components`, `ephemeral`,
`deferred`, `followups`, `modal`, `text` (everything readable, for asserting).

What a test can break
    faults.next("POST", "/channels/*/messages", status=429, retry_after=0.1, via=True, times=1)
    faults.next(…, drop="before" | "after")       the connection is aborted, unacted or acted on
    faults.next(…, hang=0.5)                      the answer comes late
    gateway.close(4000) · gateway.abort() · gateway.reconnect() · gateway.invalid_session(resumable)
    gateway.acknowledge_heartbeats = False        and `gateway.left` is set when the bot is gone
    forbid(channel_id, "send_messages") · permit(channel_id, "send_messages")
    delete_channel(channel_id) · guild.closed_to_direct.add(person.id)
    Timing(answer, token, heartbeat, nonce, limit, window)   Discord's times, in seconds

How it is built

    client ─► certificate ─► rest ─► *_routes ─► *_rules ─► messages, commands, interactions
                          └► gateway ◄── news of the guild ──┘            │
    page/*.js ◄─ websocket ─► web, live ─► acting ─► interactions ◄───────┘
    test ──────────────────► tester ────┘
"""

from bot.preview.answer import Answer, Choice
from bot.preview.certificate import connector_to
from bot.preview.errors import Unanswered
from bot.preview.guild import Channel, Person
from bot.preview.messages import Upload
from bot.preview.rest import Call
from bot.preview.standin import StandIn, Timing

__all__ = [
    "Answer",
    "Call",
    "Channel",
    "Choice",
    "Person",
    "StandIn",
    "Timing",
    "Unanswered",
    "Upload",
    "connector_to",
]
