"""REST routes of interactions: the first answer, and everything after it."""

from __future__ import annotations

from bot.preview.component_rules import check_modal
from bot.preview.interaction import Reply
from bot.preview.interactions import Interactions
from bot.preview.message_rules import check_message
from bot.preview.rest import Ask, Rest
from bot.preview.wire import Json

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


class InteractionRoutes:
    """The bot's answers to people."""

    def __init__(self, rest: Rest, interactions: Interactions) -> None:
        self._interactions = interactions
        rest.add(
            "POST", "/interactions/{interaction_id}/{interaction_token}/callback", self._answer
        )
        rest.add("POST", _WEBHOOK, self._follow_up)
        for route in (_WEBHOOK + "/messages/@original", _WEBHOOK + "/messages/{message_id}"):
            rest.add("GET", route, self._fetch)
            rest.add("PATCH", route, self._edit)
            rest.add("DELETE", route, self._delete)

    def _answer(self, ask: Ask) -> Json | None:
        token, reply = ask.text("interaction_token"), int(ask.body.get("type") or 0)
        data: Json = ask.body.get("data") or {}
        interaction = self._interactions.expecting(ask.id("interaction_id"), token, reply)
        if reply in (Reply.MESSAGE, Reply.UPDATE):
            edited = interaction.source.data if interaction.source else None
            check_message(
                data,
                ask.uploads,
                below="data",
                edited=edited if reply == Reply.UPDATE else None,
            )
        elif reply == Reply.MODAL:
            check_modal(data, below="data")
        elif reply == Reply.CHOICES:
            interaction.check_choices(data)
        response = self._interactions.answer(interaction, reply, data, ask.uploads)
        return response if ask.query("with_response") in ("true", "1", "True") else None

    def _follow_up(self, ask: Ask) -> Json | None:
        check_message(ask.body, ask.uploads)
        message = self._interactions.follow_up(ask.text("webhook_token"), ask.body, ask.uploads)
        return message.data

    def _fetch(self, ask: Ask) -> Json:
        return self._interactions.fetch(ask.text("webhook_token"), _which(ask)).data

    def _edit(self, ask: Ask) -> Json:
        token = ask.text("webhook_token")
        before = self._interactions.fetch(token, _which(ask))
        check_message(ask.body, ask.uploads, edited=before.data)
        return self._interactions.edit(token, _which(ask), ask.body, ask.uploads).data

    def _delete(self, ask: Ask) -> None:
        self._interactions.delete(ask.text("webhook_token"), _which(ask))


def _which(ask: Ask) -> str:
    return ask.request.match_info.get("message_id", "@original")
