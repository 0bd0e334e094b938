"""Capital letters, for scripts that have them."""

from __future__ import annotations


def capitalise_first(text: str) -> str:
    """Return the text with its first letter in upper case and the rest as it is.

    Leading quotes and brackets are skipped; a text that begins with a digit is left alone, as is
    a word with a capital inside (`e-Government` becomes `E-Government`, `iPhone` stays).
    """
    for place, character in enumerate(text):
        if character.isalpha():
            word = text[place:].split(maxsplit=1)[0]
            if any(letter.isupper() for letter in word[1:].split("-")[0]):
                return text
            return text[:place] + character.upper() + text[place + 1 :]
        if character.isdigit():
            return text
    return text
