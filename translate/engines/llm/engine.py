"""The engine: ask, read strictly, verify, ask again for what is missing, and know when to stop."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import partial
from importlib.resources import files

from corpus.errors import EngineError
from corpus.languages import LANGUAGES, check_language
from translate.engines.protocol import EngineInfo, Hypothesis, Request
from translate.engines.remote import (
    Client,
    ServerError,
    Settings,
    check_address,
    each,
    read_key,
    read_settings,
    whole_number,
)

from .answer import UnusableAnswer, read_answer
from .check import find_faults, find_terms
from .prompt import Attempt, Style, completion, instructions, messages
from .wire import Wire, Written

KEY_VARIABLE = "KOHESI_LLM_KEY"
_EXAMPLE = "http://127.0.0.1:8080/v1"

INFO = EngineInfo(
    name="llm",
    summary="asks a language model on a server that speaks the OpenAI protocol (--url, --model)",
    quality="that of the model; its output is checked, and asked again where a term is missing",
    licence="that of the model and the server",
    size="nothing here",
    target_langs=tuple(LANGUAGES),
    rank=0,
    uses_constraints=True,
    takes_model=True,
    takes_url=True,
)


def missing() -> str:
    """Return why it cannot run without being told more."""
    return f"name a server, for instance --url {_EXAMPLE}"


class LlmEngine:
    """Translates by a language model on a server.

    Args:
        client: asks the server; its address is that of the protocol's paths (`.../v1`).
        model: name of the model on that server; None takes the one that is there.
        style: how the model is asked.
        repairs: how often it is asked again about one segment.
        shots: how many examples it is given.
    """

    info = INFO

    def __init__(
        self,
        client: Client,
        *,
        model: str | None = None,
        style: Style = Style.CHAT,
        repairs: int = 2,
        shots: int | None = None,
    ) -> None:
        self._wire = Wire(client, model or "")
        self._style = style
        self._repairs = repairs
        self._shots = (3 if style is Style.COMPLETION else 1) if shots is None else shots
        self._loaded = False

    @property
    def signature(self) -> dict[str, str]:
        """Return model, way of asking and prompt; never the server's address or key.

        The server is trusted to do the same again: temperature 0, a fixed seed.
        """
        prompt = instructions("id", "en") + files(__package__).joinpath("examples.tsv").read_text(
            "utf-8"
        )
        return {
            "engine": INFO.name,
            "model": _model_name(self._wire.model),
            "style": self._style.value,
            "shots": str(self._shots),
            "repairs": str(self._repairs),
            "prompt": hashlib.sha256(prompt.encode()).hexdigest()[:12],
        }

    def load(self) -> None:
        """See that the server is there, and which model it has.

        Raises:
            EngineError: it cannot be reached or refuses access, or no model was named and it has
                not exactly one.
        """
        if self._loaded:
            return
        try:
            known = self._wire.models()
        except ServerError as error:
            # a server without a list of models is a server all the same
            if error.status not in (400, 404, 405, 501):
                raise
            known = []
        if not self._wire.model:
            if len(known) != 1:
                shown = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
                raise EngineError(
                    "engine 'llm' needs the name of a model",
                    hint=f"--model, one of {shown}" if known else "--model",
                )
            self._wire.model = known[0]
        self._loaded = True

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Translate segments, several at once; one that fails says so in its `error`.

        Raises:
            LanguageError: a language is unknown.
        """
        return each(
            partial(
                self._translate_one,
                source_lang=check_language(source_lang),
                target_lang=check_language(target_lang),
            ),
            requests,
            workers=self._wire.client.settings.concurrency,
        )

    def _translate_one(self, request: Request, *, source_lang: str, target_lang: str) -> Hypothesis:
        if not request.text.strip():
            return Hypothesis(request.text)
        attempts: tuple[Attempt, ...] = ()
        best: Hypothesis | None = None
        fewest = len(request.constraints) + 1
        room = 128 + 4 * len(request.text)
        error = ""
        while len(attempts) <= self._repairs:
            answer = ""
            try:
                written = self._ask(request, attempts, room, source_lang, target_lang)
                answer = written.text
                if written.cut:
                    raise UnusableAnswer("it is cut off")  # noqa: TRY301 - one place for all faults
                text = read_answer(answer, self._style)
            except ServerError as fault:
                error = str(fault)
                break
            except UnusableAnswer as fault:
                room *= 2 if "cut off" in str(fault) else 1
                attempts = (*attempts, Attempt(answer, (str(fault),)))
                continue
            faults = find_faults(text, request, source_lang=source_lang, target_lang=target_lang)
            links, lacking = find_terms(text, request.constraints, target_lang)
            if not faults and len(lacking) < fewest:
                best, fewest = Hypothesis(text, links=links), len(lacking)
            if not (faults or lacking):
                break
            wanted = [
                f"{c.forms[0]!r} is missing for {request.text[c.start : c.end]!r}" for c in lacking
            ]
            attempts = (
                *attempts,
                Attempt(answer, (*faults, *wanted), tuple(c.forms[0] for c in lacking)),
            )
        if best is not None:
            return best
        if not error:
            error = f"the model's answer cannot be used: {attempts[-1].problems[0]}"
        return Hypothesis("", error=error)

    def _ask(
        self,
        request: Request,
        attempts: tuple[Attempt, ...],
        room: int,
        source_lang: str,
        target_lang: str,
    ) -> Written:
        # an answer without words cannot be shown to the model as its own
        shown = tuple(attempt for attempt in attempts if attempt.answer)
        if self._style is Style.COMPLETION:
            prompt = completion(
                request,
                shown,
                shots=self._shots,
                source_lang=source_lang,
                target_lang=target_lang,
            )
            return self._wire.complete(prompt, max_tokens=room)
        return self._wire.chat(
            messages(
                request,
                shown,
                style=self._style,
                shots=self._shots,
                source_lang=source_lang,
                target_lang=target_lang,
            ),
            max_tokens=room,
            as_json=self._style is Style.CHAT,
        )


