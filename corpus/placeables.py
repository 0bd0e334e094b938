"""Placeables: what of a text stands in every translation as it is.

Variables (`%s`, `{name}`, `${x}`), marks of templates, tags and addresses. One definition serves
readers, enforcement and checks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from .html_elements import ELEMENTS


class PlaceableKind(StrEnum):
    """What a placeable is."""

    PRINTF = "printf"
    """`%s`, `%(name)s`, `%1$s`, `%%`, `%@`"""
    BRACE = "brace"
    """`{}`, `{0}`, `{name:>5}`, `{day, date, short}`, `${name}`, `#{name}`, `%{name}`"""
    TEMPLATE = "template"
    """`{{ name }}`, `{% if %}`, `<%= name %>`"""
    NUMBER = "number"
    """`#` in a branch of an ICU plural, where it stands for the number"""
    TAG = "tag"
    """`<b>`, `</b>`, `<br/>`, `<g id="1">` as text"""
    MARK = "mark"
    """`[[name]]`, and the marks around a rendering that an engine is given"""
    ADDRESS = "address"
    """web and mail addresses"""


@dataclass(frozen=True, slots=True)
class Placeable:
    """A placeable of a text.

    Attributes:
        start: offset of its first code point in the text.
        end: offset after its last code point.
        text: what stands there.
        kind: what it is.
        repeatable: whether a translation may have it more often: what has a name or a number may
            stand twice, the second `%s` would take the next value.
        omittable: whether a translation may do without it: `%%`, and the number in the singular
            form of a plural (`one file` for `%d file`).
    """

    start: int
    end: int
    text: str
    kind: PlaceableKind
    repeatable: bool = False
    omittable: bool = False


# `{{ System error [3].}}` of installers is text
_LAO = "\u0e80-\u0eff"
_WORDS = re.compile(
    rf"\{{\{{(?![#/^>&!])\s*(?:[^\w$@.\s]|[^\n|\"'=]*(?:\w\s+\w|[{_LAO}])[^\n|\"'=]*\}}\}})"
)
_PATTERN = re.compile(
    rf"(?P<address>(?:(?:https?|ftp)://|mailto:|\bwww\.)[^\s<>\"“”{_LAO}]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
    r"|(?P<template>\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|<%[^%\n]{0,80}%>)"
    # a name, number or nothing; attributes and indices; conversion; format or simple ICU type
    r"|(?P<brace>[$#%]\{[^{}\n]{1,60}\}|\{\s*(?:[^\W\d][\w.\[\]-]{0,60}|\d{1,3})?(?:![rsa])?"
    r"(?::[^{}\s]{0,20}|\s*,\s*(?:number|date|time|spellout|ordinal|duration)\b[^{}\n]{0,40})?"
    r"\s*\})"
    r"|(?P<printf>%%|(?<!\d)%(?:\([\w.-]{1,60}\)[#0+-]{0,5}\d{0,4}(?:\.\d{1,3})?[a-zA-Z]"
    r"|(?:\d{1,2}\$)?[#0+-]{0,5}(?:\d{1,4}|\*)?(?:\.(?:\d{1,3}|\*))?(?:hh?|ll?|[Lzjtq])?"
    # a unit may follow at once: `%dm`
    r"(?:[dsu@]|[ioxXeEfFgGcCrSap](?![A-Za-z0-9_]))))"
    r"|(?P<tag></?(?P<element>[A-Za-z][\w:.-]{0,60})(?P<inside>[^<>\n]{0,300})>)"
    r"|(?P<mark>\[\[[^\[\]\n]{1,60}\]\]|⟦[^⟦⟧\n]{0,300}⟧)"
)
_ADDRESS_END = ".,;:!?)]}'’”"
_OPENING = {")": "(", "]": "[", "}": "{"}
_NUMBER = re.compile("#")
_UNNAMED = re.compile(r"%(?!%|\(|\d+\$)|\{[!:]|\{\s*\}")


def find_placeables(text: str, *, number_sign: bool = False) -> tuple[Placeable, ...]:
    """Find the placeables of a text, in order, none overlapping another.

    Args:
        text: any text as it stands.
        number_sign: whether it is a branch of an ICU plural, in which `#` is the number.
    """
    found = list(_found(text)) if _may_hold(text) else []
    if number_sign:
        taken = [(one.start, one.end) for one in found]
        found += [
            Placeable(sign.start(), sign.end(), "#", PlaceableKind.NUMBER, repeatable=True)
            for sign in _NUMBER.finditer(text)
            if not any(start <= sign.start() < end for start, end in taken)
        ]
        found.sort(key=lambda one: one.start)
    return tuple(found)


def _may_hold(text: str) -> bool:
    """Whether the slower search is worth its time: most sentences have none of these signs."""
    return (
        "%" in text
        or "{" in text
        or "<" in text
        or "@" in text
        or "://" in text
        or "[[" in text
        or "⟦" in text
        or "www." in text
        or "mailto:" in text
    )


def _found(text: str) -> Iterator[Placeable]:
    for match in _PATTERN.finditer(text):
        kind = PlaceableKind(match.lastgroup or "")
        start, end = match.span()
        if (kind is PlaceableKind.TAG and not _is_tag(match, text)) or (
            kind is PlaceableKind.TEMPLATE and _WORDS.match(match.group())
        ):
            for inner in _found(text[start + 1 : end]):
                yield replace(inner, start=inner.start + start + 1, end=inner.end + start + 1)
            continue
        if kind is PlaceableKind.ADDRESS:
            end = start + len(_without_end(match.group()))
        raw = text[start:end]
        yield Placeable(
            start,
            end,
            raw,
            kind,
            repeatable=kind is not PlaceableKind.TAG and not _UNNAMED.match(raw),
            omittable=raw == "%%",
        )


def _is_tag(match: re.Match[str], text: str) -> bool:
    """Whether this is a tag, and not `<no title>` or `<your name>`, which are translated."""
    element, inside = match.group("element"), match.group("inside")
    return (
        match.group().startswith("</")
        or "=" in inside
        or inside.endswith("/")
        or (not inside.strip() and (element.lower() in ELEMENTS or f"</{element}>" in text))
    )


def _without_end(address: str) -> str:
    """Leave out the marks of the sentence behind an address; a bracket that it opens is its own."""
    while address and address[-1] in _ADDRESS_END:
        opening = _OPENING.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def is_placeable(text: str) -> bool:
    """Whether a text as a whole is one placeable."""
    found = find_placeables(text, number_sign=text == "#")
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))


def lost_from(placeables: Iterable[Placeable], target: str) -> tuple[Placeable, ...]:
    """Return the placeables of a source that a translation lacks, or has in a wrong order.

    Args:
        placeables: those of the source.
        target: its translation.

    Returns:
        The missing ones. Values without names (`%s`, `{}`) are filled in order: where none is
        missing, but the kinds of value follow each other differently, those that are out of place.
    """
    ours = tuple(placeables)
    if not ours:
        return ()
    theirs = _of_target(ours, target)
    left = Counter(one.text for one in theirs)
    lost = []
    for one in ours:
        if left[one.text]:
            left[one.text] -= 1
        elif not one.omittable:
            lost.append(one)
    if lost:
        return tuple(lost)
    given = [one for one in ours if _UNNAMED.match(one.text)]
    order = [one.text for one in theirs if _UNNAMED.match(one.text)]
    if len(given) != len(order):
        return ()
    return tuple(one for one, other in zip(given, order, strict=True) if one.text != other)


def added_to(placeables: Iterable[Placeable], target: str) -> tuple[Placeable, ...]:
    """Return the placeables of a translation that its source does not have, or not so often.

    Args:
        placeables: those of the source.
        target: its translation; the spans of the result are spans of it.
    """
    ours = tuple(placeables)
    theirs = _of_target(ours, target)
    if not theirs:
        return ()
    left = Counter(one.text for one in ours)
    added = []
    for one in theirs:
        if left[one.text] > 0:
            left[one.text] -= 1
        elif not (one.repeatable and one.text in left) and not one.omittable:
            added.append(one)
    return tuple(added)


def _of_target(ours: Iterable[Placeable], target: str) -> tuple[Placeable, ...]:
    number_sign = any(one.kind is PlaceableKind.NUMBER for one in ours)
    return find_placeables(target, number_sign=number_sign)
