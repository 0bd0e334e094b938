"""What kohesi knows about its four languages: tags, normal form, sentences, numbers."""

from __future__ import annotations

from ..errors import LanguageError

LANGUAGES: dict[str, str] = {
    "id": "Indonesian",
    "vi": "Vietnamese",
    "lo": "Lao",
    "en": "English",
}


def check_language(tag: str) -> str:
    """Return the tag in its canonical form (`VI` and `vi-VN` give `vi`).

    Raises:
        LanguageError: the language is none of those that kohesi knows.
    """
    language = tag.strip().replace("_", "-").split("-")[0].lower()
    if language not in LANGUAGES:
        known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        raise LanguageError(f"unknown language {tag!r}", hint=f"use one of {known}")
    return language
