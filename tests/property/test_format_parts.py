"""Files of rows read in parts: the parts give what the whole file gives."""

from __future__ import annotations

import json
import os
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FormatError
from corpus.formats import parse_document, parts, read_parts, text
from corpus.formats.reading import decode_text

WORDS = st.sampled_from(
    [
        "Satu kalimat. Dua!",
        "Tiga",
        "ສະບາຍດີ",
        'kata "kutip"',
        "a, b; c",
        "baris\nbaru",
        "1",
        "x\ry",
        "",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n"])
MARKS = st.sampled_from([("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")])


@st.composite
def tables(draw):
    rows = draw(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=9))
    written = []
    for row in rows:
        cells = []
        for cell in row:
            must = any(sign in cell for sign in ',"\n\r')
            quoted = '"' + cell.replace('"', '""') + '"'
            cells.append(quoted if must or draw(st.booleans()) else cell)
        written.append(",".join(cells))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return end.join(written) + draw(st.sampled_from(["", end, end + end]))


@st.composite
def json_lines(draw):
    values = draw(st.lists(st.fixed_dictionaries({"judul": WORDS, "isi": WORDS}), min_size=1))
    ascii_only = draw(st.booleans())
    end = draw(ENDS)
    lines = [json.dumps(value, ensure_ascii=ascii_only) for value in values]
    return end.join(lines) + draw(st.sampled_from(["", end, end + "  " + end]))


@st.composite
def long_texts(draw):
    lines = draw(st.lists(WORDS | st.just("https://contoh.id/a"), min_size=1, max_size=12))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


FILES = st.one_of(
    tables().map(lambda t: ("csv", t)),
    json_lines().map(lambda t: ("jsonl", t)),
    long_texts().map(lambda t: ("text", t)),
)


def target(segment):
    return f"[{segment.text.upper()}, “ñ”]"


@settings(deadline=None, max_examples=150)
@given(FILES, MARKS, st.integers(1, 5), st.integers(1, 40))
def test_parts_joined_are_the_whole(tmp_path_factory, file, stored, lines, chunk):
    kind, content = file
    codec, mark = stored
    data = mark + content.encode(codec)
    path = tmp_path_factory.getbasetemp() / "part"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "CHUNK", chunk)
        patch.setattr(text, "LONG_TEXT", 0)
        try:
            whole = parse_document(data, name=str(path), source_lang="id", format=kind)
        except FormatError as error:
            with pytest.raises(FormatError) as caught:
                list(read_parts(path, source_lang="id", format=kind, lines=lines))
            if "white space" not in error.message:
                assert caught.value.message == error.message
            assert caught.value.line == error.line
            return
        found = list(read_parts(path, source_lang="id", format=kind, lines=lines))
    assert b"".join(part.render() for part in found) == data
    assert [(s.text, s.line, s.role) for part in found for s in part.segments] == [
        (s.text, s.line, s.role) for s in whole.segments
    ]
    for part in found:
        assert [segment.index for segment in part.segments] == list(range(len(part.segments)))
        own = part.render().decode(codec).removeprefix("\ufeff")
        assert all(0 <= s.start < s.end <= len(own) for s in part.segments)
    translated = b"".join(
        part.render({segment.index: target(segment) for segment in part.segments}) for part in found
    )
    assert translated == whole.render({s.index: target(s) for s in whole.segments})


@settings(deadline=None, max_examples=100)
@given(FILES, st.binary(min_size=1, max_size=2), st.integers(0, 100), st.integers(1, 20))
def test_a_wrong_byte_is_found_on_its_line(tmp_path_factory, file, wrong, place, chunk):
    kind, content = file
    data = content.encode()
    place %= len(data) + 1
    data = data[:place] + wrong + data[place:]
    path = tmp_path_factory.getbasetemp() / "part"
    path.write_bytes(data)
    try:
        decode_text(data, name=str(path))
    except FormatError as error:
        expected = error
    else:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "CHUNK", chunk)
        patch.setattr(text, "LONG_TEXT", 0)
        with pytest.raises(FormatError) as caught:
            list(read_parts(path, source_lang="id", format=kind))
    # of two mistakes the first is named, of NUL bytes in a small file what may be wrong with it
    if "NUL" not in expected.message and "UTF-16" not in expected.message:
        assert caught.value.message == expected.message
        assert caught.value.line == expected.line


