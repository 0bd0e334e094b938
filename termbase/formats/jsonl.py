"""JSON lines: one concept per line, `{"id": ..., "terms": [{"lang": ..., "text": ...}, ...]}`.

The other fields are those of `Concept` and `Term`, by their names; what is not said is not there.
Nothing is lost in this form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from corpus.errors import LanguageError

from ..concept import Concept, Term
from ..records import concept_from_record, concept_to_record
from .collect import Collector
from .losses import Loss
from .source import Options, decode_text, read_bytes

_TERM_FIELDS = frozenset(field.name for field in fields(Term))
_CONCEPT_FIELDS = frozenset(field.name for field in fields(Concept))


def read(path: str | Path) -> tuple[Concept, ...]:
    """Read concepts, one JSON object per line; see `decode`."""
    return decode(read_bytes(path), path, Options(), [])


def decode(
    data: bytes,
    path: str | Path,
    options: Options,  # noqa: ARG001 - one call for every format
    left_out: list[Loss],  # noqa: ARG001
) -> tuple[Concept, ...]:
    """Read concepts, one JSON object per line.

    Raises:
        GlossaryError: the file is not UTF-8 or has bad lines; all of them are named.
    """
    collector = Collector(path)
    for number, line in enumerate(decode_text(data, path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            collector.add(number, _concept(json.loads(line)))
        except json.JSONDecodeError as error:
            collector.wrong(number, f"no JSON at column {error.colno}: {error.msg}")
        except RecursionError:
            collector.wrong(number, "the JSON is nested too deeply")
        except (ValueError, LanguageError) as error:
            collector.wrong(number, error)
    return collector.finish()


def _concept(record: Any) -> Concept:
    if not isinstance(record, dict):
        raise ValueError("the line is no JSON object")  # noqa: TRY004 - bad input, not a bad call
    _check_names(record, _CONCEPT_FIELDS)
    terms = record.get("terms", [])
    for term in terms if isinstance(terms, list) else ():
        if isinstance(term, dict):
            _check_names(term, _TERM_FIELDS)
    return concept_from_record(record)


def _check_names(record: dict[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(record.keys() - known)
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}; known are {', '.join(sorted(known))}")


def encode(concepts: Iterable[Concept], options: Options) -> bytes:  # noqa: ARG001
    """Write concepts, one JSON object per line, as UTF-8."""
    lines = (json.dumps(concept_to_record(concept), ensure_ascii=False) for concept in concepts)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")
