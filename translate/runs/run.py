"""A whole run: files in, translated files and a report out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from corpus import EngineError, KohesiError
from corpus.languages import check_language
from corpus.memory import Memory
from termbase import Glossary
from translate.cluster import Cluster
from translate.engines import Engine
from translate.report.writer import ReportWriter
from translate.results import Translation

from .crew import PARTS_AHEAD, Assignment, Crew, OwnProcess
from .journal import Journal, asked_digest
from .options import Options, run_signature, segment_digest
from .outcome import FileStatus, Outcome, Run
from .place import Scratch, journal_path
from .solving import Event, Translated
from .sources import Source, check_targets, check_writable, find_sources
from .threads import Behind
from .writing import Rendering, Writer, standing_outcome


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come since the last step.

    Attributes:
        segments: segments that were finished.
        outcome: the outcome of a file that was finished, if one was.
    """

    segments: int = 0
    outcome: Outcome | None = None


Progress = Callable[[Step], None]
Seen = Callable[[Translation, Path], None]
"""Shown each translation, in parts where its file is read in parts, with the file it goes to."""


def translate_files(
    paths: Sequence[Path],
    *,
    target_langs: Sequence[str],
    engine: Engine,
    glossary: Glossary,
    output: Path,
    options: Options | None = None,
    memories: Sequence[Memory] = (),
    report: Path | None = None,
    journal: bool = False,
    resume: bool = True,
    cluster: Cluster | None = None,
    progress: Progress | None = None,
    seen: Seen | None = None,
) -> Run:
    """Translate files and folders, and write `NAME.LANG.EXT` for each file into a folder.

    A folder is walked, and its tree is found again in the output. Files are read while others
    are translated and written; segments of several files share batches; memory holds a few files
    at a time. Each output appears whole, by rename, as soon as it is done. A file that cannot be
    read, or of which the engine translates nothing, is not written, and the others are.

    Args:
        paths: the files and folders to translate.
        target_langs: BCP-47 tags of the translations.
        engine: the engine; it is loaded here.
        glossary: the terms to enforce.
        output: the folder for the translations; it is made when missing.
        options: see `Options`.
        memories: translation memories that are asked before the engine, the first one first.
        report: where the JSON report goes, None for no report.
        journal: keep what is done in `OUTPUT/.kohesi`, so that a run that was stopped goes on
            where it was.
        resume: use what the journal has: segments that were translated before, and files whose
            translations stand unchanged; a translation that somebody has edited since is left as
            it is. False translates everything anew, and overwrites it.
        cluster: the workers that translate, each with an engine of its own; None for this
            process. The output is the same.
        progress: see `Step`.
        seen: see `Seen`.

    Raises:
        FormatError: a path does not exist or, where it is the only file, cannot be read.
        OutputError: a file or the journal cannot be written, or two inputs would have one output.
        LanguageError: a language is unknown.
        EngineError: the engine cannot be loaded, failed, or translated nothing of any file; or
            there is no such cluster.
        MissingExtra: there is to be a cluster, and Ray is not installed.
    """
    options = options or Options()
    source_lang = check_language(options.source_lang)
    languages = _languages(target_langs, source_lang)
    sources = find_sources(
        paths, output=output, source_lang=source_lang, input_formats=options.input_formats
    )
    check_targets(sources, languages, output)
    check_writable(output)
    with ExitStack() as stack:
        crew = stack.enter_context(_crew(engine, cluster))
        run = Run(signature=run_signature(crew.engine, glossary, options, memories))

        def asked(source: Source, lang: str) -> bytes:
            return asked_digest(run.signature, lang, source.format or "")

        def tell(outcome: Outcome) -> None:
            run.outcomes.append(outcome)
            if progress:
                progress(Step(outcome=outcome))

        scratch = book = None
        if journal:
            scratch = stack.enter_context(Scratch(output))
            book = stack.enter_context(Journal(journal_path(output)))
        paper = None
        if report is not None:
            paper = ReportWriter(report, run.signature)
            stack.callback(paper.abandon)
        writer = Writer(
            output=output,
            rendering=Rendering(
                drop_boilerplate=options.drop_boilerplate, mark_unknown=options.mark_unknown
            ),
            asked=asked,
            scratch=scratch,
            journal=book,
            report=paper,
            told=tell,
        )
        stack.callback(writer.abandon)

        def wanted(source: Source, digest: bytes) -> tuple[str, ...]:
            if book is None or not resume:
                return tuple(languages)
            standing = {
                lang: standing_outcome(
                    source,
                    lang,
                    digest,
                    output=output,
                    asked=asked(source, lang),
                    journal=book,
                )
                for lang in languages
            }
            kept = {
                lang: outcome
                for lang, outcome in standing.items()
                # a report tells of every segment, so it needs those of all our own translations
                if outcome and (report is None or outcome.status is FileStatus.EDITED)
            }
            for outcome in kept.values():
                tell(outcome)
            return tuple(lang for lang in languages if lang not in kept)

        assignment = Assignment(
            sources=sources,
            wanted=wanted,
            glossary=glossary,
            options=options,
            memories=memories,
            asked=segment_digest(crew.engine, options),
            journal=book,
            resume=resume,
            progress=(lambda count: progress(Step(segments=count))) if progress else None,
        )
        with (
            Behind(writer.take, size=PARTS_AHEAD) as behind,
            closing(crew.events(assignment)) as events,
        ):
            for event in events:
                _show(event, output, seen)
                behind.put(event)
        # what needs no work is told by the thread that reads ahead
        order = {source.path: place for place, source in enumerate(sources)}
        run.outcomes.sort(
            key=lambda one: (order[one.source], [*languages, ""].index(one.target_lang))
        )
        _check(run)
        if paper is not None:
            paper.close()
    return run


def _crew(engine: Engine, cluster: Cluster | None) -> Crew:
    if cluster is None:
        return OwnProcess(engine)
    from .cluster.away import ClusterCrew

    return ClusterCrew(cluster, engine)


def _languages(target_langs: Sequence[str], source_lang: str) -> list[str]:
    languages = list(dict.fromkeys(check_language(tag) for tag in target_langs))
    if source_lang in languages:
        raise KohesiError(
            f"source and target language are both {source_lang!r}", hint="choose another --to"
        )
    return languages


def _show(event: Event, output: Path, seen: Seen | None) -> None:
    if seen is None or not isinstance(event, Translated):
        return
    for translation in event.translations:
        seen(translation, output / event.source.target(translation.target_lang))


def _check(run: Run) -> None:
    """Raise what went wrong where nothing went right, in one line.

    Raises:
        KohesiError: the only file could not be read, or the engine translated nothing.
    """
    errors = [outcome.error for outcome in run.failures if outcome.error is not None]
    if not errors or len(errors) < len(run.outcomes):
        return
    if all(isinstance(error, EngineError) for error in errors):
        raise EngineError(
            f"the engine translated nothing: {errors[0].message}", hint="nothing was written"
        ) from errors[0]
    if len(errors) == 1:
        raise errors[0]
