"""Glossaries as translation services take them: DeepL, Google, Amazon, Microsoft.

A service takes pairs of a source form and a target form, and applies them wherever the source
form stands. So a form that is only sometimes the term (a context, policy `review`) is left out,
and everything that is left out is listed with its reason. docs/glossary-formats.md says where the
limits below were found.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.errors import GlossaryError
from corpus.languages import LANGUAGES

from ..concept import Concept, Policy, Term
from .losses import Loss, filled
from .source import Options

# The fields that decide which pairs are written; a service has them in that sense.
_USED = frozenset(
    {"policy", "do_not_translate", "term.status", "term.policy", "term.context", "term.form"}
)


@dataclass(frozen=True, slots=True)
class Service:
    """What a service takes.

    Attributes:
        name: for messages.
        languages: those of ours that it has glossaries for.
        term_bytes: longest form, in UTF-8 bytes.
        file_bytes: largest file.
        delimiter: between the cells; empty for a workbook.
        table: a header of language codes and a column for each, instead of pairs.
        symmetric: any language may be the source: one row per concept.
    """

    name: str
    languages: tuple[str, ...]
    term_bytes: int
    file_bytes: int
    delimiter: str
    table: bool = False
    symmetric: bool = False


_ALL = tuple(LANGUAGES)
_MEGABYTES = 1024 * 1024
SERVICES: dict[str, Service] = {
    "deepl": Service("DeepL", ("id", "vi", "en"), 1024, 10 * _MEGABYTES, "\t"),
    "deepl-csv": Service("DeepL", ("id", "vi", "en"), 1024, 10 * _MEGABYTES, ","),
    "google": Service("Google Cloud Translation", _ALL, 1023, 10 * _MEGABYTES, ","),
    "google-set": Service(
        "Google Cloud Translation", _ALL, 1023, 10 * _MEGABYTES, ",", table=True, symmetric=True
    ),
    "amazon": Service(
        "Amazon Translate", ("id", "vi", "en"), 200, 10 * _MEGABYTES, ",", table=True
    ),
    "amazon-multi": Service(
        "Amazon Translate",
        ("id", "vi", "en"),
        200,
        10 * _MEGABYTES,
        ",",
        table=True,
        symmetric=True,
    ),
    "microsoft": Service("Azure Document Translation", _ALL, 1024, 10 * _MEGABYTES, "\t"),
    "microsoft-xlsx": Service(
        "Azure Custom Translator", _ALL, 1024, 10 * _MEGABYTES, "", table=True
    ),
}


def encode_for(concepts: Iterable[Concept], options: Options) -> tuple[bytes, tuple[Loss, ...]]:
    """Write what a service takes.

    Args:
        concepts: the glossary.
        options: `variant` is a key of `SERVICES`; with a target language only that is written,
            without one all languages of the service (forms with a column per language only).

    Returns:
        The file, and what is not in it: forms with their reason, and fields.

    Raises:
        GlossaryError: the service has no glossaries in a language that was asked for, the file
            would be too large, or nothing would be in it.
    """
    service = SERVICES[options.variant]
    targets = [options.target_lang] if options.target_lang else []
    for lang in (options.source_lang, *targets):
        if lang not in service.languages:
            known = ", ".join(LANGUAGES[tag] for tag in service.languages)
            raise GlossaryError(
                f"{service.name} takes no glossary in {LANGUAGES.get(lang, lang)}",
                hint=f"of our languages it takes {known}",
            )
    if not targets:
        targets = [lang for lang in service.languages if lang != options.source_lang]
    selection = _Selection(service, options.source_lang, tuple(targets))
    rows = [row for concept in concepts for row in selection.rows(concept)]
    if not rows:
        raise GlossaryError(
            f"no term is left that {service.name} takes",
            hint="kohesi term stats shows what the glossary holds",
        )
    header = [options.source_lang, *targets]
    table = [header, *rows] if service.table else rows
    data = _render(table, service)
    if len(data) > service.file_bytes:
        raise GlossaryError(
            f"the file would have {len(data)} bytes; {service.name} takes {service.file_bytes}",
            hint="export a part of the glossary",
        )
    return data, tuple(selection.losses)


class _Selection:
    """Chooses the rows of a file and remembers what it left out."""

    def __init__(self, service: Service, source_lang: str, targets: tuple[str, ...]) -> None:
        self.service = service
        self.source_lang = source_lang
        self.targets = targets
        self.losses: list[Loss] = []
        self._taken: dict[str, str] = {}

    def rows(self, concept: Concept) -> Iterator[list[str]]:
        self.losses.extend(filled(concept, _USED))
        langs = (self.source_lang, *self.targets)
        settled: set[tuple[str, str]] = set()  # written, or left out with a reason of their own
        sources = concept.terms_in(self.source_lang)
        for source in sources[:1] if self.service.symmetric else sources:
            settled.add((source.lang, source.text))
            row = self._row(concept, source, settled)
            if row is not None:
                settled.update(zip(langs, row, strict=True))
                yield row
        rest = Counter(
            self._why_not(term, langs)
            for term in concept.terms
            if (term.lang, term.text) not in settled
        )
        self.losses.extend(
            Loss(concept.id, "term", count, reason) for reason, count in rest.items()
        )

    def _why_not(self, term: Term, langs: tuple[str, ...]) -> str:
        if term.lang not in langs:
            return "in another language"
        return "a further form" if term.usable else "deprecated or forbidden"

    def _row(
        self, concept: Concept, source: Term, settled: set[tuple[str, str]]
    ) -> list[str] | None:
        reason = self._refusal(concept, source)
        targets: list[str] = []
        for lang in () if reason else self.targets:
            target = concept.rendering(lang, like=source)
            refusal = self._form_refusal(target.text) if target else ""
            if target and refusal and (lang, target.text) not in settled:
                settled.add((lang, target.text))
                self.losses.append(Loss(concept.id, "term", 1, refusal))
            targets.append(target.text if target and not refusal else "")
        if not reason and not any(targets):
            reason = "no rendering"
        if reason:
            self.losses.append(Loss(concept.id, "term", 1, reason))
            return None
        self._taken[source.text] = concept.id
        return [source.text, *targets]

    def _refusal(self, concept: Concept, source: Term) -> str:
        policy = concept.policy_of(source)
        if policy is not Policy.ALWAYS:
            return f"policy {policy.value}: a service would force it everywhere"
        if source.context:
            return "it has a context, and a service knows none"
        other = self._taken.get(source.text)
        if other is not None:
            return f"the same form stands for {other}"
        return self._form_refusal(source.text)

    def _form_refusal(self, text: str) -> str:
        if len(text.encode("utf-8")) > self.service.term_bytes:
            return f"longer than {self.service.term_bytes} bytes"
        if any(char in "\t\n\r" or not char.isprintable() for char in text):
            return "it holds a line break or another control character"
        if self.service.delimiter == "\t" and text.startswith('"'):
            return "it begins with a quotation mark, which TSV readers take away"
        return ""


def _render(table: list[list[str]], service: Service) -> bytes:
    if not service.delimiter:
        from .xlsx import workbook

        return workbook(table)
    if service.delimiter == "\t":
        return "".join("\t".join(row) + "\n" for row in table).encode("utf-8")
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue().encode("utf-8")
