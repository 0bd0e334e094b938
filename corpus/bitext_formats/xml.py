"""What the XML formats share: reading without entities, definitions or network; clean text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..errors import FormatError
from ..formats.reading import read_file

# What XML 1.0 cannot hold (section 2.2).
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(path: Path) -> Any:
    """Return the root element of an XML file.

    Entities of the file are never expanded, no document type is loaded and nothing is fetched.

    Raises:
        FormatError: the file cannot be read, is no XML, or defines entities.
    """
    from lxml import etree

    data = read_file(path)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else None
        reason = str(error.msg).split(", line")[0]
        raise FormatError(f"no valid XML: {reason}", path=path, line=line) from error
    definitions: Any = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        raise FormatError(
            "the file defines entities, which are not read",
            path=path,
            hint="write the characters themselves",
        )
    return root


def writable(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def local(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def matches(tag: str | None, language: str) -> bool:
    """Whether a language tag of a file (`VI`, `vi-VN`, `vi_VN`) is of a language."""
    return bool(tag) and re.split("[-_]", tag or "")[0].lower() == language
