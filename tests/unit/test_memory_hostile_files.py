"""Memories of other programs that are broken or mean harm: an error, in bounded time."""

from __future__ import annotations

import pytest

from corpus.errors import FormatError
from corpus.memory import MemoryStore, MemoryUnit
from corpus.memory.exchange import import_files

UNIT = (
    '<tu><tuv xml:lang="id"><seg>{source}</seg></tuv>'
    '<tuv xml:lang="vi"><seg>{target}</seg></tuv></tu>'
)
WHOLE = '<?xml version="1.0"?>{dtd}<tmx version="1.4"><header/><body>{body}</body></tmx>'
BOMB = (
    '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def file(dtd: str = "", body: str = "") -> bytes:
    return WHOLE.format(dtd=dtd, body=body).encode()


GOOD = UNIT.format(source="Satu.", target="Một.")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"junk",
        b"\0" * 4096,
        b"<tmx>",
        b"<html></html>",
        file(),
        file(body=GOOD)[:-30],
        file(body="<tu>" * 5000),
        file(BOMB, UNIT.format(source="&c;", target="x")),
        file(OUTSIDE, UNIT.format(source="&x;", target="x")),
        file(body=UNIT.format(source="\x01", target="x")),
        b"\xff\xfe" + file(body=GOOD),
    ],
    ids=[
        "empty", "junk", "nul", "open", "other", "no units", "cut", "deep", "bomb", "outside",
        "control", "wrong mark",
    ],
)  # fmt: skip
def test_a_hostile_tmx_is_one_error_and_nothing_is_taken(content, tmp_path):
    path = tmp_path / "bad.tmx"
    path.write_bytes(content)
    store = MemoryStore(":memory:")
    store.add([MemoryUnit(source="Ada.", target="x", source_lang="id", target_lang="vi")])
    digest = store.digest
    with pytest.raises(FormatError) as raised:
        import_files(store, [path], source_lang="id", target_langs=["vi"])
    assert str(path) in str(raised.value)
    assert store.digest == digest


def test_a_definition_elsewhere_is_not_fetched(tmp_path):
    path = tmp_path / "good.tmx"
    path.write_bytes(file('<!DOCTYPE tmx SYSTEM "http://localhost:1/tmx14.dtd">', GOOD))
    store = MemoryStore(":memory:")
    assert import_files(store, [path], source_lang="id", target_langs=["vi"]).new == 1


def test_codes_of_other_programs_are_left_out_and_variants_are_units(tmp_path):
    path = tmp_path / "codes.tmx"
    body = (
        '<tu creationdate="20200102T030405Z"><tuv lang="ID-id"><seg>Ia <bpt i="1">&lt;b&gt;</bpt>'
        'datang<ept i="1">&lt;/b&gt;</ept> <hi>hari</hi> ini.</seg></tuv>'
        '<tuv xml:lang="vi-VN"><seg>A</seg></tuv><tuv xml:lang="vi"><seg>B</seg></tuv></tu>'
    )
    path.write_bytes(file(body=body))
    store = MemoryStore(":memory:")
    assert import_files(store, [path], source_lang="id", target_langs=["vi", "lo"]).new == 2
    kept = list(store.units())
    assert {unit.source for unit in kept} == {"Ia datang hari ini."}
    assert [unit.target for unit in kept] == ["A", "B"]
    assert kept[0].created == "2020-01-02T03:04:05+00:00"


def test_a_unit_as_long_as_a_book_is_left_out(tmp_path):
    path = tmp_path / "long.tmx"
    path.write_bytes(file(body=GOOD + UNIT.format(source="a" * 30_000, target="x")))
    store = MemoryStore(":memory:")
    result = import_files(store, [path], source_lang="id", target_langs=["vi"])
    assert (result.new, dict(result.left_out)) == (1, {"longer than 20,000 characters": 1})
