"""What runs on the machines of the cluster: cutting large files, and translating.

Both are functions of Ray Data: they take and give tables of packed values. Files are read,
prepared and solved by the code of a run on one machine.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from typing import TYPE_CHECKING

from corpus import EngineError, FormatError, KohesiError
from termbase import Glossary
from translate.enforce.mentions import Mentions
from translate.engines import Engine, create_engine
from translate.pipeline import Translator
from translate.runs.reading import (
    Closed,
    Message,
    Opened,
    Part,
    file_digest,
    read_documents,
    read_sources,
)
from translate.runs.solving import Solver
from translate.strategy import Strategy

from .keeper import Kept
from .memories import MemoryPlace
from .parcels import Failed, Item, Large, Result, Slice, Whole, Work, packed, table, unpacked

if TYPE_CHECKING:
    import pyarrow

TRIES = 4
"""How often a piece of work is tried whose worker dies of it."""
STARTS = 5
"""Starts of each worker, on average, after which workers that finish nothing are given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How files are read; the attributes are those of `translate.runs.options.Options`.

    Attributes:
        glossary: the terms, where the mentions of a text are followed; else None.
    """

    source_lang: str
    article: bool
    glossary: Glossary | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker has to know.

    Attributes:
        engine: the engine, not loaded.
        signature: what it must be on every machine, see `engine_signature`.
        glossary: the terms to enforce.
        reading: how files are read.
        strategy: how terms are enforced.
        mentions: whether mentions are followed.
        memories: the translation memories.
        memory_threshold: how alike a segment and that of a memory must be.
        asked: what the journal knows a translation by.
        journal: whether there is one.
        resume: whether it is asked.
        workers: how many workers there are.
    """

    engine: Engine
    signature: Mapping[str, str]
    glossary: Glossary
    reading: Reading
    strategy: Strategy
    mentions: bool
    memories: tuple[MemoryPlace, ...]
    memory_threshold: float
    asked: bytes
    journal: bool
    resume: bool
    workers: int


def engine_signature(engine: Engine) -> dict[str, str] | KohesiError:
    """Load an engine and return what identifies its output, or why it cannot be loaded."""
    try:
        engine.load()
    except KohesiError as error:
        return error
    return {"kohesi": version("kohesi"), **engine.signature}


def cut(batch: pyarrow.Table, reading: Reading) -> Iterator[pyarrow.Table]:
    """Cut large files, so that workers can share them; everything else passes as it is."""
    for work in unpacked(batch):
        pieces = _pieces(work.item, reading) if isinstance(work, Large) else (work,)
        for piece in pieces:
            yield table([packed(piece)])


def _pieces(item: Item, reading: Reading) -> Iterator[Work]:
    source = item.source
    if unseen := _unseen(item):
        yield from unseen
        return
    yield Opened(source, file_digest(source.path), item.languages)
    translator = None
    if reading.glossary is not None:
        # finds what is mentioned, and translates nothing
        translator = Translator(
            create_engine("identity"),
            reading.glossary,
            source_lang=reading.source_lang,
            enforce_terms=False,
            mentions=True,
        )
    mentions: dict[str, Mentions] = {}
    if translator is not None:
        mentions = {lang: Mentions(translator.glossary, lang) for lang in item.languages}
    try:
        for document in read_documents(
            source.path,
            item.languages,
            source_lang=reading.source_lang,
            input_format=source.format,
            article=reading.article,
        ):
            yield Slice(item, document, {lang: one.seen for lang, one in mentions.items()})
            if translator is not None:
                for lang, one in mentions.items():
                    translator.prepare(document, target_lang=lang, mentions=one)
    except KohesiError as error:
        yield Closed(source, error)
    else:
        yield Closed(source)


