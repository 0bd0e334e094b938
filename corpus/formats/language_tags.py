"""How files write the tag of a language, and the tag of another in the same way."""

from __future__ import annotations

import re

_REGIONS = {"id": "ID", "vi": "VN", "lo": "LA", "en": "US"}
KEYS = frozenset({"lang", "language", "locale", "bahasa"})
"""Names of fields that hold such a tag."""

_TAG = re.compile(r"([A-Za-z]{2})(?:([-_])[A-Za-z]{2})?\Z")


def is_tag_of(written: str, lang: str) -> bool:
    """Whether this is the tag of a language: `id`, `ID`, `id-ID`, `id_ID`."""
    match = _TAG.match(written.strip())
    return match is not None and match.group(1).lower() == lang


def tag_like(written: str, lang: str) -> str:
    """Return the tag of a language as another one is written.

    With a region (`id-ID`) it is that of the country where most speakers live: `vi-VN`, `lo-LA`,
    and `en-US`, as programs take English by default.
    """
    match = _TAG.match(written.strip())
    if match is None or match.group(2) is None:
        return lang.upper() if written.strip().isupper() else lang
    return f"{lang}{match.group(2)}{_REGIONS[lang]}"
