"""The termbase in SQLite: what goes in comes out, together or not at all, with its history."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import GlossaryError, KohesiError
from termbase import Case, Concept, Form, Glossary, Policy, Status, Term
from termbase.edit import changes, put_preferred, revise, set_status, with_term, without_term
from termbase.formats import tables
from termbase.schema import VERSION as SCHEMA_VERSION
from termbase.store import TermStore, write_store

CONCEPT = Concept(
    "c1",
    "slogan",
    (
        Term("kohesi", "id", form=Form.PHRASE, case=Case.SENSITIVE, context="quoted"),
        Term("gắn kết", "vi", verified=True, source="x.vn", note="a\tb", policy=Policy.REVIEW),
        Term("kết dính", "vi", Status.FORBIDDEN),
    ),
    definition="line\nbreak",
    policy=Policy.NEVER,
    do_not_translate=True,
)


def test_termbase_gives_back_the_bundled_glossary(tmp_path: Path) -> None:
    bundled = Glossary.bundled()
    write_store(tmp_path / "t.sqlite", bundled)
    assert Glossary.load(tmp_path / "t.sqlite").digest == bundled.digest


def test_every_field_survives(tmp_path: Path) -> None:
    with TermStore(tmp_path / "t.sqlite", create=True) as store:
        store.put(CONCEPT)
        assert store.get("c1") == CONCEPT
        assert list(store) == [CONCEPT]
        assert len(store) == 1


def test_failed_import_leaves_everything_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[Concept]:
        yield Concept("c2", "", ())
        raise GlossaryError("broken")

    with TermStore(tmp_path / "t.sqlite", create=True) as store:
        store.put(CONCEPT)
        with pytest.raises(GlossaryError, match="broken"):
            store.put_all(broken())
        assert [concept.id for concept in store] == ["c1"]


def test_history_tells_who_did_what_and_keeps_what_is_gone(tmp_path: Path) -> None:
    with TermStore(tmp_path / "t.sqlite", create=True) as store:
        store.put(CONCEPT, action="add", who="ana")
        changed = set_status(CONCEPT, "vi", "gắn kết", Status.DEPRECATED)
        store.put(changed, action="deprecate", who="bo")
        store.remove("c1", who="ana")
        listed = list(store.history("c1"))
    assert [(change.who, change.action) for change in listed] == [
        ("ana", "remove"),
        ("bo", "deprecate"),
        ("ana", "add"),
    ]
    assert listed[0].before == changed
    assert listed[2].before is None


def test_reader_goes_on_while_a_writer_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    with TermStore(path, create=True) as store:
        store.put(CONCEPT)
        reader = (
            "import sys; from termbase.store import TermStore\nprint(len(TermStore(sys.argv[1])))"
        )
        with store._writing():
            store._connection.execute("DELETE FROM concept")
            found = subprocess.run(
                [sys.executable, "-c", reader, str(path)],
                capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
            )  # fmt: skip
    assert found.stdout.strip() == "1"


@pytest.mark.parametrize(
    "content", [b"", b"no database at all, but text", b"SQLite format 3\0junk"]
)
def test_file_that_is_no_termbase_is_refused_or_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.sqlite"
    path.write_bytes(content)
    if not content:
        assert len(TermStore(path)) == 0
        return
    with pytest.raises(GlossaryError) as caught:
        TermStore(path)
    assert str(path) in str(caught.value)


def test_other_database_newer_schema_and_missing_file_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(GlossaryError, match="no termbase"):
        TermStore(other)
    newer = tmp_path / "newer.db"
    TermStore(newer, create=True).close()
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(GlossaryError, match="newer kohesi"):
        TermStore(newer)
    with pytest.raises(GlossaryError, match="no such file"):
        TermStore(tmp_path / "none.db")


@pytest.fixture(params=["g.tsv", "g.csv", "g.sqlite"])
def editable(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    concepts = [CONCEPT, Concept("c2", "", (Term("kata", "id"),))]
    if path.suffix == ".sqlite":
        write_store(path, concepts)
    else:
        tables.write(path, concepts)
    return path


def test_edit_changes_one_concept_dates_it_and_remembers(editable: Path) -> None:
    new = Term("cố kết", "vi")
    revise(editable, "c1", lambda old: old and put_preferred(old, new), action="edit", who="ana")
    concept = Glossary.load(editable)["c1"]
    preferred = concept.preferred("vi")
    assert preferred is not None
    assert preferred.text == "cố kết"
    assert preferred.created
    assert [t.text for t in concept.accepted("vi")] == ["cố kết", "gắn kết"]
    (change,) = changes(editable)
    assert (change.who, change.action, change.concept_id) == ("ana", "edit", "c1")
    assert change.before == CONCEPT
    assert change.after == concept
    assert list(changes(editable, "c2")) == []


def test_removed_concept_is_gone_and_in_the_history(editable: Path) -> None:
    revise(editable, "c2", lambda _: None, action="remove")
    assert [concept.id for concept in Glossary.load(editable)] == ["c1"]
    (change,) = changes(editable)
    assert (change.action, change.after) == ("remove", None)


def test_failed_edit_leaves_file_and_history_alone(editable: Path) -> None:
    before = Glossary.load(editable).digest

    def fail(_: Concept | None) -> Concept | None:
        raise GlossaryError("no")

    with pytest.raises(GlossaryError, match="no"):
        revise(editable, "c1", fail, action="edit")
    assert Glossary.load(editable).digest == before
    assert list(changes(editable)) == []
    assert not [path for path in editable.parent.iterdir() if path.name.endswith(".lock")]


def test_comments_at_the_head_of_a_table_stay(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text("# ours\n" + tables.render([CONCEPT]), encoding="utf-8")
    revise(path, "c1", lambda old: old and without_term(old, "vi", "kết dính"), action="remove")
    assert path.read_text(encoding="utf-8").startswith("# ours\nconcept\t")


def test_wide_table_is_not_edited_in_place(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("id,vi\nkata,từ\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="native tables"):
        revise(path, "kata", lambda _: None, action="remove")
    assert path.read_text(encoding="utf-8") == "id,vi\nkata,từ\n"


def test_changing_a_term_that_is_not_there_is_an_error() -> None:
    with pytest.raises(GlossaryError, match="no vi term"):
        set_status(CONCEPT, "vi", "lạ", Status.DEPRECATED)
    with pytest.raises(GlossaryError, match="no vi term"):
        without_term(CONCEPT, "vi", "lạ")


def test_term_of_the_same_text_gives_way() -> None:
    changed = with_term(CONCEPT, Term("gắn kết", "vi", Status.DEPRECATED))
    assert [(t.text, t.status) for t in changed.terms_in("vi")] == [
        ("gắn kết", Status.DEPRECATED),
        ("kết dính", Status.FORBIDDEN),
    ]


def test_damaged_termbase_gives_errors_that_a_user_understands(tmp_path: Path) -> None:
    whole = tmp_path / "whole.sqlite"
    write_store(whole, [CONCEPT, *list(Glossary.bundled())[:20]])
    data = whole.read_bytes()
    rng = random.Random(4)
    failed = 0
    for number in range(150):
        damaged = bytearray(data)
        for _ in range(rng.choice((1, 20, 200))):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        path = tmp_path / f"{number}.sqlite"
        path.write_bytes(damaged)
        try:
            with TermStore(path) as store:
                list(store)
                store.candidates("hubungan strategis")
                store.put(Concept("new", "", (Term("kata", "id"),)))
        except KohesiError as error:
            failed += 1
            assert "\n" not in str(error)
    assert failed > 50


def test_older_schema_is_brought_up_to_date_when_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.sqlite"
    write_store(path, [CONCEPT])

    def add_column(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE concept ADD COLUMN owner TEXT")

    monkeypatch.setattr("termbase.schema.VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr("termbase.schema.MIGRATIONS", (add_column,) * SCHEMA_VERSION)
    with TermStore(path) as store:
        assert list(store) == [CONCEPT]
        assert store._connection.execute("SELECT owner FROM concept").fetchone() == (None,)
    with TermStore(path) as store:  # once is enough
        assert len(store) == 1


@pytest.mark.parametrize("name", ["g.tsv", "g.sqlite"])
def test_several_editors_at_once_lose_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.suffix == ".sqlite":
        write_store(path, [CONCEPT])
    else:
        tables.write(path, [CONCEPT])
    editor = (
        "import sys\n"
        "from termbase import Concept, Term\n"
        "from termbase.edit import revise\n"
        "for number in range(8):\n"
        "    name = f'{sys.argv[2]}-{number}'\n"
        "    new = Concept(name, '', (Term('kata ' + name, 'id'),))\n"
        "    revise(sys.argv[1], name, lambda _: new, action='add')\n"
    )
    editors = [
        subprocess.Popen(
            [sys.executable, "-c", editor, str(path), who], cwd=Path(__file__).parents[2]
        )
        for who in "abc"
    ]
    assert [process.wait() for process in editors] == [0, 0, 0]
    assert len(Glossary.load(path)) == 1 + 3 * 8
    assert len(list(changes(path))) == 3 * 8
