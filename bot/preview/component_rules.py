"""Discord's rules for buttons, menus and modals."""

from __future__ import annotations

from collections.abc import Iterator

from bot.preview.errors import Path, Problems
from bot.preview.wire import Json, items

ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
LABEL = 18
LINK_STYLE, PREMIUM_STYLE = 5, 6
MOST_ROWS = 5
MOST_COMPONENTS = 40  # of a message in the newer layout, those inside others included
MOST_BUTTONS = 5
MOST_CHOICES = 25


def check_components(
    components: list[Json], path: Path, problems: Problems, *, modern: bool = False
) -> None:
    """The components of a message; `modern` is the layout with text and sections."""
    nested = list(walk(components, path))
    if modern and len(nested) > MOST_COMPONENTS:
        problems.too_many(path, MOST_COMPONENTS)
    elif not modern and len(components) > MOST_ROWS:
        problems.too_many(path, MOST_ROWS)
    for place, component in enumerate(components):
        if not modern and component.get("type") != ROW:
            message = f'Value of field "type" must be one of ({ROW},).'
            problems.add((*path, place, "type"), "UNION_TYPE_CHOICES", message)
    seen: set[str] = set()
    for here, component in nested:
        _check_component(component, here, problems)
        custom_id = component.get("custom_id")
        if custom_id and custom_id in seen:
            code = "COMPONENT_CUSTOM_ID_DUPLICATED"
            problems.add((*here, "custom_id"), code, "Component custom id cannot be duplicated")
        seen.add(str(custom_id))


def check_modal(data: Json, *, below: str) -> None:
    """A modal: a title of 1 to 45, an id of 1 to 100, one to five inputs."""
    problems = Problems()
    problems.length(data.get("title"), 1, 45, (below, "title"))
    problems.length(data.get("custom_id"), 1, 100, (below, "custom_id"))
    components = items(data, "components")
    if not 1 <= len(components) <= MOST_ROWS:
        message = f"Must be between 1 and {MOST_ROWS} in length."
        problems.add((below, "components"), "BASE_TYPE_BAD_LENGTH", message)
    check_components(components, (below, "components"), problems, modern=True)
    problems.refuse()


def walk(components: list[Json], path: Path) -> Iterator[tuple[Path, Json]]:
    """Every component with its path, those inside rows, labels and sections included."""
    for place, component in enumerate(components):
        here = (*path, place)
        yield here, component
        yield from walk(items(component, "components"), (*here, "components"))
        for slot in ("component", "accessory"):
            if inner := component.get(slot):
                yield (*here, slot), inner


def _check_component(component: Json, path: Path, problems: Problems) -> None:
    kind = component.get("type")
    if kind == ROW:
        _check_row(component, path, problems)
    elif kind == BUTTON:
        _check_button(component, path, problems)
    elif kind in SELECTS:
        _check_select(component, path, problems)
    elif kind == TEXT_INPUT:
        problems.length(component.get("custom_id"), 1, 100, (*path, "custom_id"))
    elif kind == LABEL:
        problems.length(component.get("label"), 1, 45, (*path, "label"))


def _check_row(row: Json, path: Path, problems: Problems) -> None:
    inside = items(row, "components")
    kinds = {each.get("type") for each in inside}
    most = MOST_BUTTONS if kinds == {BUTTON} else 1
    if not 1 <= len(inside) <= most:
        message = f"Must be between 1 and {most} in length."
        problems.add((*path, "components"), "BASE_TYPE_BAD_LENGTH", message)


def _check_button(button: Json, path: Path, problems: Problems) -> None:
    if not button.get("label") and not button.get("emoji"):
        code = "BUTTON_COMPONENT_MISSING_CONTENT"
        problems.add(path, code, "Button must have a label or an emoji")
    elif button.get("label"):
        problems.length(button["label"], 1, 80, (*path, "label"))
    style = button.get("style")
    if style == LINK_STYLE:
        problems.length(button.get("url"), 1, 512, (*path, "url"))
        if button.get("custom_id"):
            code = "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE"
            problems.add(path, code, "A custom id and url cannot both be specified")
    elif style in (1, 2, 3, 4):
        problems.length(button.get("custom_id"), 1, 100, (*path, "custom_id"))
    elif style != PREMIUM_STYLE:
        message = "Value must be one of (1, 2, 3, 4, 5, 6)."
        problems.add((*path, "style"), "BASE_TYPE_CHOICES", message)


def _check_select(menu: Json, path: Path, problems: Problems) -> None:
    problems.length(menu.get("custom_id"), 1, 100, (*path, "custom_id"))
    if menu.get("placeholder"):
        problems.length(menu["placeholder"], 1, 150, (*path, "placeholder"))
    if menu["type"] != SELECT:
        return
    choices = items(menu, "options")
    if not 1 <= len(choices) <= MOST_CHOICES:
        message = f"Must be between 1 and {MOST_CHOICES} in length."
        problems.add((*path, "options"), "BASE_TYPE_BAD_LENGTH", message)
    values: set[object] = set()
    for place, choice in enumerate(choices):
        here = (*path, "options", place)
        for key in ("label", "value"):
            problems.length(choice.get(key), 1, 100, (*here, key))
        if choice.get("description"):
            problems.length(choice["description"], 1, 100, (*here, "description"))
        if choice.get("value") in values:
            code = "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"
            problems.add((*here, "value"), code, "The specified option value is already used")
        values.add(choice.get("value"))
