"""The journal: what is kept, for whom it counts, and what damage does."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import OutputError
from termbase import Policy
from translate.enforce import Enforced, Obtained, Requirement, TermOutcome, Violation
from translate.engines import Hypothesis, Link
from translate.pipeline import Task
from translate.runs.journal import Journal, Written, asked_digest

ASKED = asked_digest("engine")
NEED = Requirement(
    "c", 0, 7, "Menteri", "preferred", Policy.ALWAYS, ("Bộ trưởng", "bộ trưởng"), True, ("thượng thư",)
)  # fmt: skip


def _enforced(text: str, needs: tuple[Requirement, ...] = ()) -> Enforced:
    return Enforced(
        Hypothesis(text, links=(Link((0, 3), (0, 2)),), unknown=((1, 2),)),
        tuple(TermOutcome(need, Obtained.SPLICED, (0, 1)) for need in needs),
        tuple(Violation(need, "thượng thư", (0, 2)) for need in needs),
    )


def test_nothing_is_made_before_something_is_kept(tmp_path):
    with Journal(tmp_path / "x" / "journal.sqlite") as journal:
        assert journal.found([Task("a", ())], asked=ASKED, target_lang="vi") == {}
        assert journal.output("a.vi.txt") is None
    assert not (tmp_path / "x").exists()


@given(
    st.dictionaries(st.text(min_size=1), st.text(), max_size=8),
    st.booleans(),
)
def test_what_is_kept_is_found_whole(tmp_path_factory, texts, asked):
    path = tmp_path_factory.mktemp("journal") / "journal.sqlite"
    needs = (NEED,) if asked else ()
    done = {Task(source, needs): _enforced(target, needs) for source, target in texts.items()}
    with Journal(path) as journal:
        journal.keep(done, asked=ASKED, target_lang="vi")
    with Journal(path) as journal:
        assert journal.found(list(done), asked=ASKED, target_lang="vi") == done


@pytest.mark.parametrize(
    ("task", "asked", "lang"),
    [
        (Task("b", (NEED,)), ASKED, "vi"),
        (Task("a", ()), ASKED, "vi"),
        (Task("a", (NEED,)), asked_digest("another engine"), "vi"),
        (Task("a", (NEED,)), ASKED, "lo"),
    ],
    ids=["another text", "other terms", "another engine", "another language"],
)
def test_entry_counts_only_for_what_it_was_made_of(tmp_path, task, asked, lang):
    with Journal(tmp_path / "j") as journal:
        journal.keep({Task("a", (NEED,)): _enforced("x", (NEED,))}, asked=ASKED, target_lang="vi")
        assert journal.found([task], asked=asked, target_lang=lang) == {}


def test_failed_segment_is_never_kept(tmp_path):
    bad = Enforced(Hypothesis("", error="server down"), ())
    with Journal(tmp_path / "j") as journal:
        journal.keep({Task("a", ()): bad}, asked=ASKED, target_lang="vi")
        assert journal.found([Task("a", ())], asked=ASKED, target_lang="vi") == {}


def test_more_tasks_than_one_question_takes_are_found(tmp_path):
    done = {Task(str(number), ()): _enforced(str(number)) for number in range(1203)}
    with Journal(tmp_path / "j") as journal:
        journal.keep(done, asked=ASKED, target_lang="vi")
        assert journal.found(list(done), asked=ASKED, target_lang="vi") == done


def test_entry_that_cannot_be_read_is_translated_again(tmp_path):
    path = tmp_path / "j"
    with Journal(path) as journal:
        journal.keep({Task("a", ()): _enforced("x")}, asked=ASKED, target_lang="vi")
    with sqlite3.connect(path) as base:
        base.execute("UPDATE segments SET result = '[1, 2'")
    base.close()
    with Journal(path) as journal:
        assert journal.found([Task("a", ())], asked=ASKED, target_lang="vi") == {}


def test_written_file_is_remembered(tmp_path):
    written = Written(b"a", b"b", b"c", [{"segments": 1}, ["1: x"], 2])
    with Journal(tmp_path / "j") as journal:
        journal.keep_output("a/b.vi.txt", written)
        assert journal.output("a/b.vi.txt") == written
        assert journal.output("b.vi.txt") is None


def _damaged(path: Path) -> None:
    with Journal(path) as journal:
        journal.keep({Task("a", ()): _enforced("x")}, asked=ASKED, target_lang="vi")
    data = bytearray(path.read_bytes())
    data[:2048] = b"\x01" * 2048
    path.write_bytes(data)


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE mine (x)")
    base.close()


@pytest.mark.parametrize("spoil", [_damaged, _foreign, lambda path: path.write_text("halo " * 99)])
def test_file_that_is_no_journal_is_one_clear_error_and_is_left_alone(tmp_path, spoil):
    path = tmp_path / "journal.sqlite"
    spoil(path)
    before = path.read_bytes()
    with Journal(path) as journal, pytest.raises(OutputError, match="journal") as caught:
        journal.found([Task("a", ())], asked=ASKED, target_lang="vi")
    assert "delete it" in str(caught.value)
    assert path.read_bytes() == before


def test_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with Journal(tmp_path / "file" / "j") as journal, pytest.raises(OutputError):
        journal.keep({Task("a", ()): _enforced("x")}, asked=ASKED, target_lang="vi")
