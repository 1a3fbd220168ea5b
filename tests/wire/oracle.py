"""A second opinion on every call: aiogram's models of the Bot API, which know nothing of `checks`."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from tests.wire.checks import IDLE

NOT_OURS = {"photo"}  # the fake keeps no pictures: what was uploaded stands in the record as its size


def objections(calls: Iterable[dict[str, Any]]) -> list[str]:
    """What aiogram's models hold against `calls` of the record."""
    return [said for call in calls if (said := objection(call["method"], call["parameters"]))]


def objection(method: str, parameters: dict[str, Any]) -> str:
    """What is wrong with one call; empty when nothing is."""
    from aiogram import methods, types  # noqa: PLC0415  (takes seconds, and not every test needs it)

    model = getattr(methods, method[0].upper() + method[1:], None)
    if model is None:
        return f"{method}: aiogram knows no such method"
    parameters = {name: value for name, value in parameters.items() if name not in IDLE.get(method, ())}
    unknown = parameters.keys() - model.model_fields.keys()
    if unknown:
        return f"{method}: aiogram knows no {', '.join(sorted(unknown))}"
    try:
        if "reply_markup" in parameters:  # a union in the method's model, which takes nearly anything
            types.InlineKeyboardMarkup.model_validate(parameters["reply_markup"])
        model.model_validate({**parameters, **dict.fromkeys(NOT_OURS & parameters.keys(), "file")})
    except ValidationError as error:
        return f"{method}: {error.errors(include_url=False, include_input=False)}"
    return ""
