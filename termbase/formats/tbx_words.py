"""The words of TBX-Basic (ISO 30042:2019, TBX-Basic dialect) and of its forerunner of 2008."""

from __future__ import annotations

from dataclasses import dataclass

from ..concept import Form, Status

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Data categories of the module `min`; all others of TBX-Basic belong to `basic`.
MIN_CATEGORIES = frozenset({"administrativeStatus", "partOfSpeech", "subjectField"})

STATUS_WORDS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
}
# Forbidden is no word of TBX-Basic: it is written as deprecated, with a remark.
STATUSES = {
    "preferred": Status.PREFERRED,
    "preferredterm": Status.PREFERRED,
    "preferredtermadmnsts": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "admittedterm": Status.ADMITTED,
    "admittedtermadmnsts": Status.ADMITTED,
    "deprecated": Status.DEPRECATED,
    "deprecatedterm": Status.DEPRECATED,
    "deprecatedtermadmnsts": Status.DEPRECATED,
    "superseded": Status.DEPRECATED,
    "supersededterm": Status.DEPRECATED,
    "supersededtermadmnsts": Status.DEPRECATED,
    "obsolete": Status.FORBIDDEN,
    "forbidden": Status.FORBIDDEN,
}
FORM_WORDS = {
    Form.FULL: "fullForm",
    Form.SHORT: "shortForm",
    Form.ACRONYM: "acronym",
    Form.VARIANT: "variant",
    Form.PHRASE: "phrase",
}
FORMS = {word.lower(): form for form, word in FORM_WORDS.items()} | {
    "abbreviation": Form.ACRONYM,
    "initialism": Form.ACRONYM,
    "phraseologicalunit": Form.PHRASE,
    "spellingvariant": Form.VARIANT,
    "orthographicalvariant": Form.VARIANT,
}
PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", "other"})


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the elements of a style are called.

    Attributes:
        style: `dca`, `dct`, or `martif`.
        root: the root element.
        header: the header element.
        entry: a concept.
        language: a language of a concept.
        term: a term with what is said of it.
        namespace: of the elements; empty for none.
    """

    style: str
    root: str
    header: str
    entry: str
    language: str
    term: str
    namespace: str


DIALECTS = {
    "dca": Dialect("dca", "tbx", "tbxHeader", "conceptEntry", "langSec", "termSec", CORE),
    "dct": Dialect("dct", "tbx", "tbxHeader", "conceptEntry", "langSec", "termSec", CORE),
    "martif": Dialect("martif", "martif", "martifHeader", "termEntry", "langSet", "tig", ""),
}

# What TBX-Basic has no category for stands in a note that begins so and goes on in JSON.
REMARK = "kohesi: "


def status_key(word: str) -> str:
    """Return the key of an administrative status in `STATUSES`."""
    return "".join(char for char in word.lower() if char.isalpha())
