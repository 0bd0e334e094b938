"""The ladder on a real tiny model: each strategy, both backends, and what stands around a term."""

from __future__ import annotations

import pytest

from corpus import EngineError
from termbase import Concept, Form, Glossary, Matcher, Status, Term
from translate.enforce import Enforcer, Obtained, Strategy, requirements
from translate.enforce.agree import agree
from translate.enforce.annotate import inline, mask, unmask
from translate.enforce.mentions import Mentions
from translate.engines import EngineInfo, Hypothesis, create_engine
from translate.engines.seq2seq import Seq2SeqEngine
from translate.engines.seq2seq.places import find_place

ASKED = {
    "vi": ("menteri tiba di kota.", "thủ tướng"),
    "lo": ("menteri tiba di kota.", "ນາຍົກ"),
    "en": ("menteri tiba di kota.", "chancellor"),
}


def _glossary(lang: str, *forms: str, unwanted: str = "") -> Glossary:
    terms = [Term("menteri", "id")]
    terms += [
        Term(form, lang, Status.ADMITTED if place else Status.PREFERRED)
        for place, form in enumerate(forms)
    ]
    if unwanted:
        terms.append(Term(unwanted, lang, Status.FORBIDDEN))
    return Glossary([Concept("minister", "other", tuple(terms))])


def _run(engine, text: str, glossary: Glossary, lang: str, strategy=Strategy.HYBRID):
    needs = requirements(Matcher(glossary, "id").find(text), glossary, lang)
    (done,) = Enforcer(engine, strategy=strategy).run(
        [text], [needs], source_lang="id", target_lang=lang
    )
    return done


@pytest.fixture(scope="session")
def torch_engine(tiny_checkpoint):
    engine = Seq2SeqEngine(model=str(tiny_checkpoint), backend="transformers")
    engine.load()
    return engine


@pytest.fixture(params=["ctranslate2", "transformers"])
def engine(request):
    return request.getfixturevalue(
        "tiny_engine" if request.param == "ctranslate2" else "torch_engine"
    )


def test_backends_write_the_same_and_link_the_same(tiny_engine, torch_engine):
    for text in ("kucing itu tidur.", "menteri tiba di kota."):
        results = []
        for engine in (tiny_engine, torch_engine):
            done = _run(engine, text, Glossary([]), "en", Strategy.NONE)
            results.append(done.hypothesis.text)
        assert results[0] == results[1]


def test_backends_look_at_the_same_words(tiny_engine, torch_engine):
    source = tiny_engine._sources(["menteri tiba di kota."], "id", "en")
    target = [list(tiny_engine._tokenizers[1].encode("the minister arrives in town.").tokens)]
    quick, slow = (
        engine._backend.attend(source, ["eng_Latn"], target)[0]
        for engine in (tiny_engine, torch_engine)
    )
    assert len(quick) == len(slow) == len(target[0])
    for left, right in zip(quick, slow, strict=True):
        # int8 against full precision; one head alone would be far away
        assert left == pytest.approx(right, abs=0.05)


def test_attention_of_a_decoding_is_that_of_its_target(tiny_engine):
    backend = tiny_engine._backend
    source = tiny_engine._sources(["menteri tiba di kota."], "id", "en")
    ((best, *others),) = backend.decode(source, ["eng_Latn"], beams=4, n_best=4, limits=[40])
    (expected,) = backend.attend(source, ["eng_Latn"], [best.tokens])
    for left, right in zip(best.attention, expected, strict=True):
        assert left == pytest.approx(right, abs=1e-3)
    assert all(other.attention is None for other in others)


@pytest.mark.parametrize("lang", ["vi", "lo", "en"])
def test_missing_term_is_obtained_on_either_backend(engine, lang):
    text, form = ASKED[lang]
    done = _run(engine, text, _glossary(lang, form), lang)
    (outcome,) = done.outcomes
    # the tiny model lacks a letter of the Vietnamese form: it cannot be decoded, only spliced
    if "constrained" not in engine.methods or lang == "vi":
        assert outcome.obtained is Obtained.SPLICED
    assert outcome.obtained in (Obtained.CONSTRAINED, Obtained.SPLICED)
    found = done.hypothesis.text[slice(*outcome.span)]
    assert found.casefold() == form.casefold()
    assert done.hypothesis.text.casefold().count(form.casefold()) == 1


def test_what_the_engine_wrote_itself_is_left_alone(engine):
    done = _run(engine, "menteri tiba di kota.", _glossary("en", "minister"), "en")
    assert done.hypothesis.text == "the minister arrives in town."
    assert done.outcomes[0].obtained is Obtained.ENGINE


