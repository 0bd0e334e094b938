"""The OpenAI protocol, as far as a translation needs it, with servers that know less of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from translate.engines.remote import Client, ServerError

from .answer import UnusableAnswer
from .prompt import Message

_JSON_ANSWER = {
    "type": "json_schema",
    "json_schema": {
        "name": "translation",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"translation": {"type": "string"}},
            "required": ["translation"],
            "additionalProperties": False,
        },
    },
}


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, and whether it was cut off at the bound on its length."""

    text: str
    cut: bool


class Wire:
    """Asks one model of one server.

    Not every server takes every field. A field that a server refuses (HTTP 400 or 422) is left
    out, and stays out when that was the reason.
    """

    def __init__(self, client: Client, model: str) -> None:
        self.client = client
        self.model = model
        self._refused: frozenset[str] = frozenset()

    def chat(self, messages: Sequence[Message], *, max_tokens: int, as_json: bool) -> Written:
        """Return the answer to messages.

        Args:
            messages: the conversation.
            max_tokens: bound on the length of the answer.
            as_json: ask the server to hold the model to the JSON object.

        Raises:
            ServerError: no usable answer of the server.
            UnusableAnswer: the answer holds no text.
        """
        optional: dict[str, Any] = {"temperature": 0, "seed": 0, "max_tokens": max_tokens}
        if as_json:
            optional["response_format"] = _JSON_ANSWER
        choice = self._ask("/chat/completions", {"messages": list(messages)}, optional)
        message = choice.get("message")
        content = message.get("content") if isinstance(message, dict) else None
        if isinstance(content, list):  # parts, as some servers give them
            parts = [part.get("text") for part in content if isinstance(part, dict)]
            content = "".join(part for part in parts if isinstance(part, str))
        return _written(content, choice)

    def complete(self, prompt: str, *, max_tokens: int) -> Written:
        """Return how the model continues a text up to the end of the line; see `chat`."""
        optional: dict[str, Any] = {"temperature": 0, "seed": 0}
        payload = {"prompt": prompt, "stop": ["\n"], "max_tokens": max_tokens}
        choice = self._ask("/completions", payload, optional)
        return _written(choice.get("text"), choice)

    def models(self) -> list[str]:
        """Return the names of the server's models, empty when it does not tell them."""
        value = self.client.get("/models", timeout=min(15, self.client.settings.timeout))
        entries = value.get("data") if isinstance(value, dict) else None
        if not isinstance(entries, list):
            return []
        names = [entry.get("id") for entry in entries if isinstance(entry, dict)]
        return [name for name in names if isinstance(name, str) and name]

    def _ask(self, path: str, payload: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
        refused = self._refused
        while True:
            fields = {name: value for name, value in optional.items() if name not in refused}
            try:
                answer = self.client.post(path, {"model": self.model, **payload, **fields})
            except ServerError as error:
                if error.status not in (400, 422) or not fields:
                    raise
                named = {name for name in fields if name in error.message}
                refused |= named or set(fields)
            else:
                self._refused = refused
                return _choice(answer)


def _choice(answer: Any) -> dict[str, Any]:
    choices = answer.get("choices") if isinstance(answer, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise ServerError("the server's answer is not of the OpenAI protocol")
    return choices[0]


def _written(content: Any, choice: dict[str, Any]) -> Written:
    cut = choice.get("finish_reason") == "length"
    if not isinstance(content, str) or not content.strip():
        raise UnusableAnswer("it is cut off" if cut else "it is empty")
    return Written(content, cut)
