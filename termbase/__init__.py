"""The glossary: concepts, terms, storage, matching and look-up."""

from .concept import Case, Concept, Policy, Status, Term

__all__ = ["Case", "Concept", "Policy", "Status", "Term"]
