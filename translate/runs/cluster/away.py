"""The run's side of the cluster: work goes out, the events of the run come back in order."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from corpus import EngineError, FormatError, KohesiError
from translate.cluster import Cluster
from translate.engines import Engine, EngineInfo, Hypothesis, Request
from translate.results import SegmentStatus, Translation
from translate.runs.crew import Assignment
from translate.runs.journal import Journal
from translate.runs.reading import Closed, Opened, Wanted, file_changed, file_digest
from translate.runs.solving import Event, Translated
from translate.runs.sources import Source
from translate.strategy import Strategy

from .connect import connected
from .keeper import Keeper, Kept
from .memories import memory_places, note_uses
from .parcels import Failed, Item, Large, Result, Whole, packed, parcels, unpacked
from .work import Job, Reading, Worker, cut, engine_signature

_log = logging.getLogger(__name__)

BLOCK = 256 * 1024
"""Bytes of what Ray Data moves and gives out at once; a single part may have more."""
_PATIENCE = 10.0
"""Seconds that the end of a run waits for the journal to be closed."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An engine that is on other machines: what it is, not what it does.

    Attributes:
        info: what is known of it.
        signature: what identifies its output.
    """

    info: EngineInfo
    signature: dict[str, str]

    def load(self) -> None:
        """Do nothing; workers load their own."""

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Refuse.

        Raises:
            EngineError: always.
        """
        del requests, source_lang, target_lang
        raise EngineError(f"the engine {self.info.name} is loaded on other machines only")


class ClusterCrew:
    """The workers of a run. Used as a context manager.

    Args:
        cluster: where they are.
        engine: what each of them works with; it is not loaded here.

    Raises:
        MissingExtra: Ray is not installed.
        EngineError: there is no such cluster, or the engine cannot be loaded on it.
    """

    def __init__(self, cluster: Cluster, engine: Engine) -> None:
        self._cluster = cluster
        self._engine = engine
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._workers = stack.enter_context(connected(self._cluster))
            with _told():
                self._signature = self._found_signature()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *details: Any) -> None:
        self._stack.__exit__(*details)

    @property
    def engine(self) -> Engine:
        """The engine as this side knows it."""
        signature = {k: v for k, v in self._signature.items() if k != "kohesi"}
        return Elsewhere(self._engine.info, signature)

    def events(self, assignment: Assignment) -> Generator[Event, None, None]:
        """Have it done; see `translate.runs.crew.Crew`.

        Files of which nothing is wanted are left out.

        Raises:
            FormatError: a file is a pipe, or a memory has no file.
            EngineError: the engine failed, or the cluster did.
            OutputError: the journal cannot be written.
        """
        files = _Files(assignment.sources, assignment.wanted)
        if not files.items:
            return
        work = list(parcels(files.items, workers=self._workers))
        progress = assignment.progress
        with _told(), _keeper(assignment.journal) as keeper:
            for result in self._results(work, self._job(assignment), keeper):
                event = files.named(result)
                if event is None:
                    continue
                if isinstance(event, Translated):
                    note_uses(assignment.memories, event.translations)
                    if progress:
                        progress(_segments(event.translations))
                yield event

    def _job(self, assignment: Assignment) -> Job:
        options, glossary = assignment.options, assignment.glossary
        return Job(
            engine=self._engine,
            signature=self._signature,
            glossary=glossary,
            reading=Reading(
                source_lang=options.source_lang,
                article=options.article,
                glossary=glossary if options.mentions else None,
            ),
            strategy=options.strategy if options.enforce_terms else Strategy.NONE,
            mentions=options.mentions,
            memories=memory_places(assignment.memories),
            memory_threshold=options.memory_threshold,
            asked=assignment.asked,
            journal=assignment.journal is not None,
            resume=assignment.resume,
            workers=self._workers,
        )

    def _results(self, work: Sequence[Whole | Large], job: Job, keeper: Kept) -> Iterator[Result]:
        import ray.data
        from ray.data import ActorPoolStrategy, DataContext, TaskPoolStrategy

        context = DataContext.get_current().copy()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        context.target_max_block_size = BLOCK
        context.execution_options.preserve_order = True
        workers = self._workers
        if not any(isinstance(one, Large) for one in work):
            workers = min(workers, len(work))
        with DataContext.current(context):
            dataset = (
                ray.data.from_items(
                    [{"value": packed(one)} for one in work], override_num_blocks=len(work)
                )
                .map_batches(
                    cut,
                    fn_args=(job.reading,),
                    batch_size=None,
                    batch_format="pyarrow",
                    num_cpus=0,  # it must find room where every core has its worker
                    compute=TaskPoolStrategy(size=min(max(2, workers), len(work))),
                )
                .map_batches(
                    Worker,
                    fn_constructor_args=(job, keeper),
                    batch_size=None,
                    batch_format="pyarrow",
                    num_cpus=self._cluster.cpus,
                    num_gpus=self._cluster.gpus or None,
                    compute=ActorPoolStrategy(size=workers),
                )
            )
        for batch in dataset.iter_batches(
            batch_size=None, batch_format="pyarrow", prefetch_batches=1
        ):
            yield from unpacked(batch)

    def _found_signature(self) -> dict[str, str]:
        """Ask a machine of the cluster what the engine is; this one need not have its model."""
        import ray

        asking = ray.remote(engine_signature).options(
            num_cpus=self._cluster.cpus, num_gpus=self._cluster.gpus, max_retries=2
        )
        found: dict[str, str] | KohesiError = ray.get(asking.remote(self._engine))
        if isinstance(found, KohesiError):
            raise found
        return found


