"""Checking of files: what `kohesi check` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import KohesiError
from corpus.languages import check_language

from .checks import Finding, Settings, Severity, check_texts
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
    settings: Settings | None = None,
    rules: Sequence[str] = (),
    fail_on: str = "error",
) -> FileFindings:
    """Check a translation in a file.

    Args:
        translation: the translation.
        lang: its language.
        source_lang: the language of its source.
        source: the source, where `translation` does not hold it.
        glossaries: glossaries of the user's own, the first one wins.
        bundled: whether the bundled glossary stands below them.
        settings: which rules are on; each at its own severity when None.
        rules: the only rules to check; all that are on when empty.
        fail_on: the severity from which on a finding makes the check fail: `error`, `warning` or
            `never`.

    Raises:
        FormatError: a file cannot be read.
        KohesiError: there is no source, the numbers of segments differ, or a rule is unknown.
        LanguageError: a language is unknown.
    """
    target, origin = check_language(lang), check_language(source_lang)
    settings = settings or Settings()
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
    failed = fail_on != "never" and any(
        finding.severity.rank <= Severity(fail_on).rank for finding in findings
    )
    return FileFindings(len(texts), tuple(findings), failed)
