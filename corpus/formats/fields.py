"""Which values of a table or a tree are texts: those that are named, or those that look it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

from .blocks import is_text

_KEYS = frozenset(
    "id _id ids uid uuid guid key slug url uri href link links src path file filename type "
    "format lang language locale code class style color colour hash sha1 sha256 md5 date datetime "
    "time timestamp created updated created_at updated_at published published_at email mime "
    "encoding version icon image thumbnail token status "
    "kode tanggal waktu gambar berkas tautan bahasa".split()
)
_IDENTIFIER = re.compile(
    r"(?=[^\s]*[\d_/\\=&?#@:]|[^\s]*\w[.-]\w)[\x21-\x7e]+\Z"  # one word with digits or signs
    r"|[a-z]{2,3}[-_][A-Za-z]{2,4}\Z"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAME_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s_-]+")


class Fields:
    """A choice of fields by name or path.

    Args:
        patterns: paths such as `title`, `article.body`, `*.text`, `**.caption`; `*` stands for one
            key, `**` for any number of them. Without any, a value is taken when it looks like
            text: it has letters, is no address, no identifier, and its key names no such thing.
    """

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        self.patterns = tuple(tuple(pattern.split(".")) for pattern in patterns)

    def take(self, path: Sequence[str], value: str) -> bool:
        """Whether the value at a path of keys (places in lists are no keys) is translated.

        Half a character (`\\ud800`) cannot be written in any encoding; such a value never is.
        """
        if _SURROGATE.search(value):
            return False
        if self.patterns:
            return is_text(value) and any(_matches(tuple(path), p) for p in self.patterns)
        name = path[-1] if path else ""
        if name.lower() in _KEYS or _NAME_BREAK.split(name)[-1].lower() in _KEYS:
            return False
        return is_text(value) and not _IDENTIFIER.match(value.strip())


def _matches(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        rest = pattern[1:]
        return any(_matches(path[n:], rest) for n in range(len(path) + 1))
    return bool(path) and fnmatchcase(path[0], pattern[0]) and _matches(path[1:], pattern[1:])
