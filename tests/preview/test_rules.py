"""What Discord refuses, with the path and the code it names."""

from typing import Any

import pytest

from bot.preview.command_rules import check_commands, valid_name
from bot.preview.component_rules import check_modal
from bot.preview.errors import DiscordError
from bot.preview.message_rules import check_message
from bot.preview.messages import Upload

Json = dict[str, Any]


def command(name: str = "quote", **more: object) -> Json:
    return {"name": name, "description": "What somebody said", "type": 1, **more}


def option(name: str = "speaker", **more: object) -> Json:
    return {"name": name, "description": "Who", "type": 3, **more}


def button(label: str = "Next", custom_id: str = "next", **more: object) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def faults(errors: Json, path: str = "") -> dict[str, str]:
    """Each path of an error answer, with its code."""
    found: dict[str, str] = {}
    for key, value in errors.items():
        if key == "_errors":
            found[path] = value[0]["code"]
        else:
            found |= faults(value, f"{path}.{key}".strip("."))
    return found


TOO_LONG, BAD_LENGTH, REQUIRED = (
    "BASE_TYPE_MAX_LENGTH",
    "BASE_TYPE_BAD_LENGTH",
    "BASE_TYPE_REQUIRED",
)


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"content": "x" * 2001}, "content", TOO_LONG),
        ({"content": "x", "nonce": "n" * 26}, "nonce", TOO_LONG),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", TOO_LONG),
        ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description", TOO_LONG),
        ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds.0.footer.text", TOO_LONG),
        ({"embeds": [{"author": {"name": "x" * 257}}]}, "embeds.0.author.name", TOO_LONG),
        ({"embeds": [{"title": "x"}] * 11}, "embeds", TOO_LONG),
        ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{"title": "x", "url": "example"}]}, "embeds.0.url", "URL_TYPE_INVALID_SCHEME"),
        ({"embeds": [{"title": "x", "url": "http://"}]}, "embeds.0.url", "URL_TYPE_INVALID_URL"),
        ({"embeds": [{"title": "x", "color": 1 << 24}]}, "embeds.0.color", "NUMBER_TYPE_MAX"),
        (
            {"embeds": [{"title": "x", "timestamp": "today"}]},
            "embeds.0.timestamp",
            "DATE_TIME_TYPE_PARSE",
        ),
        (
            {"embeds": [{"fields": [{"name": "x", "value": " "}]}]},
            "embeds.0.fields.0.value",
            REQUIRED,
        ),
        (
            {"embeds": [{"fields": [{"name": "x", "value": "x" * 1025}]}]},
            "embeds.0.fields.0.value",
            TOO_LONG,
        ),
        (
            {"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]},
            "embeds.0.fields",
            TOO_LONG,
        ),
        ({"components": [row(button())] * 6}, "components", TOO_LONG),
        ({"components": [button()]}, "components.0.type", "UNION_TYPE_CHOICES"),
        ({"components": [row(*[button()] * 6)]}, "components.0.components", BAD_LENGTH),
        (
            {"components": [row(button("A"), button("B"))]},
            "components.0.components.1.custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            {"components": [row(button("x" * 81))]},
            "components.0.components.0.label",
            BAD_LENGTH,
        ),
        (
            {"components": [row(button("A", "c" * 101))]},
            "components.0.components.0.custom_id",
            BAD_LENGTH,
        ),
        (
            {"components": [row({"type": 3, "custom_id": "m", "options": []})]},
            "components.0.components.0.options",
            BAD_LENGTH,
        ),
        (
            {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ],
)
def test_a_bad_message_is_refused_where_it_is_bad(body: Json, path: str, code: str) -> None:
    with pytest.raises(DiscordError) as raised:
        check_message(body, [])
    assert raised.value.code == 50035
    assert faults(raised.value.errors or {})[path] == code


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"description": "x" * 4096, "footer": {"text": "x" * 1904}}]},
        {"components": [row(*[button(custom_id=str(i)) for i in range(5)])]},
    ],
)
def test_what_just_fits_is_taken(body: Json) -> None:
    check_message(body, [])


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(DiscordError) as raised:
        check_message({"content": "", "embeds": []}, [])
    assert raised.value.code == 50006
    check_message({}, [Upload("a.txt", "text/plain", b"")])
    check_message({"content": ""}, [], edited={"embeds": [{"title": "still here"}]})


@pytest.mark.parametrize(
    ("bodies", "path", "code"),
    [
        ([command("Quote")], "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ([command("two words")], "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ([command("x" * 33)], "0.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ([command(), command()], "1.name", "APPLICATION_COMMANDS_DUPLICATE_NAME"),
        ([command(description="")], "0.description", BAD_LENGTH),
        ([command(description="x" * 101)], "0.description", BAD_LENGTH),
        (
            [command(options=[option(), option("about", required=True)])],
            "0.options.1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            [command(options=[option(), option()])],
            "0.options.1.name",
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        ([command(options=[option(f"o{i}") for i in range(26)])], "0.options", TOO_LONG),
        (
            [command(options=[option(choices=[{"name": "x", "value": "x"}] * 26)])],
            "0.options.0.choices",
            TOO_LONG,
        ),
        (
            [command(options=[option(type=4, choices=[{"name": "x", "value": "x"}])])],
            "0.options.0.choices.0.value",
            "NUMBER_TYPE_COERCE",
        ),
        (
            [command(options=[option(choices=[{"name": "x", "value": "x"}], autocomplete=True)])],
            "0.options.0.autocomplete",
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
        ),
        (
            [command(options=[option(), option("add", type=1)])],
            "0.options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            [command(options=[option(f"o{i}", description="x" * 100, choices=[
                {"name": "x" * 90, "value": f"{k}"} for k in range(25)]) for i in range(4)])],
            "0",
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
        ([command(type=3)], "0.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION"),
        ([command(name_localizations={"ja": "引 用"})], "0.name",
         "APPLICATION_COMMAND_INVALID_NAME"),
    ],
)  # fmt: skip
def test_a_bad_command_is_refused_where_it_is_bad(bodies: list[Json], path: str, code: str) -> None:
    with pytest.raises(DiscordError) as raised:
        check_commands(bodies)
    assert faults(raised.value.errors or {})[path] == code


def test_the_hundred_and_first_command_is_one_too_many() -> None:
    hundred = [command(f"c{i}") for i in range(100)]
    check_commands(hundred)
    with pytest.raises(DiscordError) as raised:
        check_commands([*hundred, command("last")])
    assert raised.value.code == 30032


@pytest.mark.parametrize("name", ["quote", "who-said_it", "引用", "ชื่อ", "नाम", "o'clock", "7"])
def test_names_of_any_script_are_valid(name: str) -> None:
    assert valid_name(name)


def test_a_form_needs_a_title_and_inputs() -> None:
    with pytest.raises(DiscordError) as raised:
        check_modal({"title": "x" * 46, "custom_id": "form", "components": []}, below="data")
    assert set(faults(raised.value.errors or {})) == {"data.title", "data.components"}
