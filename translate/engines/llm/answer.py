"""From what a model wrote to a translation, or the reason why it is none."""

from __future__ import annotations

import json
import re

from .prompt import Style


class UnusableAnswer(Exception):  # noqa: N818 - not an error of the program; it starts a repair
    """What the model wrote is not in the form it was asked for; says what to do otherwise."""


def read_answer(content: str, style: Style) -> str:
    """Return the translation in a model's answer.

    Thoughts in `<think>` before the answer and one code fence around it are taken off; apart from
    that the answer must be exactly what was asked for.

    Args:
        content: what the model wrote.
        style: how it was asked.

    Raises:
        UnusableAnswer: it is empty, is not one JSON object with the one key, or has several lines.
    """
    text = _FENCE.sub(r"\1", _THOUGHTS.sub("", content).strip()).strip()
    if style is Style.CHAT:
        text = _from_json(text)
    elif style is Style.COMPLETION:
        text = text.partition("\n")[0]
    text = text.strip()
    if not text:
        raise UnusableAnswer("it is empty")
    if style is Style.PLAIN and "\n" in text:
        raise UnusableAnswer("it has more than one line")
    return " ".join(text.split())


def _from_json(text: str) -> str:
    try:
        value = json.loads(text)
    except ValueError:
        raise UnusableAnswer("it is not one complete JSON object") from None
    except RecursionError:
        raise UnusableAnswer("it is not one complete JSON object") from None
    if not isinstance(value, dict) or set(value) != {"translation"}:
        raise UnusableAnswer('it is not a JSON object with the one key "translation"')
    if not isinstance(value["translation"], str):
        raise UnusableAnswer('the value of "translation" is not a string')
    return value["translation"]


_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"\A```[a-z]*\n(.*)\n```\Z", re.DOTALL)
