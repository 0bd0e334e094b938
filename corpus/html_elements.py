"""The elements of HTML, by what they do to the text around them and in them."""

from __future__ import annotations

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark q rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that stand inside a sentence; any other ends it."""
PARAGRAPHS = frozenset(
    "address article aside blockquote body br button caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol "
    "option p section select summary table tbody td tfoot th thead title tr ul".split()
)
"""Elements that end a sentence, and hold text."""
UNTRANSLATED = frozenset(
    "code kbd samp var tt pre svg math script style template textarea object iframe xmp noembed "
    "noframes canvas audio video".split()
)
"""Elements whose content is not translated."""
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without content, which have no end tag."""
ELEMENTS = INLINE | PARAGRAPHS | UNTRANSLATED | VOID
