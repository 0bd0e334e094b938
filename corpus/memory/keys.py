"""Keys of units: what is the same source, what is the same unit, what a memory's content is."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b, sha256

from ..languages.normal import normal_text
from .unit import MemoryUnit

DIGEST_BITS = 256


def source_key(plain: str, source_lang: str, target_lang: str) -> int:
    """Return the key under which the units of a source are found, a signed number of 64 bits.

    Args:
        plain: the source in normal form without capitals.
        source_lang: its language.
        target_lang: the language of the translations.
    """
    data = f"{source_lang}\0{target_lang}\0{plain}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def unit_key(unit: MemoryUnit) -> int:
    """Return the key of a unit's source."""
    plain = normal_text(unit.source, unit.source_lang)
    return source_key(plain, unit.source_lang, unit.target_lang)


@cache
def normal_form() -> str:
    """Name the normal form that keys are made from; a memory keeps it beside its keys.

    A later program may compare texts by other rules. It then finds another name in the memory
    and makes the keys again.
    """
    sample = "“Hoà – hòa’ hòa ﬁ ½ m² Ａ\u00ad\u200b &amp; a\u00a0 b ຫນ ໜ ຫມ ກໍາ ກຳ ກໍ່າ ເເ ກ ກ ĐƯỜNG ß"
    return _hashed(normal_text(sample), normal_text(sample, casefold=False)).hex()[:16]


def identity(unit: MemoryUnit) -> bytes:
    """Return what two units share that are one: languages, texts and neighbours.

    Sources and neighbours are compared in normal form with capitals, targets as they stand.
    """
    lang = unit.source_lang
    return _hashed(
        lang,
        unit.target_lang,
        normal_text(unit.source, lang, casefold=False),
        unit.target,
        normal_text(unit.before, lang, casefold=False) if unit.before else "",
        normal_text(unit.after, lang, casefold=False) if unit.after else "",
    )[:16]


def fingerprint(unit: MemoryUnit) -> int:
    """Return a number for everything of a unit that an answer of the memory may depend on.

    The digest of a memory is the sum of these numbers modulo 2**256 (the incremental multiset
    hash of Bellare and Micciancio, 1997, with addition), so a unit comes or goes in one step.
    How often a unit was used is left out: using a memory must not change it.
    """
    return int.from_bytes(
        _hashed(
            unit.source_lang,
            unit.target_lang,
            unit.source,
            unit.target,
            unit.before,
            unit.after,
            unit.origin,
            unit.changed,
            str(unit.confirmed),
        ),
        "big",
    )


def _hashed(*parts: str) -> bytes:
    lengths = ",".join([str(len(part)) for part in parts])  # so that no two lists of parts meet
    data = f"{lengths};{''.join(parts)}".encode("utf-8", "surrogatepass")
    return sha256(data).digest()
