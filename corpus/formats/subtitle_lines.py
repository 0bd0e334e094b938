"""Breaking the text of a subtitle into lines: as few as fit, and as even as can be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Words that open a phrase or a compound. A line may well begin with one of them.
_LAO_OPENERS = (
    "ການ ຄວາມ ຢູ່ ສຳລັບ ທີ່ ຂອງ ຈະ ໄດ້ ຢ່າງ ແລະ ຫຼື ກັບ ຈາກ ເພື່ອ ໃນ ໂດຍ ຕໍ່ ກ່ຽວ ລະຫວ່າງ ພາຍ ບັນດາ "
    "ປະເທດ ລັດຖະ ນາຍົກ ວັນທີ ເຊິ່ງ ຊຶ່ງ ມາ ໄປ ຫວຽດນາມ ລາວ"
).split()
_OPENER = re.compile("|".join(sorted(_LAO_OPENERS, key=len, reverse=True)))
# Vowels that are written before their consonant begin a syllable, and must not end a line
_LAO_BEFORE = "ເແໂໄໃ"
_LAO_AFTER = "ະາຳຽຯໆ"
# What it costs to break there, in columns of unevenness
_OPENS, _SYLLABLE, _LETTER = 3, 8, 14


def line_breaks(text: str, width: int) -> set[int]:
    """Return where a text is broken: offsets of the spaces, or letters, that begin a line.

    Args:
        text: the text of a cue without its tags.
        width: columns of a line; only a word that is longer than that goes beyond it.
    """
    total = columns(text)
    count = -(-total // width)
    breaks: set[int] = set()
    start = done = 0
    places = list(_places(text))
    first = 0
    while count > 1:
        goal = (total - done) / count
        # what is left must fit into the lines that are left
        least = total - done - (count - 1) * width
        while first < len(places) and (places[first][0] <= start or places[first][1] <= done):
            first += 1
        last = first
        while last < len(places) and places[last][1] - done <= width:
            last += 1
        within = places[first:last]
        fitting = [place for place in within if place[1] - done >= least]
        fitting = fitting or within or places[first : first + 1]
        if not fitting:
            break
        start, done, _ = min(fitting, key=lambda place: abs(place[1] - done - goal) + place[2])
        breaks.add(start)
        count = max(count - 1, -(-(total - done) // width))
    return breaks


def _places(text: str) -> Iterator[tuple[int, int, int]]:
    """Give each place where a line may end: offset, columns before it, and what it costs."""
    used = 0
    for at, character in enumerate(text):
        if at:
            if character == " ":
                yield at, used, 0
            elif (
                "\u0e80" <= character <= "\u0eff"
                and "\u0e80" <= text[at - 1] <= "\u0eff"
                and columns(character)
                and character not in _LAO_AFTER
                and text[at - 1] not in _LAO_BEFORE
            ):
                cost = _SYLLABLE if character in _LAO_BEFORE else _LETTER
                yield at, used, _OPENS if _OPENER.match(text, at) else cost
        used += columns(character)


def columns(text: str) -> int:
    """Return how many columns a text takes: marks above and below letters take none."""
    return sum(unicodedata.category(character) not in ("Mn", "Me", "Cf") for character in text)
