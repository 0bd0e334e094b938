"""Placeables as requirements: what stands in every translation as it is, obtained like a term.

A placeable asks for itself. The engine is told, the verifier looks whether it stands, and the
ladder gets it in where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus import Segment
from termbase import Policy

from .requirements import Requirement

PLACEABLE = "placeable"
"""The `concept_id` of such requirements; no glossary has it, ids of concepts are checked."""


def placeable_requirements(segment: Segment) -> tuple[Requirement, ...]:
    """Return one requirement for each placeable of a segment, in source order.

    One that may be left out (`%%`, the number in a singular) is told to the engine, and its
    absence is nothing to review.
    """
    if not segment.role.translatable:
        return ()
    return tuple(
        Requirement(
            concept_id=PLACEABLE,
            start=one.start,
            end=one.end,
            surface=one.text,
            status="preferred",
            policy=Policy.REVIEW if one.omittable else Policy.ALWAYS,
            forms=(one.text,),
            verified=True,
        )
        for one in segment.placeables
    )


def with_placeables(needs: Iterable[Requirement], segment: Segment) -> tuple[Requirement, ...]:
    """Return the requirements of a segment with those of its placeables, in source order.

    A placeable inside a term is part of the term's rendering, or is not in it.
    """
    terms = tuple(needs)
    also = [
        one
        for one in placeable_requirements(segment)
        if not any(one.start < term.end and term.start < one.end for term in terms)
    ]
    return tuple(sorted((*terms, *also), key=lambda one: one.start)) if also else terms


def is_placeable_requirement(requirement: Requirement) -> bool:
    """Whether a requirement is that of a placeable, and of no concept."""
    return requirement.concept_id == PLACEABLE