class _Files:
    """The files of a run: on the cluster by paths that hold everywhere, here as they were named."""

    def __init__(self, sources: Iterable[Source], wanted: Wanted) -> None:
        self.items: list[tuple[Item, int]] = []
        self._opened: dict[Path, Opened] = {}
        self._changed: set[Path] = set()
        self._closed: set[Path] = set()
        for source in sources:
            if not source.path.is_file():
                raise FormatError(
                    "this is no file that other machines could read",
                    path=source.path,
                    hint="leave out --ray",
                )
            digest = file_digest(source.path)
            languages = wanted(source, digest)
            if languages:
                path = source.path.absolute()
                self._opened[path] = Opened(source, digest, languages)
                item = Item(replace(source, path=path), languages)
                self.items.append((item, _size(path)))

    def named(self, result: Result) -> Event | None:
        """Return what came back as an event of this run; None for what comes too late.

        Raises:
            KohesiError: the run cannot go on.
        """
        if isinstance(result, Failed):
            raise self._error(result.error)
        path = result.source.path
        opened = self._opened[path]
        if isinstance(result, Opened):
            if result.digest and result.digest != opened.digest:
                self._changed.add(path)
            return opened
        if path in self._closed:
            return None
        source = opened.source
        if isinstance(result, Translated):
            return Translated(
                source,
                tuple(
                    replace(one, document=replace(one.document, name=str(source.path)))
                    for one in result.translations
                ),
            )
        self._closed.add(path)
        error = None if result.error is None else self._error(result.error)
        if error is None and path in self._changed:
            error = file_changed(source.path)
        return Closed(source, error)

    def _error(self, error: KohesiError) -> KohesiError:
        opened = self._opened.get(Path(error.path or ""))
        if opened is not None:
            error.path = str(opened.source.path)
        return error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it tells what is wrong


def _segments(translations: Sequence[Translation]) -> int:
    return sum(
        result.status is not SegmentStatus.PASSED_THROUGH
        for translation in translations
        for result in translation.results
    )


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Ray says into an error for the user.

    Raises:
        EngineError: the cluster failed.
    """
    from ray.exceptions import RayError

    try:
        yield
    except RayError as error:
        _log.info("the cluster failed", exc_info=True)
        cause = getattr(error, "cause", None) or error
        lines = str(cause).strip().splitlines() or [""]
        raise EngineError(
            f"the cluster failed: {type(cause).__name__}: {lines[-1].strip()}",
            hint="what is finished is kept, and the same command goes on from there",
        ) from error


@contextmanager
def _keeper(journal: Journal | None) -> Iterator[Kept]:
    """Have a `Keeper` on this very machine; it is started again, and asked again, when it dies."""
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    here = ray.get_runtime_context().get_node_id()
    options = {
        "num_cpus": 0,
        "max_restarts": -1,
        "max_task_retries": -1,
        "scheduling_strategy": NodeAffinitySchedulingStrategy(here, soft=False),
    }
    path = None if journal is None else journal.path.absolute()
    keeper = ray.remote(Keeper).options(**options).remote(path)
    try:
        yield Kept(keeper)
    finally:
        # what it has committed stands; an orderly end leaves no log beside the file
        with suppress(ray.exceptions.RayError):
            ray.get(keeper.close.remote(), timeout=_PATIENCE)