def test_any_accepted_form_will_do(engine):
    done = _run(engine, "menteri tiba di kota.", _glossary("en", "chancellor", "minister"), "en")
    assert done.outcomes[0].obtained is Obtained.ENGINE


def test_forbidden_name_is_written_away(engine):
    glossary = _glossary("en", "chancellor", unwanted="minister")
    done = _run(engine, "menteri tiba di kota.", glossary, "en")
    assert "minister" not in done.hypothesis.text.replace(".", " ").split()
    assert done.violations == ()


@pytest.mark.parametrize("strategy", list(Strategy))
def test_every_strategy_gives_an_honest_outcome(engine, strategy):
    if strategy.value in ("constrained", "splice") and strategy.value not in engine.methods:
        with pytest.raises(EngineError, match="use hybrid"):
            Enforcer(engine, strategy=strategy)
        return
    done = _run(engine, "menteri tiba di kota.", _glossary("en", "chancellor"), "en", strategy)
    (outcome,) = done.outcomes
    stands = "chancellor" in done.hypothesis.text.lower()
    assert (outcome.span is not None) == stands
    assert outcome.needs_review == (not stands)
    if strategy in (Strategy.CONSTRAINED, Strategy.SPLICE, Strategy.REPLACE, Strategy.HYBRID):
        assert stands


def test_two_occurrences_need_two(engine):
    text = "menteri tiba di kota. menteri tiba di kota."
    done = _run(engine, text, _glossary("en", "chancellor"), "en")
    assert done.hypothesis.text.lower().count("chancellor") >= 2
    assert not any(outcome.needs_review for outcome in done.outcomes)


def test_better_of_the_engines_beams_is_taken_before_decoding_again():
    class Two:
        info = EngineInfo("two", "", "", "", "", ("en",), 0, uses_constraints=False)
        signature = {}  # noqa: RUF012

        def load(self): ...

        def translate(self, requests, **_languages):
            return [
                Hypothesis("he comes", alternatives=(Hypothesis("the chancellor comes"),))
                for _ in requests
            ]

    done = _run(Two(), "menteri tiba.", _glossary("en", "chancellor"), "en")
    assert done.hypothesis.text == "the chancellor comes"
    assert done.outcomes[0].obtained is Obtained.RERANKED


def test_forbidden_name_is_replaced_by_an_engine_that_cannot_be_steered():
    class One:
        info = EngineInfo("one", "", "", "", "", ("en",), 0, uses_constraints=False)
        signature = {}  # noqa: RUF012

        def load(self): ...

        def translate(self, requests, **_languages):
            return [Hypothesis("He met an elder of town.") for _ in requests]

    done = _run(One(), "menteri tiba.", _glossary("en", "chancellor", unwanted="elder"), "en")
    assert done.hypothesis.text == "He met a chancellor of town."
    assert done.outcomes[0].obtained is Obtained.REPLACED


@pytest.mark.parametrize(
    ("text", "term", "forms", "expected"),
    [
        ("He is a envoy.", "envoy", ("envoy",), "He is an envoy."),
        ("An minister came.", "minister", ("minister",), "A minister came."),
        ("a ASEAN summit", "ASEAN", ("ASEAN",), "an ASEAN summit"),
        ("an UN body", "UN", ("UN",), "a UN body"),
        ("a FTA", "FTA", ("FTA",), "an FTA"),
        ("two minister met", "minister", ("minister",), "two ministers met"),
        ("in 1 minister", "minister", ("minister",), "in 1 minister"),
        ("12 minister met", "minister", ("minister",), "12 ministers met"),
        ("minister came", "minister", ("minister",), "Minister came"),
        ("Yes. minister came", "minister", ("minister",), "Yes. Minister came"),
        ("in the The Hague court", "The Hague", ("The Hague",), "in The Hague court"),
        ("in viettel", "viettel", ("Viettel",), "in Viettel"),
        ("VIETTEL", "VIETTEL", ("Viettel",), "VIETTEL"),
    ],
)
def test_what_stands_around_a_term_agrees_with_it(text, term, forms, expected):
    start = text.index(term)
    edits = agree(text, [((start, start + len(term)), forms, True)], "en")
    for begin, end, new in reversed(edits):
        text = text[:begin] + new + text[end:]
    assert text == expected


def test_what_the_engine_wrote_itself_keeps_its_article():
    assert agree("a envoy", [((2, 7), ("envoy",), False)], "en") == ()


