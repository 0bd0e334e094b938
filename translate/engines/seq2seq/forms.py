"""From the forms of a term to phrases of token ids, and what tokens may stand beside them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from corpus.languages.case import capitalise_first
from termbase.boundaries import begins_word, ends_word

from .automaton import Phrase, Plan, Script, Start, Wanted
from .backend import Demands
from .search import Vocabulary
from .tokenizer import SPACE, Tokenizer

_LETTER = {Script.OTHER: ")", Script.WORD: "a", Script.LAO: "ກ"}
_STOPS = ".!?…:"


def script_of(character: str) -> Script:
    """Return the class of a character at the edge of a form."""
    if "\u0e80" <= character <= "\u0eff":
        return Script.LAO
    if character.isalnum() or unicodedata.category(character) in ("Mn", "Mc"):
        return Script.WORD
    return Script.OTHER


class Phrasebook:
    """Writes forms in the tokens of one vocabulary, for one target language.

    Args:
        tokenizer: the SentencePiece model of the target.
        ids: token to id.
        unknown: the id of tokens that the model does not have.
        lang: BCP-47 tag of the target; its word boundaries hold.
    """

    def __init__(self, tokenizer: Tokenizer, ids: dict[str, int], unknown: int, lang: str) -> None:
        self._tokenizer = tokenizer
        self._ids = ids
        self._unknown = unknown
        self._lang = lang

    def plan(self, demands: Demands) -> Plan | None:
        """Return the plan for some demands, or None when a form cannot be written."""
        wanted = []
        for forms, count in demands.wanted:
            phrases = [phrase for form in forms for phrase in self._phrases(form)]
            if not any(phrase.start is Start.ANYWHERE for phrase in phrases):
                return None
            wanted.append(Wanted(tuple(dict.fromkeys(phrases)), count))
        forbidden = [phrase for form in demands.forbidden for phrase in self._phrases(form)]
        return Plan(tuple(wanted), tuple(dict.fromkeys(forbidden)))

    def _phrases(self, form: str) -> list[Phrase]:
        capital = capitalise_first(form)
        spellings = [(self._pieces(form), Start.ANYWHERE)]
        if capital != form:
            spellings.append((self._pieces(capital), Start.SENTENCE))
        inside = list(self._tokenizer.inside(form))
        if inside != spellings[0][0]:
            spellings.append((inside, Start.AFTER_OPENING))
        phrases = []
        for pieces, start in spellings:
            tokens = tuple(self._ids.get(piece, self._unknown) for piece in pieces)
            if tokens and self._unknown not in tokens:
                phrases.append(Phrase(tokens, start, script_of(form[0]), script_of(form[-1])))
        return phrases

    def _pieces(self, text: str) -> list[str]:
        return list(self._tokenizer.encode(text).tokens)

    def vocabulary(self, size: int, end: int, banned: Sequence[int], device: Any) -> Vocabulary:
        """Return the classes of all tokens (see `Vocabulary`).

        A special token stands beside nothing: it is none of the classes.
        """
        import torch

        follows = torch.zeros((3, size), dtype=torch.bool)
        opens = torch.zeros((3, size), dtype=torch.bool)
        stops = torch.zeros(size, dtype=torch.bool)
        follows[:, end] = True
        firsts: dict[str, list[int]] = {}
        lasts: dict[str, list[int]] = {}
        special = set(banned) | {end, self._unknown}
        for token, index in self._ids.items():
            if index in special or index >= size or not token:
                continue
            surface = token.replace(SPACE, " ")
            firsts.setdefault(surface[0], []).append(index)
            lasts.setdefault(surface[-1], []).append(index)
        for script in Script:
            letter = _LETTER[script]
            for first, members in firsts.items():
                if ends_word(letter + first, 1, self._lang):
                    follows[int(script), members] = True
            for last, members in lasts.items():
                if begins_word(last + letter, 1, self._lang):
                    opens[int(script), members] = True
        for last, members in lasts.items():
            if last in _STOPS:
                stops[members] = True
        return Vocabulary(
            end=end,
            follows=follows.to(device),
            opens=opens.to(device),
            stops=stops.to(device),
            banned=tuple(banned),
        )
