"""The files of a run: named ones as they are, folders walked, and where each translation goes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import FormatError, OutputError
from corpus.languages import LANGUAGES
from translate.config.formats import Rule, format_for, is_of_a_format, read_rules

_TRANSLATED = {".pot": ".po"}
"""Endings that a translation does not share with its source."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to translate.

    Attributes:
        path: where it is.
        folder: where its translations go, relative to the output folder: empty for a file that
            was named, its place in the tree for one that was found in a folder.
        format: the format that was named for it (see `corpus.formats`); None looks at its name.
    """

    path: Path
    folder: Path = Path()
    format: str | None = None

    def target(self, lang: str) -> Path:
        """Return where a translation goes, relative to the output folder: `a/b.vi.txt`.

        A template becomes a catalogue: `b.pot` is translated to `b.vi.po`.
        """
        ending = _TRANSLATED.get(self.path.suffix, self.path.suffix)
        return self.folder / f"{self.path.stem}.{lang}{ending}"


def find_sources(
    paths: Sequence[Path], *, output: Path, source_lang: str, input_formats: Sequence[str] = ()
) -> list[Source]:
    """Return the files to translate, each once, in the order of the command and by name.

    In a folder these are the files whose names end as those of a format do (see
    `corpus.formats`), or for which there is a rule. Hidden files, links to folders, the output
    folder and translations that stand beside their source (`berita.vi.txt` beside `berita.txt`)
    are left out.

    Args:
        paths: files and folders.
        output: the folder of the translations.
        source_lang: language of the sources.
        input_formats: rules for the formats of files (see `translate.config.formats`). Where one
            names a format for all files, only files of that format are looked for.

    Raises:
        FormatError: a path does not exist, a folder cannot be read or holds no such file.
    """
    rules = read_rules(input_formats)
    found: dict[Path, Source] = {}
    for path in paths:
        sources: Iterable[Source] = [Source(path, format=format_for(path, rules))]
        if path.is_dir():
            sources = list(_walked(path, rules, output, source_lang))
            if not sources:
                raise FormatError(
                    "this folder holds no file to translate",
                    path=path,
                    hint="name the files, or say what they are with --input-format",
                )
        elif not path.exists():
            raise FormatError(
                "there is no such file", path=path, hint="check the name and the folder"
            )
        for source in sources:
            found.setdefault(_resolved(source.path), source)
    return list(found.values())


def check_targets(sources: Sequence[Source], languages: Sequence[str], output: Path) -> None:
    """Refuse a run in which a translation would fall on a source or on another translation.

    Raises:
        OutputError: it would.
    """
    taken = {_resolved(source.path) for source in sources}
    root = _resolved(output)
    owner: dict[Path, Source] = {}
    for source in sources:
        for lang in languages:
            target = source.target(lang)
            if root / target in taken:
                raise OutputError(
                    "the translation would overwrite an input file", path=output / target
                )
            if owner.setdefault(target, source) is not source:
                raise OutputError(
                    f"{owner[target].path} and {source.path} would both be written to "
                    f"{output / target}",
                    hint="translate them into different folders",
                )


def check_writable(folder: Path) -> None:
    """Find out before the work that a folder cannot take its result.

    Raises:
        OutputError: it cannot.
    """
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise OutputError("this is a file, not a folder", path=existing, hint="choose another -o")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError("cannot write into this folder", path=existing, hint="choose another -o")


def _walked(root: Path, rules: Sequence[Rule], output: Path, source_lang: str) -> Iterator[Source]:
    def unreadable(error: OSError) -> None:
        raise FormatError(
            f"cannot read this folder: {error.strerror or error}", path=error.filename
        ) from error

    own = _resolved(output)
    for folder, below, names in os.walk(root, onerror=unreadable):
        here = Path(folder)
        below[:] = sorted(
            name
            for name in below
            if not name.startswith(".")
            and not (here / name).is_symlink()
            and _resolved(here / name) != own
        )
        present = set(names)
        for name in sorted(names):
            path = here / name
            if (
                not name.startswith(".")
                and is_of_a_format(path, rules)
                and not _is_translation(path, present, source_lang)
            ):
                yield Source(path, here.relative_to(root), format_for(path, rules))


def _is_translation(path: Path, present: set[str], source_lang: str) -> bool:
    lang = Path(path.stem).suffix[1:]
    stem = Path(path.stem).stem
    endings = [path.suffix, *(one for one, its in _TRANSLATED.items() if its == path.suffix)]
    original = any(f"{stem}{ending}" in present for ending in endings)
    return original and lang in LANGUAGES and lang != source_lang


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))
