"""What is trained on: cleaned text, nothing of the evaluation parts, in one form."""

from __future__ import annotations

import json

import pytest

from corpus.errors import FormatError
from corpus.starter import starter_corpus
from training.corpora import CORPORA, EVALUATION, LANGS, Corpus, Rights, read_table
from training.drafts import add_drafts, drafted
from training.leaks import Held
from training.prepare import Cleaner, prepare, read_rows
from training.text import curl, detokenise, is_markup, training_form, unquote
from translate.engines import create_engine

from .training_texts import EVALUATED, write_data


def _corpus(*langs, **options):
    return Corpus(
        name="made", path="made", langs=langs, domain="news", licence="CC0",
        rights=Rights.OPEN, **options,
    )  # fmt: skip


def _cleaned(rows, *, held=(), pairs=(("id", "en"),), **options):
    langs = tuple(rows[0])
    cleaner = Cleaner(Held(held), pairs)
    return cleaner.clean(_corpus(*langs, **options), rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_data(tmp_path_factory.mktemp("data"))


class TestLeaks:
    def test_a_line_is_found_whatever_its_case_spaces_and_punctuation(self):
        held = Held([("Presiden tiba di Hanoi.", "id")])
        assert held.holds('  presiden TIBA di "Hanoi" ', "id")
        assert not held.holds("Presiden tiba di Vientiane.", "id")

    def test_an_empty_line_holds_nothing(self):
        assert not Held([("", "id"), ("...", "id")]).holds("!", "id")

    @pytest.mark.parametrize("side", ["id", "en"])
    def test_a_pair_with_either_side_in_an_evaluation_text_is_dropped(self, side):
        row = {"id": "Petani menanam padi di sawah.", "en": "Farmers plant rice in the fields."}
        good, fallen = _cleaned([row], held=[(row[side].upper(), side)])
        assert good == [[]]
        assert fallen == {"evaluation text": 1}

    def test_the_other_pairs_of_a_row_stay_when_one_language_leaks(self):
        row = {
            "id": "Petani menanam padi di sawah.",
            "vi": "Nông dân trồng lúa trên đồng.",
            "en": "Farmers plant rice in the fields.",
        }
        pairs = (("id", "vi"), ("id", "en"), ("vi", "en"))
        good, _ = _cleaned([row], held=[(row["en"], "en")], pairs=pairs)
        assert good == [["id-vi"]]

    def test_starter_sentences_outside_the_training_part_are_held(self, data):
        held = Held.of(data)
        by_split = {one.split: one for one in starter_corpus()}
        for lang in LANGS:
            assert held.holds(by_split["test"].texts[lang].text, lang)
            assert held.holds(by_split["dev"].texts[lang].text, lang)
            assert not held.holds(by_split["train"].texts[lang].text, lang)

    def test_no_training_file_is_an_evaluation_file(self, shared):
        data = shared / "data"
        evaluated = {path for pattern in EVALUATION for path in data.glob(pattern)}
        for corpus in CORPORA:
            for lang in corpus.langs:
                assert corpus.file(data, lang).is_file(), corpus.name
                assert corpus.file(data, lang) not in evaluated


class TestCleaning:
    def test_a_pair_is_taken_once_over_all_corpora(self):
        row = {"id": "Petani menanam padi di sawah.", "en": "Farmers plant rice in the fields."}
        cleaner = Cleaner(Held(()), (("id", "en"),))
        first, _ = cleaner.clean(_corpus("id", "en"), [row])
        again, fallen = cleaner.clean(_corpus("id", "en"), [row])
        assert (first, again) == ([["id-en"]], [[]])
        assert fallen == {"seen in another corpus": 1}

    def test_strings_with_placeholders_are_left_out_of_interfaces_only(self):
        row = {"id": "Hapus %s dari daftar", "en": "Remove %s from the list"}
        assert _cleaned([row], traits=frozenset({"interface"}))[0] == [[]]
        assert _cleaned([row])[0] == [["id-en"]]

    def test_words_are_not_judged_by_their_length(self):
        row = {"id": "undang-undang perlindungan konsumen", "en": "consumer"}
        assert _cleaned([row])[0] == [[]]
        assert _cleaned([row], traits=frozenset({"short"}))[0] == [["id-en"]]


class TestForm:
    def test_lao_is_composed_and_what_cannot_be_seen_is_gone(self):
        assert training_form("ນ\u0ecd\u0eb2\u200b  ທ່ຽວ", "lo") == "ນຳ ທ່ຽວ"
        assert training_form("hoa\u0300\u00ad  bi\u0300nh", "vi") == "hoà bình"

    def test_case_and_typographic_marks_stay(self):
        assert training_form("“Damai” – katanya", "id") == "“Damai” – katanya"

    def test_spaces_of_a_tokenizer_are_taken_out(self):
        assert detokenise("Well , it 's ( really ) true .") == "Well, it's (really) true."
        assert detokenise("& quot ; Yes & quot ; , he said") == '"Yes", he said'

    def test_quotes_of_csv_are_taken_out(self):
        assert unquote('"He said ""no"" twice."') == 'He said "no" twice.'
        assert unquote("plain") == "plain"

    def test_quotation_marks_are_curled_on_both_sides_or_on_none(self):
        seen = set()
        for number in range(40):
            source, target = curl(f'"Ya" {number}', '"Yes"')
            assert ("“" in source) == ("“" in target)
            seen.add("“" in source)
        assert seen == {True, False}
        assert curl('"Ya"', "Yes") == ('"Ya"', "Yes")

    def test_plain_strings_are_no_markup(self):
        assert is_markup("Open ~File")
        assert not is_markup("Open file (again)?")


class TestPrepare:
    def test_tables_and_report_say_what_was_kept(self, data, tmp_path):
        report = prepare(data, tmp_path, bundled=False)
        kept = report["corpora"]["tatoeba"]["kept"]["id-en"]
        rows = list(read_rows(tmp_path / "text" / "tatoeba.tsv"))
        assert len(rows) == kept == 359  # every combination but the evaluated one
        assert all(row["id"] != EVALUATED for _, row in rows)
        assert report["corpora"]["tatoeba"]["rejected"]["evaluation text"] == 1
        assert json.loads((tmp_path / "text.json").read_text("utf-8")) == report

    def test_pairs_that_another_corpus_had_are_not_taken_again(self, data, tmp_path):
        report = prepare(data, tmp_path, bundled=False)
        four_way = report["corpora"]["udhr"]
        assert "id-en" not in four_way["kept"]
        assert set(four_way["kept"]) == {"id-vi", "id-lo", "vi-lo", "vi-en", "lo-en"}

    def test_only_licences_as_free_as_asked_for_are_taken(self, data, tmp_path):
        report = prepare(data, tmp_path, rights=Rights.OPEN, bundled=False)
        assert "udhr" not in report["corpora"]
        assert {one["rights"] for one in report["corpora"].values()} == {"open"}

    def test_texts_of_ones_own_come_from_a_table(self, data, tmp_path):
        own = data / "own" / "news"
        own.parent.mkdir()
        own.with_name("news.id").write_text("Kereta berangkat pukul tujuh pagi.\n", "utf-8")
        own.with_name("news.en").write_text("The train leaves at seven.\n", "utf-8")
        table = tmp_path / "table.tsv"
        table.write_text("mine\town/news\tid,en\tnews\tours\topen\t2\n", "utf-8")
        report = prepare(data, tmp_path / "out", more=read_table(table), bundled=False)
        assert report["corpora"]["mine"]["kept"] == {"id-en": 1}
        assert report["corpora"]["mine"]["weights"] == {"id-en": 2.0}

    @pytest.mark.parametrize(
        "line", ["mine\town/news\tid,en\tnews\tours", "m\to\tid,xx\tn\to\topen", "m\to\tid\tn\to\tfree"]
    )  # fmt: skip
    def test_a_broken_table_names_its_line(self, line, tmp_path):
        table = tmp_path / "table.tsv"
        table.write_text(f"# name, path\n{line}\n", "utf-8")
        with pytest.raises(FormatError) as raised:
            read_table(table)
        assert raised.value.line == 2


class TestDrafts:
    def test_drafts_are_only_ever_targets_of_known_words(self, data, tmp_path):
        prepare(data, tmp_path, bundled=False)
        add_drafts(tmp_path, ["tatoeba", "nowhere"])
        report = json.loads((tmp_path / "text.json").read_text("utf-8"))["corpora"]
        assert report["drafted-tatoeba"]["directions"] == ["id-lo", "id-vi"]
        assert "draft engine" in report["drafted-tatoeba"]["made"]
        rows = list(read_rows(tmp_path / "text" / "drafted-tatoeba.tsv"))
        assert len(rows) > 300
        assert all(pairs == ["id-vi", "id-lo"] for pairs, _ in rows)
        assert rows[0][1]["vi"].endswith(".")

    def test_a_text_with_an_unknown_word_is_left_out(self):
        engine = create_engine("draft")
        engine.load()
        made = drafted(engine, ["Menteri membuka pasar.", "Menteri membuka zzyzx."], "vi")
        assert set(made) == {0}
