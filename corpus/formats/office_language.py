"""The language marks of office documents, which become those of the translation.

A program checks spelling by them, and Word picks by them the font for Lao. Lao is a complex script
for Word: bold, italic and size of such text have elements of their own (ECMA-376 part 1, 17.3.2:
`bCs`, `iCs`, `szCs`), and its language is the attribute `bidi` of `lang`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .language_tags import is_tag_of, tag_like
from .xml_text import attributes, set_attribute

_WRITTEN = "xx-XX"
"""Office programs write tags with a region."""

_WORD = re.compile(r"<w:(?:lang|themeFontLang)\b[^<>]*?/?>")
_DEFAULT = re.compile(r"<w:rPrDefault>.*?</w:rPrDefault>", re.DOTALL)
_PROPERTIES = re.compile(r"<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>", re.DOTALL)
_SLIDE = re.compile(r"<a:(?:rPr|endParaRPr|defRPr)\b[^<>]*>")
_SIMPLE = re.compile(r"<w:(b|i|sz)(\s[^<>]*)?/>")


def relabel(text: str, *, source_lang: str, lang: str) -> str:
    """Return a part of a document with its marks for another language.

    Args:
        text: the XML of a text, of the styles or of the settings.
        source_lang: the language of its texts until now; marks of other languages stay, except
            that of the whole document.
        lang: the language that they have now.
    """
    if "<w:" in text:
        text = _DEFAULT.sub(lambda found: _WORD.sub(_default(lang), found.group()), text)
        text = _WORD.sub(_mark("w:val", source_lang, lang), text)
        return _PROPERTIES.sub(_complex, text) if lang == "lo" else text
    return _SLIDE.sub(_mark("lang", source_lang, lang), text)


def _default(lang: str) -> Callable[[re.Match[str]], str]:
    return lambda found: set_attribute(found.group(), "w:val", tag_like(_WRITTEN, lang))


def _mark(name: str, source_lang: str, lang: str) -> Callable[[re.Match[str]], str]:
    def changed(found: re.Match[str]) -> str:
        tag = found.group()
        old = attributes(tag).get(name, "")
        if is_tag_of(old, source_lang):
            tag = set_attribute(tag, name, tag_like(_WRITTEN, lang))
        if name == "w:val" and lang == "lo":
            tag = set_attribute(tag, "w:bidi", tag_like(_WRITTEN, lang))
        return tag

    return changed


def _complex(found: re.Match[str]) -> str:
    """Say for complex scripts what the properties of a run say for others."""
    properties = found.group()

    def doubled(match: re.Match[str]) -> str:
        name, rest = match.group(1), match.group(2) or ""
        twin = f"w:{name}Cs"
        if f"<{twin}" in properties:
            return match.group()
        return f"{match.group()}<{twin}{rest}/>"

    return _SIMPLE.sub(doubled, properties)
