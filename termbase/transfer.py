"""Glossaries to files of other programs and back, with a list of what was lost on the way.

What is written is read again before it takes its place: the list of losses is the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.atomic import write_bytes
from corpus.errors import GlossaryError, OutputError
from corpus.languages import LANGUAGES

from .concept import Concept, Term
from .formats.catalog import Format, find_format, module_of, read_concepts
from .formats.losses import Loss, compare, restricted
from .formats.source import Options


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written.

    Attributes:
        path: where it is.
        format: its name in the table of formats.
        target_lang: the target language of a file of pairs; empty for all languages.
        losses: what of the glossary is not in it.
    """

    path: Path
    format: str
    target_lang: str
    losses: tuple[Loss, ...]


def export_concepts(
    concepts: Iterable[Concept],
    path: str | Path,
    *,
    format: str | None = None,
    source_lang: str = "id",
    target_lang: str = "",
    overwrite: bool = False,
) -> tuple[Exported, ...]:
    """Write concepts as a file of another program.

    A format of pairs without `target_lang` gives one file for each language that has terms:
    `glossary.po` becomes `glossary.vi.po`, `glossary.lo.po`, ...

    Args:
        concepts: the glossary.
        path: the file to write.
        format: a name of the table of formats; by default the extension tells.
        source_lang: the source side of a format of pairs.
        target_lang: its target side.
        overwrite: whether files that are there may give way.

    Returns:
        The files, with what each has lost.

    Raises:
        GlossaryError: the format is unknown, or cannot take the glossary at all.
        MissingExtra: the format needs a package that is not installed.
        OutputError: a file is there already, or cannot be written.
    """
    listed = tuple(concepts)
    entry = find_format(path, format, writing=True)
    planned = _plan(listed, Path(path), entry, source_lang, target_lang)
    for target, _ in planned:
        if target.exists() and not overwrite:
            raise OutputError("the file is there already", path=target, hint="use --force")
    if entry.by_path:
        module_of(entry).write(path, listed)
        return (Exported(Path(path), entry.name, "", compare(listed, read_concepts(path))),)
    written = [(target, options, _render(listed, entry, options)) for target, options in planned]
    for target, _, (data, _) in written:
        write_bytes(target, data)
    return tuple(
        Exported(target, entry.name, options.target_lang, losses)
        for target, options, (_, losses) in written
    )


def _plan(
    concepts: Sequence[Concept], path: Path, entry: Format, source_lang: str, target_lang: str
) -> list[tuple[Path, Options]]:
    options = Options(entry.variant, source_lang, target_lang)
    if target_lang or not entry.pairs:
        return [(path, options)]
    used = {term.lang for concept in concepts for term in concept.terms}
    targets = [lang for lang in LANGUAGES if lang in used and lang != source_lang]
    if entry.service:
        from .formats.services import SERVICES

        targets = [lang for lang in targets if lang in SERVICES[entry.variant].languages]
    if not targets:
        raise GlossaryError("the glossary has no terms in a target language", path=path)
    return [
        (path.with_name(f"{path.stem}.{lang}{path.suffix}"), replace(options, target_lang=lang))
        for lang in targets
    ]


def _render(
    concepts: tuple[Concept, ...], entry: Format, options: Options
) -> tuple[bytes, tuple[Loss, ...]]:
    module = module_of(entry)
    kept = concepts
    if entry.pairs:
        kept = restricted(concepts, (options.source_lang, options.target_lang))
    if entry.service:
        data, losses = module.encode_for(kept, options)
        return data, losses
    data = module.encode(kept, options)
    name = f"glossary{entry.extensions[0]}"
    return data, compare(kept, module.decode(data, name, options, []))


def import_files(
    paths: Sequence[str | Path],
    *,
    format: str | None = None,
    source_lang: str = "id",
    target_lang: str = "",
) -> tuple[tuple[Concept, ...], tuple[Loss, ...]]:
    """Read files of other programs as one glossary.

    A concept that stands in several files, as in one PO file per language, has the terms of all
    of them; what else is said of it comes from the first.

    Returns:
        The concepts, and what the files hold that a glossary has no place for.

    Raises:
        GlossaryError: a file has mistakes; all of them are named, and nothing is imported.
        MissingExtra: a format needs a package that is not installed.
    """
    left_out: list[Loss] = []
    merged: dict[str, Concept] = {}
    for path in paths:
        for concept in read_concepts(
            path,
            format=format,
            source_lang=source_lang,
            target_lang=target_lang,
            left_out=left_out,
        ):
            first = merged.get(concept.id)
            merged[concept.id] = concept if first is None else _joined(first, concept)
    return tuple(merged.values()), tuple(left_out)


def _joined(first: Concept, second: Concept) -> Concept:
    terms: dict[tuple[str, str], Term] = {(term.lang, term.text): term for term in first.terms}
    for term in second.terms:
        terms.setdefault((term.lang, term.text), term)
    return replace(first, terms=tuple(terms.values()))
