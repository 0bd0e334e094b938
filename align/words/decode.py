"""From evidence to links: a hidden Markov model in both directions, and their agreement.

Every target word is made by one source word or by none, and where the next one is made depends on
where the last one was (Vogel, Ney and Tillmann, 1996). The posterior probability of each link is
computed in both directions with the forward-backward algorithm. Links that both hold likely are
taken (Liang, Taskar and Klein, 2006), then neighbours that one of them holds likely, as in
grow-diag-final-and (Koehn, Och and Marcu, 2003).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NONE = 0.15  # probability that a word is made by none
_REACH = 3.5  # words after which a jump is e times rarer
_FAR = 0.02  # what is left of a jump's probability at any distance
_LIKELY = 0.4


def posteriors(evidence: Floats, *, nothing: float) -> Floats:
    """Return the probability of each link when every column comes from one row or none.

    Args:
        evidence: array rows x columns, how well each row explains each column, 0 and above.
        nothing: how well no row explains a column.

    Returns:
        An array of the same shape; each column sums to at most 1.
    """
    import numpy as np

    rows, columns = evidence.shape
    jumps = _jumps(rows)
    # States: the rows, then "none" behind each row.
    forward = np.zeros((columns, 2, rows))
    start = np.exp(-np.arange(rows) / _REACH) + _FAR
    start /= start.sum()
    before = start
    first = True
    for column in range(columns):
        place = before if first else before @ jumps
        forward[column, 0] = (1 - _NONE) * place * evidence[:, column]
        forward[column, 1] = _NONE * nothing * before
        first = False
        total = forward[column].sum()
        forward[column] /= total
        before = forward[column].sum(axis=0)
    backward = np.ones((2, rows))
    result = np.zeros((rows, columns))
    for column in range(columns - 1, -1, -1):
        joint = forward[column] * backward
        joint /= joint.sum()
        result[:, column] = joint[0]
        made = (1 - _NONE) * evidence[:, column] * backward[0]
        arriving = jumps @ made + _NONE * nothing * backward[1]
        arriving /= arriving.sum()
        backward = np.vstack([arriving, arriving])
    return result


def decode(
    forward_evidence: Floats, backward_evidence: Floats, *, nothing: float
) -> tuple[set[tuple[int, int]], Floats]:
    """Return the links of a sentence pair, and the confidence of every cell.

    Args:
        forward_evidence: array source tokens x target tokens: how well the source tokens explain
            the target tokens.
        backward_evidence: the same shape, for the other direction.
        nothing: how well nothing explains a token.
    """
    import numpy as np

    there = posteriors(forward_evidence, nothing=nothing)
    back = posteriors(backward_evidence.T, nothing=nothing).T
    confidence: Floats = (there + back) / 2
    union = {
        *_likely(there),
        *((i, j) for j, i in _likely(back.T)),
    }
    both = np.sqrt(there * back)
    links = {(int(i), int(j)) for i, j in zip(*np.nonzero(both > _LIKELY), strict=True)}
    _grow(links, union, confidence)
    return links, confidence


def _likely(table: Floats) -> set[tuple[int, int]]:
    best = table.argmax(axis=0)
    return {(int(i), j) for j, i in enumerate(best) if table[i, j] > _LIKELY}


def _grow(links: set[tuple[int, int]], union: set[tuple[int, int]], confidence: Floats) -> None:
    """Add what one direction holds likely, first beside links, then where nothing is linked."""
    candidates = sorted(union - links, key=lambda pair: -confidence[pair])
    rows, columns = {i for i, _ in links}, {j for _, j in links}
    grown = True
    while grown:
        grown = False
        for i, j in candidates:
            if (i, j) in links or (i in rows and j in columns):
                continue
            beside = any((i + a, j + b) in links for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b)
            if beside or (i not in rows and j not in columns):
                links.add((i, j))
                rows.add(i)
                columns.add(j)
                grown = True


def _jumps(rows: int) -> Floats:
    """Return the probability of going from each row to each row; one step on is likeliest."""
    import numpy as np

    places = np.arange(rows)
    distance = np.abs(places[None, :] - places[:, None] - 1)
    table = np.exp(-distance / _REACH) + _FAR
    shares: Floats = table / table.sum(axis=1, keepdims=True)
    return shares