def write(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_an_error_carries_the_line_of_the_file(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"a": "Satu"}\n' * 1200 + '{"a": "Dua"\n')
    seen = []
    with pytest.raises(FormatError) as caught:
        seen.extend(read_parts(path, source_lang="id", lines=100))
    assert caught.value.line == 1201
    assert len(seen) == 12
    path = write(tmp_path, "a.csv", "a,b\n" + 'x,"Satu\ndua"\n' * 300 + 'x,"Satu\n')
    with pytest.raises(FormatError, match="not closed") as caught:
        list(read_parts(path, source_lang="id", lines=100))
    assert caught.value.line == 602


def test_a_header_names_the_columns_of_every_part(tmp_path):
    path = write(tmp_path, "a.csv", "kode,judul\n" + "Satu,Dua\n" * 10)
    found = list(read_parts(path, source_lang="id", lines=3, format="csv:judul"))
    assert len(found) == 4
    assert {s.text for part in found for s in part.segments} == {"Dua"}
    with pytest.raises(FormatError, match="no column 'isi'"):
        list(read_parts(path, source_lang="id", format="csv:isi"))


def test_a_part_without_text_is_a_document_without_segments(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"n": 1}\n' * 5 + '{"n": "Satu dua"}\n')
    found = list(read_parts(path, source_lang="id", lines=2))
    assert [len(part.segments) for part in found] == [0, 0, 1]
    with pytest.raises(FormatError, match="no text"):
        list(read_parts(write(tmp_path, "b.jsonl", '{"n": 1}\n'), source_lang="id"))


def test_a_file_of_another_format_is_one_document(tmp_path):
    path = write(tmp_path, "a.md", "# Satu\n\nDua.\n")
    assert [len(part.segments) for part in read_parts(path, source_lang="id", lines=1)] == [2]
    page = write(tmp_path, "a.txt", "Judul berita\n\nSatu. Dua.\n")
    assert len(list(read_parts(page, source_lang="id", lines=1))) == 1


def test_nothing_is_opened_before_it_is_asked_for(tmp_path):
    missing = read_parts(tmp_path / "tidak-ada.csv", source_lang="id")
    with pytest.raises(FormatError, match="no such file"):
        next(missing)


def test_a_file_that_changes_meanwhile_is_an_error(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"a": "Satu dua tiga"}\n' * 60_000)
    found = read_parts(path, source_lang="id")
    next(found)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"a": "Empat"}\n')
    with pytest.raises(FormatError, match="changed while"):
        list(found)


def test_a_pipe_is_read_whole(tmp_path):
    source, sink = os.pipe()
    os.write(sink, b'{"a": "Satu dua"}\n')
    os.close(sink)
    try:
        found = list(read_parts(f"/dev/fd/{source}", source_lang="id", format="jsonl", lines=1))
    finally:
        os.close(source)
    assert [s.text for s in found[0].segments] == ["Satu dua"]


@pytest.mark.parametrize("start", ['{"a": "', 'a,b\nx,"', "Satu "])
def test_a_row_without_end_is_refused(tmp_path, start):
    kind = {"{": "jsonl", "a": "csv", "S": "text"}[start[0]]
    path = write(tmp_path, "a", start + "satu dua " * 1_200_000)
    with pytest.raises(FormatError, match="a row of more than") as caught:
        list(read_parts(path, source_lang="id", format=kind))
    assert caught.value.line == start.count("\n") + 1


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"a": "Satu dua. Tiga."}\n' * 5_000)
    peaks = []
    for part in (path, write(tmp_path, "b.jsonl", path.read_text() * 4)):
        tracemalloc.start()
        for document in read_parts(part, source_lang="id", lines=100):
            document.render()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
