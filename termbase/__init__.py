"""The glossary: concepts, terms, storage, matching and look-up."""

from .claims import claim_places
from .concept import Case, Concept, Form, Policy, Status, Term
from .forms import find_forms
from .glossary import Glossary
from .matcher import Matcher, TermMatch

__all__ = [
    "Case",
    "Concept",
    "Form",
    "Glossary",
    "Matcher",
    "Policy",
    "Status",
    "Term",
    "TermMatch",
    "claim_places",
    "find_forms",
]
