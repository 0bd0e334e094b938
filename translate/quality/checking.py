"""Checking of files: what `kohesi check` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import KohesiError
from corpus.languages import check_language

from .checks import Finding, Severity, check_texts, load_settings
from .scoring import chosen_glossary
from .texts import read_texts, with_sources


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What was found in a file.

    Attributes:
        count: number of segments.
        findings: in the order of the segments.
        failed: whether a finding is as bad as the settings allow none to be.
    """

    count: int
    findings: tuple[Finding, ...]
    failed: bool


def check_file(
    translation: Path,
    *,
    lang: str,
    source_lang: str = "id",
    source: Path | None = None,
    glossaries: Sequence[Path] = (),
    bundled: bool = True,
    config: Path | None = None,
    rules: Sequence[str] = (),
    fail_on: str = "",
) -> FileFindings:
    """Check a translation in a file.

    Args:
        translation: the translation.
        lang: its language.
        source_lang: the language of its source.
        source: the source, where `translation` does not hold it.
        glossaries: glossaries of the user's own, the first one wins.
        bundled: whether the bundled glossary stands below them.
        config: the settings; None looks for `kohesi.toml` from the working folder upward.
        rules: the only rules to check; all that are on when empty.
        fail_on: `error`, `warning` or `never`; as the settings say when empty.

    Raises:
        FormatError: a file cannot be read.
        KohesiError: there is no source, the numbers of segments differ, or the settings are wrong.
        LanguageError: a language is unknown.
    """
    target, origin = check_language(lang), check_language(source_lang)
    settings = load_settings(config)
    if rules:
        settings = settings.only(list(rules))
    texts = with_sources(
        read_texts(translation, source_lang=origin, target_lang=target),
        source,
        source_lang=origin,
        target_lang=target,
    )
    if not texts.sources:
        raise KohesiError(
            "there is no source to check against", path=translation, hint="give --source"
        )
    findings = check_texts(
        texts.sources,
        texts.targets,
        source_lang=origin,
        target_lang=target,
        glossary=chosen_glossary(glossaries, bundled=bundled) if glossaries or bundled else None,
        settings=settings,
        documents=texts.documents,
        lines=texts.lines,
    )
    limit = fail_on or settings.fail_on
    failed = limit != "never" and any(
        finding.severity.rank <= Severity(limit).rank for finding in findings
    )
    return FileFindings(len(texts), tuple(findings), failed)
