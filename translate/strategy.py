"""The ways to get a term into a translation, so that they can be compared."""

from __future__ import annotations

from enum import StrEnum


class Strategy(StrEnum):
    """What is done about the terms of a segment."""

    NONE = "none"
    """nothing: the engine's own output, judged"""
    PLACEHOLDER = "placeholder"
    """the term's words are masked in the source, and the rendering put back in the target"""
    INLINE = "inline"
    """the rendering stands in the source in place of the term's words"""
    CONSTRAINED = "constrained"
    """where a term is missing, the segment is decoded again under constraints"""
    SPLICE = "splice"
    """where a term is missing, it is spliced into the target and decoding goes on from there"""
    REPLACE = "replace"
    """where a term is missing, the aligned words are replaced"""
    HYBRID = "hybrid"
    """the cheapest of these that satisfies the verifier: what the engine wrote, another of its
    beams, its constrained decoder or splicing, replacement"""
