"""A whole run: files in, translated files and a report out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corpus import Document, EngineError, FormatError, KohesiError, OutputError
from corpus.atomic import write_bytes, write_text
from corpus.formats import read_document
from corpus.languages import check_language
from termbase import Glossary

from .enforce import Strategy
from .engines import Engine
from .pipeline import SegmentStatus, Translation, Translator
from .report.run import run_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run can be told; all of it is part of the run's signature.

    Attributes:
        source_lang: BCP-47 tag of the files.
        enforce_terms: False judges the engine's own output and mends nothing.
        drop_boilerplate: leave the site's menus and counters out of the output.
        mark_unknown: put words that the engine could not translate between `⟦` and `⟧`.
        input_format: a format of `corpus.formats`, with a choice of fields if it has them; None
            looks at the names of the files.
        strategy: how a term is obtained where the engine did not write it.
        mentions: first mentions in full with the acronym, later ones short.
    """

    source_lang: str = "id"
    enforce_terms: bool = True
    strategy: Strategy = Strategy.HYBRID
    mentions: bool = False
    drop_boilerplate: bool = False
    mark_unknown: bool = False
    input_format: str | None = None


@dataclass(slots=True)
class Run:
    """What a run has done: each translation with the file it was written to, in order."""

    signature: dict[str, str]
    translations: list[tuple[Translation, Path]] = field(default_factory=list)
    failures: list[tuple[Translation, Path]] = field(default_factory=list)
    """Documents of which the engine translated nothing, with the file that was not written."""

    @property
    def needs_review(self) -> int:
        """Number of segments that a person must look at."""
        return sum(
            result.status is SegmentStatus.NEEDS_REVIEW
            for translation, _ in (*self.translations, *self.failures)
            for result in translation.results
        )

    def report(self) -> dict[str, Any]:
        """Return the JSON report of the run (see `docs/report.md`)."""
        return run_report(
            [
                *((translation, str(path)) for translation, path in self.translations),
                *((translation, "") for translation, _ in self.failures),
            ],
            signature=self.signature,
        )


Progress = Callable[[Document, str, int], None]
"""Told the document, the target language and how many segments were finished."""


def translate_files(
    paths: Sequence[Path],
    *,
    target_langs: Sequence[str],
    engine: Engine,
    glossary: Glossary,
    output: Path,
    options: Options | None = None,
    report: Path | None = None,
    progress: Progress | None = None,
) -> Run:
    """Translate files and write `NAME.LANG.EXT` for each into a folder.

    Every file is read before the first is translated, so that a mistake in the list shows at
    once. Each output appears whole, by rename, as soon as it is done.

    Args:
        paths: the files to translate.
        target_langs: BCP-47 tags of the translations.
        engine: the engine; it is loaded here.
        glossary: the terms to enforce.
        output: the folder for the translations; it is made when missing.
        options: see `Options`.
        report: where the JSON report goes, None for no report.
        progress: see `Progress`.

    Raises:
        FormatError: a file cannot be read.
        OutputError: a file cannot be written, or two inputs would have one output.
        LanguageError: a language is unknown.
        EngineError: the engine cannot be loaded, or failed on every segment. Where it fails on
            every segment of some documents only, those are not written; see `Run.failures`.
    """
    options = options or Options()
    languages = list(dict.fromkeys(check_language(tag) for tag in target_langs))
    source_lang = check_language(options.source_lang)
    if source_lang in languages:
        raise KohesiError(
            f"source and target language are both {source_lang!r}", hint="choose another --to"
        )
    paths = list(dict.fromkeys(paths))
    documents = [
        (path, read_document(path, source_lang=source_lang, format=options.input_format))
        for path in paths
    ]
    _check_languages(documents, languages)
    targets = _targets(paths, languages, output)
    _check_writable(output)
    engine.load()
    translator = Translator(
        engine,
        glossary,
        source_lang=source_lang,
        enforce_terms=options.enforce_terms,
        strategy=options.strategy,
        mentions=options.mentions,
    )
    run = Run(signature=run_signature(engine, glossary, options))
    for path, document in documents:
        for lang in languages:
            translation = translator.translate(
                document,
                target_lang=lang,
                progress=_bound(progress, document, lang),
            )
            target = targets[path, lang]
            if translation.failure:
                # the source text under the name of a translation would only mislead
                run.failures.append((translation, target))
                continue
            write_bytes(
                target,
                translation.render(
                    drop_boilerplate=options.drop_boilerplate, mark_unknown=options.mark_unknown
                ),
            )
            run.translations.append((translation, target))
    if run.failures and not run.translations:
        raise EngineError(
            f"engine {engine.info.name!r} translated nothing: {run.failures[0][0].failure}",
            hint="nothing was written",
        )
    if report is not None:
        import json

        write_text(report, json.dumps(run.report(), ensure_ascii=False, indent=1) + "\n")
    return run


def run_signature(engine: Engine, glossary: Glossary, options: Options) -> dict[str, str]:
    """Return what identifies a run: the same signature and input give the same output."""
    return {
        "kohesi": version("kohesi"),
        **engine.signature,
        "glossary": glossary.digest[:16],
        "source": options.source_lang,
        "enforce": options.strategy.value if options.enforce_terms else "no",
        "mentions": "long-short" if options.mentions else "as-source",
        "boilerplate": "dropped" if options.drop_boilerplate else "kept",
        "unknown": "marked" if options.mark_unknown else "plain",
        **({"format": options.input_format} if options.input_format else {}),
    }


def output_path(path: Path, lang: str, output: Path) -> Path:
    """Return where the translation of a file goes: `article.txt` to `article.vi.txt`."""
    return output / f"{path.stem}.{lang}{path.suffix}"


def _targets(
    paths: Sequence[Path], languages: Sequence[str], output: Path
) -> dict[tuple[Path, str], Path]:
    targets: dict[tuple[Path, str], Path] = {}
    sources = {path.resolve() for path in paths}
    owner: dict[Path, Path] = {}
    for path in paths:
        for lang in languages:
            target = output_path(path, lang, output)
            if target.resolve() in sources:
                raise OutputError("the translation would overwrite an input file", path=target)
            if owner.setdefault(target, path) != path:
                raise OutputError(
                    f"{owner[target]} and {path} would both be written to {target}",
                    hint="translate them into different folders",
                )
            targets[path, lang] = target
    return targets


def _check_languages(documents: Sequence[tuple[Path, Document]], languages: Sequence[str]) -> None:
    """Refuse to write one language over the translations that a file has in another."""
    for path, document in documents:
        for lang in languages:
            if document.target_lang not in (None, lang):
                raise FormatError(
                    f"this file holds translations into {document.target_lang!r}, not {lang!r}",
                    path=path,
                    hint="translate the template without translations",
                )


def _check_writable(folder: Path) -> None:
    """Find out before the work that the folder cannot take its result."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise OutputError("this is a file, not a folder", path=existing, hint="choose another -o")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError("cannot write into this folder", path=existing, hint="choose another -o")


def _bound(
    progress: Progress | None, document: Document, lang: str
) -> Callable[[int], None] | None:
    if progress is None:
        return None
    return lambda count: progress(document, lang, count)
