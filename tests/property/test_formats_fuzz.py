"""Broken documents are read or refused; nothing else happens."""

from __future__ import annotations

import time

import pytest

from benchmarks.fuzz_formats import fuzz
from corpus.document import Targets
from corpus.errors import KohesiError
from corpus.formats import parse_document
from tests.office_files import docx, paragraph, run


def test_broken_documents_are_read_or_refused():
    outcome = fuzz(10_000, seed=20)
    assert not outcome.failures, outcome.failures[0]
    assert outcome.refused.total() < outcome.files.total()


N = 40_000
LONG = {
    "html": "<p>" + "Satu <b>dua</b> " * N,
    "markdown": "Satu **dua** [tiga](x) " * N,
    "json": '["' + '", "'.join(["Satu dua"] * N) + '"]',
    "csv": "a,b\n" + 'Satu,"Dua ""tiga"""\n' * N,
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n" + "Satu <i>dua</i> " * N,
    "xliff": '<xliff version="1.2"><file source-language="id"><body><trans-unit><source>'
    + 'Satu <g id="1">dua</g> <x/> ' * N
    + "</source></trans-unit></body></file></xliff>",
    "docx": docx(paragraph(*[run("Satu "), run("dua", "b")] * (N // 4))),
    "po": 'msgid ""\n' + '"Satu dua "\n' * N + 'msgstr ""\n',
}


@pytest.mark.parametrize("format", LONG)
def test_one_endless_sentence_with_many_marks_takes_its_time_and_no_more(format):
    data = LONG[format] if isinstance(LONG[format], bytes) else LONG[format].encode()
    begun = time.perf_counter()
    try:
        document = parse_document(data, name="a", source_lang="id", format=format)
    except KohesiError:
        return
    texts = {s.index: s.text.replace("dua", "hai") for s in document.segments}
    assert document.render(Targets(texts, lang="vi"))
    assert time.perf_counter() - begun < 60  # seconds; a square would take hours