def _model_name(model: str) -> str:
    """The name of a model, without the folders of the server's machine."""
    is_path = model.startswith(("/", "~", ".")) or "\\" in model or model[1:3] == ":/"
    return re.split(r"[/\\]", model)[-1] if is_path else model


def create(
    *,
    url: str | None = None,
    model: str | None = None,
    style: str = "chat",
    repairs: object = 2,
    shots: object = None,
    timeout: object = 120,
    attempts: object = 4,
    concurrency: object = 4,
) -> LlmEngine:
    """Make the engine. The key, where the server wants one, is in `KOHESI_LLM_KEY`.

    Args:
        url: address of the server, with or without `/v1`.
        model: name of the model on the server; None takes the only one.
        style: `chat`, `plain` or `completion`, see `Style`.
        repairs: how often the model is asked again about one segment, 0 to 10.
        shots: how many examples it is given, 0 to 3; None is the style's own number.
        timeout: seconds for one answer.
        attempts: how often one request is sent before it is given up.
        concurrency: how many requests are under way at once.

    Raises:
        EngineError: there is no address or it cannot be used, or an option has no such value.
    """
    base = check_address(url, engine=INFO.name, example=_EXAMPLE, key_variable=KEY_VARIABLE)
    settings = read_settings(timeout=timeout, attempts=attempts, concurrency=concurrency)
    if style not in set(Style):
        raise EngineError(
            f"engine option style is {style!r}", hint=f"give one of {', '.join(Style)}"
        )
    return LlmEngine(
        make_client(base, settings),
        model=model,
        style=Style(style),
        repairs=whole_number(repairs, "repairs", 0, 10),
        shots=None if shots is None else whole_number(shots, "shots", 0, 3),
    )


def make_client(base: str, settings: Settings) -> Client:
    """Make a client for an address as people write it: with `/v1`, without, or of one path."""
    for path in ("/chat/completions", "/completions", "/models"):
        base = base.removesuffix(path)
    if base.count("/") == 2:
        base += "/v1"
    return Client(base, key=read_key(KEY_VARIABLE), key_variable=KEY_VARIABLE, settings=settings)