def test_masked_and_inline_sources():
    glossary = _glossary("en", "chancellor")
    text = "Menteri dan menteri"
    needs = requirements(Matcher(glossary, "id").find(text), glossary, "en")
    assert mask(text, needs) == "[T1] dan [T2]"
    assert unmask("[ t2 ] and [T1] and [T9]", needs) == "chancellor and chancellor and [T9]"
    assert inline(text, needs) == "chancellor dan chancellor"


EVN = Glossary(
    [
        Concept(
            "evn",
            "institution",
            (
                Term("Perusahaan Listrik Vietnam", "id", form=Form.FULL),
                Term("EVN", "id", form=Form.ACRONYM),
                Term("Tập đoàn Điện lực Việt Nam", "vi", form=Form.FULL),
                Term("EVN", "vi", form=Form.ACRONYM),
            ),
        )
    ]
)


def _forms(mentions: Mentions, text: str, *, body: bool = True):
    needs = requirements(Matcher(EVN, "id").find(text), EVN, "vi")
    return [one.forms[0] for one in mentions.adjust(text, needs, body=body)]


def test_first_mention_is_long_with_its_acronym_and_later_ones_are_short():
    mentions = Mentions(EVN, "vi")
    assert _forms(mentions, "EVN hadir", body=False) == ["EVN"]
    long = "Tập đoàn Điện lực Việt Nam (EVN)"
    assert _forms(mentions, "EVN dan Perusahaan Listrik Vietnam") == [long, "EVN"]
    assert _forms(mentions, "Perusahaan Listrik Vietnam") == ["EVN"]
    assert _forms(Mentions(EVN, "vi"), "EVN") == [long]


def test_name_with_its_acronym_in_brackets_is_one_mention():
    text = "Kata Perusahaan Listrik Vietnam (EVN) itu"
    needs = requirements(Matcher(EVN, "id").find(text), EVN, "vi")
    (one,) = Mentions(EVN, "vi").adjust(text, needs, body=True)
    assert text[one.start : one.end] == "Perusahaan Listrik Vietnam (EVN)"
    assert one.forms[0] == "Tập đoàn Điện lực Việt Nam (EVN)"


def test_place_of_a_form_is_where_its_source_was_looked_at():
    target = ["▁the", "▁min", "ister", "▁sleeps", "."]
    look = [[0, 0.9, 0.1, 0], [0, 0.1, 0.8, 0], [0, 0.2, 0.7, 0], [0, 0.6, 0.3, 0], [1, 0, 0, 0]]
    place = find_place(look, [2], target, 1, 2)
    assert (place.start, place.end) == (1, 3)
    blocked = find_place(look, [2], target, 1, 2, blocked={1, 2})
    assert (blocked.start, blocked.end) == (3, 4)
    end = find_place(look, [2], target, 1, 2, blocked=set(range(5)))
    assert (end.start, end.end) == (5, 5)


def test_engine_without_alignment_has_its_words_found_by_the_word_aligner():
    class Silent:
        info = EngineInfo("silent", "", "", "", "", ("en", "vi"), 0, uses_constraints=False)
        signature = {}  # noqa: RUF012

        def __init__(self, text):
            self.text = text

        def load(self): ...

        def translate(self, requests, **_languages):
            return [Hypothesis(self.text) for _ in requests]

    terms = (Term("menteri", "id"), Term("chancellor", "en"), Term("tể tướng", "vi"))
    glossary = Glossary([Concept("minister", "other", terms)])
    source = "Kemarin menteri berbicara di sekolah."
    done = _run(Silent("Yesterday the minister spoke at a school."), source, glossary, "en")
    assert done.hypothesis.text == "Yesterday the chancellor spoke at a school."
    assert done.outcomes[0].obtained is Obtained.REPLACED
    done = _run(Silent("Hôm qua bộ trưởng nói chuyện ở trường."), source, glossary, "vi")
    assert done.hypothesis.text == "Hôm qua tể tướng nói chuyện ở trường."
    # where no word of the translation says it, nothing is forced
    done = _run(Silent("Yes."), source, glossary, "en")
    assert done.hypothesis.text == "Yes."
    assert done.outcomes[0].needs_review


def test_unknown_backend_and_bad_number_are_errors():
    with pytest.raises(EngineError, match="unknown backend"):
        create_engine("nllb", options={"backend": "abacus"})
    with pytest.raises(EngineError, match="beam_size"):
        create_engine("nllb", options={"beam_size": "many"})
    assert create_engine("nllb", options={"beam_size": "2"}).methods == ("splice",)


def test_transformers_backend_needs_the_checkpoint(tiny_model):
    with pytest.raises(EngineError, match="needs the checkpoint"):
        Seq2SeqEngine(model=str(tiny_model), backend="transformers").load()
