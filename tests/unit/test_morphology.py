"""Indonesian word forms, to known forms and to roots."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import FormatError
from corpus.lexicon import Lexicon, word
from corpus.lexicon.morphology import Analysis, Word, analyse, analyse_word, lemma, nasal

FORMS = Path(__file__).resolve().parent.parent / "data" / "morphology" / "forms.tsv"
FLOOR = 0.98
"""Share of the forms a reader decided that has to come out with root and all affixes right."""


def _forms() -> list[tuple[str, str, tuple[str, ...]]]:
    rows = []
    for line in FORMS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            form, root, affixes = line.split("\t")
            rows.append((form, root, tuple(affixes.split())))
    return rows


def test_the_forms_of_news_articles_get_root_and_affixes():
    rows = _forms()
    wrong = []
    for form, root, affixes in rows:
        found = analyse_word(form)
        if (found.lemma, found.affixes) != (root, affixes):
            wrong.append(f"{form}: {found.lemma} {found.affixes}, not {root} {affixes}")
    assert len(rows) >= 800
    assert 1 - len(wrong) / len(rows) >= FLOOR, "\n".join(wrong)


def test_a_lexicon_changes_no_answer_of_the_list():
    known = Lexicon.bundled().__contains__
    right = sum(
        (found := analyse_word(form, known)).lemma == root and found.affixes == affixes
        for form, root, affixes in _forms()
    )
    assert right / len(_forms()) >= FLOOR


@pytest.mark.parametrize(
    "form",
    "menteri perdana dengan teman pernah dia bukan makan pantai perlu beri diri negeri kecil sekolah "
    "mereka langkah hanya masalah perang penting terus".split(),
)
def test_words_that_only_look_affixed_stay_whole(form: str):
    assert analyse_word(form) == Word(form, form)


@pytest.mark.parametrize(
    ("form", "root", "affixes"),
    [
        ("Memengaruhi", "pengaruh", "meN- -i"),
        ("bangunannya", "bangun", "-an -nya"),
        ("sebaik-baiknya", "baik", "se- R -nya"),
        ("tolong-menolong", "tolong", "R meN-"),
        ("kemerah-merahan", "merah", "ke-an R"),
        ("dedaunan", "daun", "Re- -an"),
        ("kekerasan", "keras", "ke-an"),
        ("dipertanggungjawabkan", "tanggung jawab", "di- per- -kan"),
        ("nonpemerintah", "perintah", "non- peN-"),
        ("ke-48", "48", "ke-"),
        ("se-Asia", "asia", "se-"),
        ("kulihatlah", "lihat", "ku- -lah"),
        ("mengecat", "cat", "meN-"),
        ("memproses", "proses", "meN-"),
        ("memroses", "proses", "meN-"),
        ("diperingan", "ringan", "di- per-"),
        ("mempekerjakan", "kerja", "meN- pe- -kan"),
        ("bertele-tele", "tele", "ber- R"),
        ("kekurangpedulian", "peduli", "ke-an kurang-"),
        ("kekurangan", "kurang", "ke-an"),
        ("ketidaksetaraan", "tara", "ke-an tidak- se-"),
    ],
)
def test_affixes_stand_in_their_order(form: str, root: str, affixes: str):
    found = analyse_word(form)
    assert (found.lemma, " ".join(found.affixes)) == (root, affixes)


def test_an_unknown_root_is_guessed_only_where_two_signs_speak_for_it():
    assert analyse_word("memblurbkan") == Word(
        "memblurbkan", "blurb", ("meN-", "-kan"), known=False
    )
    assert analyse_word("blurbnya") == Word("blurbnya", "blurb", ("-nya",), known=False)
    assert analyse_word("berxyz") == Word("berxyz", "berxyz", (), known=False)


def test_a_word_of_the_lexicon_is_a_root_where_no_listed_root_explains_the_form():
    known = {"blurb"}.__contains__
    assert analyse_word("diblurb", known) == Word("diblurb", "blurb", ("di-",))
    assert analyse_word("blurb", known) == Word("blurb", "blurb")
    assert lemma("diblurb") == "diblurb"


@pytest.mark.parametrize(
    "form", ["", "-", "--", "a-", "-nya", "nya", "ke-", "di", "x" * 500, "sub" * 2000]
)
def test_odd_forms_are_their_own_lemma(form: str):
    assert lemma(form) == form


def test_a_broken_line_of_the_data_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(word, "_lines", lambda name: ["only\ttwo"] if name == "stems.tsv" else [])
    word.inventory.cache_clear()
    with pytest.raises(FormatError, match="3 columns"):
        word.inventory()
    word.inventory.cache_clear()


def test_passives_lead_to_the_active_form_that_is_known():
    known = {"mengembangkan", "buku", "besar"}.__contains__
    assert analyse("dikembangkan", known) == Analysis("mengembangkan", passive=True)
    assert analyse("bukunya", known) == Analysis("buku", clitic="nya")
    assert analyse("buku-buku", known) == Analysis("buku", plural=True)
    assert analyse("terbesar", known) == Analysis("besar", superlative=True)


def test_the_full_analysis_helps_where_the_short_one_finds_nothing():
    known = {"ajar", "rata"}.__contains__
    assert analyse("pembelajarannya", known) == Analysis("ajar", clitic="nya", derived=True)
    assert analyse("pemerataan", known) == Analysis("rata", derived=True)
    assert analyse("zzz", known) is None


@pytest.mark.parametrize(
    ("stem", "active"),
    [("pakai", "memakai"), ("tulis", "menulis"), ("sapu", "menyapu"), ("kirim", "mengirim"),
     ("beli", "membeli"), ("cari", "mencari"), ("lihat", "melihat"), ("ambil", "mengambil")],
)  # fmt: skip
def test_the_regular_active_form_comes_first(stem: str, active: str):
    assert next(nasal(stem)) == active