class Worker:
    """Translates what it is given, with an engine of its own.

    What goes wrong is part of what it returns, so that it comes to the user in one line.

    Args:
        job: what it has to know.
        keeper: counts its starts and tries, and has the journal.
    """

    def __init__(self, job: Job, keeper: Kept) -> None:
        self._job = job
        self._keeper = keeper
        self._error: KohesiError | None = None
        try:
            self._translator = self._made()
        except KohesiError as error:
            self._error = error

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """Return the results of some pieces of work, in order."""
        return table([packed(result) for result in self._results(batch)])

    def _made(self) -> Translator:
        job = self._job
        if self._keeper.starts() > STARTS * job.workers:
            raise EngineError(
                "the workers of the cluster die before they have translated anything",
                hint="do their machines have the memory that the engine needs? see the logs of Ray",
            )
        found = engine_signature(job.engine)
        if isinstance(found, KohesiError):
            raise found
        if found != job.signature:
            raise _differing(job.signature, found)
        return Translator(
            job.engine,
            job.glossary,
            source_lang=job.reading.source_lang,
            enforce_terms=job.strategy is not Strategy.NONE,
            strategy=job.strategy,
            mentions=job.mentions,
            memories=[place.opened() for place in job.memories],
            memory_threshold=job.memory_threshold,
        )

    def _results(self, batch: pyarrow.Table) -> Iterator[Result]:
        if self._error is not None:
            yield Failed(self._error)
            return
        name = blake2b(b"".join(row.as_py() for row in batch.column("value"))).digest()
        if self._keeper.tries(name) > TRIES:
            yield Failed(
                EngineError(
                    f"{_named(batch)}: the workers that translate this die each time",
                    hint="do their machines have the memory that it needs? see the logs of Ray",
                )
            )
            return
        job = self._job
        solver = Solver(
            self._translator,
            asked=job.asked,
            journal=self._keeper if job.journal else None,
            resume=job.resume,
        )
        try:
            yield from solver.translations(self._messages(batch))
        except KohesiError as error:
            yield Failed(error)
        self._keeper.finished(name)

    def _messages(self, batch: pyarrow.Table) -> Iterator[Message]:
        """Prepare what is given, as reading ahead does on one machine."""
        for work in unpacked(batch):
            if isinstance(work, Whole):
                for item in work.items:
                    yield from _unseen(item) or self._read(item)
            elif isinstance(work, Slice):
                yield self._prepared(work)
            else:
                yield work

    def _read(self, item: Item) -> Iterator[Message]:
        return read_sources(
            [item.source],
            self._translator,
            wanted=lambda _source, _digest: item.languages,
            article=self._job.reading.article,
        )

    def _prepared(self, work: Slice) -> Message:
        translator = self._translator
        try:
            return Part(
                work.item.source,
                tuple(
                    translator.prepare(
                        work.document,
                        target_lang=lang,
                        mentions=translator.follow_mentions(lang, seen=work.seen.get(lang, ())),
                    )
                    for lang in work.item.languages
                ),
            )
        except KohesiError as error:
            return Closed(work.item.source, error)


def _unseen(item: Item) -> list[Opened | Closed]:
    """Return what is told of a file that is not there on this machine; nothing where it is."""
    if item.source.path.exists():
        return []
    error = FormatError(
        f"the machine {platform.node()!r} of the cluster does not see this file",
        path=item.source.path,
        hint="put it on storage that all machines share, under the same path",
    )
    return [Opened(item.source, b"", item.languages), Closed(item.source, error)]


def _differing(wanted: Mapping[str, str], found: Mapping[str, str]) -> EngineError:
    name = next(name for name in (*wanted, *found) if wanted.get(name, "") != found.get(name, ""))
    return EngineError(
        f"the machine {platform.node()!r} of the cluster would translate otherwise than the "
        f"others: its {name} is {found.get(name, 'missing')}, not {wanted.get(name, 'missing')}",
        hint="install the same kohesi and the same models on every machine",
    )


def _named(batch: pyarrow.Table) -> str:
    work = next(unpacked(batch))
    if isinstance(work, Whole):
        more = f" and {len(work.items) - 1} more" if len(work.items) > 1 else ""
        return f"{work.items[0].source.path}{more}"
    source = work.item.source if isinstance(work, Slice) else work.source
    return str(source.path)
