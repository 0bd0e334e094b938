"""PO files of GNU gettext: `msgid` is the source, `msgstr` the target, `fuzzy` wants a review."""

from __future__ import annotations

from pathlib import Path

from ..atomic import write_text
from ..bitext import NEEDS_REVIEW, Bitext, Unit
from ..errors import FormatError
from ..formats.reading import decode_text, read_file


def read(path: Path, *, source_lang: str, target_lang: str) -> Bitext:
    """Read all entries that are not obsolete; of plural forms the first."""
    import polib

    text, _ = decode_text(read_file(path), name=str(path))
    try:
        # polib opens a text that is the name of a file; no name begins with a line end
        entries = polib.pofile("\n" + text, encoding="utf-8")
    except (OSError, ValueError, UnicodeError) as error:
        raise FormatError(f"no valid PO file: {error}", path=path) from error
    units = tuple(
        Unit(
            entry.msgid,
            entry.msgstr or str(entry.msgstr_plural.get(0, "")),
            NEEDS_REVIEW if "fuzzy" in entry.flags else "",
        )
        for entry in entries
        if not entry.obsolete and entry.msgid
    )
    if not units:
        raise FormatError("there are no units in this file", path=path)
    return Bitext(source_lang, target_lang, units)


def write(bitext: Bitext, path: Path) -> None:
    """Write all units; a source that comes again gets a context, since PO wants them unique."""
    import polib

    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Language": bitext.target_lang,
        "X-Source-Language": bitext.source_lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    seen: dict[str, int] = {}
    for unit in bitext.units:
        if not unit.source:
            continue
        times = seen[unit.source] = seen.get(unit.source, 0) + 1
        catalogue.append(
            polib.POEntry(
                msgid=unit.source,
                msgstr=unit.target,
                msgctxt=str(times) if times > 1 else None,
                flags=["fuzzy"] if unit.state == NEEDS_REVIEW else [],
            )
        )
    write_text(path, f"{catalogue}\n")
