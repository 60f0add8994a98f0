"""Every call a bot made, against Discord's own OpenAPI description and what that leaves out.

The description accepts more than Discord does: those rules are the stand-in's own
(`bot/preview/*_rules.py`), so a call it refused for its form is a fault here too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from referencing import Resource
from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY

from bot.preview import Call

DESCRIPTION = Path(__file__).parents[2] / ".." / "shared" / "data" / "discord_openapi.json"
HERE = "urn:discord"
MALFORMED = {30032, 40060, 50006, 50027, 50035, 50109, 10062}
"""Codes that say the bot did wrong; a missing channel or permission is not its fault."""


def assert_valid(calls: Iterable[Call]) -> None:
    """Every call is one Discord describes and would take; without the description, one it takes."""
    wrong = [f"{call.method} {call.path}: {fault}" for call in calls for fault in faults(call)]
    assert not wrong, "\n".join(wrong)


def faults(call: Call) -> Iterator[str]:
    """What is wrong with one call."""
    if not call.route:
        yield "the stand-in has no such route"
    if call.error and call.error["code"] in MALFORMED:
        yield json.dumps(call.error, ensure_ascii=False)
    if call.route and DESCRIPTION.exists():
        yield from described_faults(call)


def described_faults(call: Call) -> Iterator[str]:
    """What Discord's description says against a call."""
    operation = description()["paths"].get(call.route, {}).get(call.method.lower())
    if operation is None:
        yield "Discord describes no such call"
    elif call.body is not None and "requestBody" in operation:
        checked = validator(call.method.lower(), call.route)
        for error in checked.iter_errors(call.body):
            yield f"{error.json_path}: {error.message[:300]}"


def require_description() -> None:
    """Skip a test that is about the description where it is not there."""
    if not DESCRIPTION.exists():
        pytest.skip(
            f"{DESCRIPTION.name} is not beside this checkout: what the bot sends is held against "
            "the stand-in's own rules only"
        )


@cache
def description() -> dict[str, Any]:
    """Ids may be numbers too: discord.py sends some so, and Discord takes them."""
    described: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    schemas = described["components"]["schemas"]
    number = {"type": "integer", "minimum": 0}
    schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], number]}
    return described


@cache
def validator(method: str, route: str) -> Any:
    """A jsonschema validator, whose own types are in part unknown."""
    resource: Resource[Any] = Resource(contents=description(), specification=DRAFT202012)
    registry = EMPTY_REGISTRY.with_resource(HERE, resource)
    place = quote(route.replace("~", "~0").replace("/", "~1"))
    schema = f"{HERE}#/paths/{place}/{method}/requestBody/content/application~1json/schema"
    return jsonschema.Draft202012Validator({"$ref": schema}, registry=registry)
