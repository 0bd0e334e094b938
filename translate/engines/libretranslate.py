"""The engine `libretranslate`: a LibreTranslate server, within its limits.

The protocol as of 2026: `/languages`, `/frontend/settings`, and
`/translate` with several texts at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from corpus.errors import EngineError, LanguageError
from corpus.languages import LANGUAGES, check_language
from corpus.languages.sentences import split_sentences

from .protocol import EngineInfo, Hypothesis, Request
from .remote import (
    Client,
    ServerError,
    check_address,
    each,
    read_key,
    read_settings,
    whole_number,
)

KEY_VARIABLE = "KOHESI_LIBRETRANSLATE_KEY"
_EXAMPLE = "http://127.0.0.1:5000"

INFO = EngineInfo(
    name="libretranslate",
    summary="asks a LibreTranslate server (--url); terms are enforced in what it answers",
    quality="that of the server's models",
    licence="that of the server's models",
    size="nothing here",
    target_langs=tuple(LANGUAGES),
    rank=0,
    uses_constraints=False,
    takes_url=True,
)


def missing() -> str:
    """Return why it cannot run without being told more."""
    return f"name a server, for instance --url {_EXAMPLE}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that the server takes at once, and what stood behind it in its segment."""

    text: str
    gap: str


class LibreTranslateEngine:
    """Translates by a LibreTranslate server.

    Args:
        client: asks the server.
        key: the key that goes into each request, or the empty string.
        batch: how many texts one request holds at most.
        characters: how many code points one request holds at most; None asks the server.
    """

    info = INFO

    def __init__(
        self, client: Client, *, key: str = "", batch: int = 16, characters: int | None = None
    ) -> None:
        self._client = client
        self._key = key
        self._batch = batch
        self._characters = characters
        self._pairs: dict[str, frozenset[str]] | None = None
        self._version = "unknown"

    @property
    def signature(self) -> dict[str, str]:
        """Return the server's version, never its address or the key. The server's models have no
        digest: the same signature promises less here than elsewhere.
        """
        return {"engine": INFO.name, "server": self._version}

    def load(self) -> None:
        """Ask the server for its languages and limits.

        Raises:
            EngineError: it cannot be reached, or is no LibreTranslate server.
        """
        if self._pairs is not None:
            return
        pairs = _pairs(self._client.get("/languages"))
        if not pairs:
            raise EngineError("the server tells no languages", hint="is it LibreTranslate?")
        if self._characters is None:
            limit = self._optional("/frontend/settings", "charLimit")
            self._characters = limit if isinstance(limit, int) and limit > 0 else None
        version = self._optional("/spec", "info", "version")
        self._version = version if isinstance(version, str) and version else "unknown"
        self._pairs = pairs

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Translate segments; one that fails says so in its `error`.

        A segment that is longer than the server's limit is cut between sentences, or at a space,
        and joined again.

        Raises:
            LanguageError: a language is unknown, or the server does not have the pair.
            EngineError: the server is not there when it is first asked.
        """
        source_lang, target_lang = check_language(source_lang), check_language(target_lang)
        self.load()
        known = (self._pairs or {}).get(source_lang, frozenset())
        if target_lang not in known:
            able = ", ".join(sorted(known & set(LANGUAGES) - {source_lang}))
            raise LanguageError(
                f"the server does not translate {LANGUAGES[source_lang]} into "
                f"{LANGUAGES[target_lang]}",
                hint=f"from {source_lang} it writes {able or 'none of our languages'}",
            )
        pieces = [
            list(split(request.text, source_lang, self._characters or len(request.text)))
            for request in requests
        ]
        texts = list(dict.fromkeys(piece.text for cut in pieces for piece in cut))
        batches = list(_batches(texts, self._batch, self._characters))
        ask = partial(self._ask, source_lang=source_lang, target_lang=target_lang)
        found = each(ask, batches, workers=self._client.settings.concurrency)
        done = {
            text: hypothesis
            for batch, hypotheses in zip(batches, found, strict=True)
            for text, hypothesis in zip(batch, hypotheses, strict=True)
        }
        return [_joined([(done[piece.text], piece.gap) for piece in cut]) for cut in pieces]

    def _ask(self, texts: list[str], *, source_lang: str, target_lang: str) -> list[Hypothesis]:
        """Translate texts in one request; where the server refuses them together, in halves.

        So a limit on their number, which the server does not tell, and a text that it stumbles
        over cost nothing but time to the others.
        """
        payload: dict[str, Any] = {
            "q": texts,
            "source": source_lang,
            "target": target_lang,
            "format": "text",
        }
        if self._key:
            payload["api_key"] = self._key
        try:
            translations = _texts(self._client.post("/translate", payload), len(texts))
        except ServerError as error:
            if len(texts) > 1 and error.status in (200, 400, 413, 422, 500):
                middle = len(texts) // 2
                halves = (texts[:middle], texts[middle:])
                ask = partial(self._ask, source_lang=source_lang, target_lang=target_lang)
                return [hypothesis for half in halves for hypothesis in ask(half)]
            return [Hypothesis("", error=str(error)) for _ in texts]
        return [
            Hypothesis(text) if text.strip() else Hypothesis("", error="the server wrote nothing")
            for text in translations
        ]

    def _optional(self, path: str, *names: str) -> Any:
        """Return a value that a server may tell, None where it does not."""
        try:
            value = self._client.get(path)
        except ServerError:
            return None
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        return value


def create(
    *,
    url: str | None = None,
    timeout: object = 60,
    attempts: object = 4,
    concurrency: object = 2,
    batch: object = 16,
    characters: object = None,
) -> LibreTranslateEngine:
    """Make the engine. The key, where the server wants one, is in `KOHESI_LIBRETRANSLATE_KEY`.

    Args:
        url: address of the server.
        timeout: seconds for one answer.
        attempts: how often one request is sent before it is given up.
        concurrency: how many requests are under way at once.
        batch: how many texts one request holds at most.
        characters: how many code points one request holds at most; None asks the server.

    Raises:
        EngineError: there is no address or it cannot be used, or an option has no such value.
    """
    base = check_address(url, engine=INFO.name, example=_EXAMPLE, key_variable=KEY_VARIABLE)
    settings = read_settings(timeout=timeout, attempts=attempts, concurrency=concurrency)
    key = read_key(KEY_VARIABLE)
    client = Client(
        base.removesuffix("/translate"),
        key=key,
        bearer=False,
        key_variable=KEY_VARIABLE,
        # halving a batch around one bad text fails this often in a row on a healthy server
        settings=replace(settings, tolerance=8),
    )
    return LibreTranslateEngine(
        client,
        key=key,
        batch=whole_number(batch, "batch", 1, 1000),
        characters=None
        if characters is None
        else whole_number(characters, "characters", 20, 1_000_000),
    )


def split(text: str, lang: str, limit: int) -> Iterator[Piece]:
    """Cut a text into pieces of at most `limit` code points: between sentences, else at the last
    space that fits, else anywhere. Pieces and gaps put together are the text, apart from white
    space at its ends.
    """
    text = text.strip()
    while len(text) > limit:
        ends = (end for _, end in split_sentences(text, lang) if end <= limit)
        end = max(ends, default=0) or max(0, text.rfind(" ", 1, limit + 1))
        end = len(text[:end].rstrip()) or limit
        rest = text[end:].lstrip()
        yield Piece(text[:end], text[end : len(text) - len(rest)])
        text = rest
    if text:
        yield Piece(text, "")


def _batches(texts: list[str], most: int, characters: int | None) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        too_long = characters is not None and size + len(text) > characters
        if batch and (len(batch) == most or too_long):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _joined(parts: list[tuple[Hypothesis, str]]) -> Hypothesis:
    """Put the pieces of a segment together; one that failed fails the segment."""
    for hypothesis, _ in parts:
        if hypothesis.error:
            return hypothesis
    return Hypothesis("".join(hypothesis.text.strip() + gap for hypothesis, gap in parts))


def _texts(value: Any, count: int) -> list[str]:
    found = value.get("translatedText") if isinstance(value, dict) else None
    texts = [found] if isinstance(found, str) and count == 1 else found
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ServerError("the server's answer holds no translation", status=200)
    if len(texts) != count:
        raise ServerError(
            f"the server gave {len(texts)} translations for {count} texts", status=200
        )
    return texts


def _pairs(value: Any) -> dict[str, frozenset[str]]:
    """Read `/languages`: from each language, which ones the server writes."""
    entries = {
        entry["code"]: entry.get("targets")
        for entry in (value if isinstance(value, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("code"), str)
    }
    every = frozenset(entries)
    return {
        code: frozenset(target for target in targets if isinstance(target, str))
        if isinstance(targets, list)
        else every  # older servers tell no targets
        for code, targets in entries.items()
    }
