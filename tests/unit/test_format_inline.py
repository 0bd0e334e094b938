"""Tags of a sentence are put back once, in order, around the words that theirs became."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Targets
from corpus.formats.blocks import Block, joined
from corpus.formats.cutting import build_document
from corpus.formats.inline import Tag, TagKind, place_tags
from corpus.formats.reading import Encoding

OPEN, CLOSE, SINGLE = TagKind.OPEN, TagKind.CLOSE, TagKind.SINGLE


def put(source, target, *tags, links=()):
    made = [Tag(offset, raw, kind) for offset, raw, kind in tags]
    places = place_tags(source, target, made, links)
    for place, tag in reversed(list(zip(places, made, strict=True))):
        target = target[:place] + tag.raw + target[place:]
    return target


def test_words_that_stay_keep_their_tags():
    text = put(
        "Menteri ASEAN tiba.", "Bộ trưởng ASEAN đã đến.", (8, "<b>", OPEN), (13, "</b>", CLOSE)
    )
    assert text == "Bộ trưởng <b>ASEAN</b> đã đến."


def test_links_tell_where_words_went():
    source, target = "kerja sama strategis baru", "hợp tác chiến lược mới"
    links = (((0, 10), (0, 7)), ((11, 20), (8, 18)), ((21, 25), (19, 22)))
    text = put(source, target, (11, "<b>", OPEN), (20, "</b>", CLOSE), links=links)
    assert text == "hợp tác <b>chiến lược</b> mới"


def test_without_links_a_tag_stands_between_words():
    text = put("satu dua tiga empat", "một hai ba bốn", (5, "<i>", OPEN), (8, "</i>", CLOSE))
    assert text == "một <i>hai</i> ba bốn"


def test_a_term_is_never_cut():
    links = (((8, 28), (0, 18)),)
    text = put(
        "dengan  Perdana Menteri Laos ini",
        "Lao Prime Minister this",
        (24, "<b>", OPEN),
        (28, "</b>", CLOSE),
        links=links,
    )
    assert text == "<b>Lao Prime Minister</b> this"
    text = put(
        "dengan  Perdana Menteri Laos ini",
        "Lao Prime Minister this",
        (16, "|", SINGLE),
        links=links,
    )
    assert text == "|Lao Prime Minister this"


def test_a_single_tag_follows_its_word():
    links = (((0, 6), (4, 11)), ((7, 12), (0, 3)))
    text = put("negara besar", "big country", (6, "<x/>", SINGLE), links=links)
    assert text == "big country<x/>"


def test_lao_letters_are_never_parted_from_their_marks():
    target = "ສາທາລະນະລັດປະຊາທິປະໄຕປະຊາຊົນລາວ"
    source = "Republik Demokratik Rakyat Laos"
    for offset in range(len(source)):
        text = put(source, target, (offset, "|", SINGLE))
        after = text[text.index("|") + 1 :][:1]
        assert after not in set("ະາຳັິີຶືຸູົຼຽ່້໊໋໌ໍ")


KINDS = st.sampled_from([OPEN, CLOSE, SINGLE])


@given(
    st.text("ab ກ້. ", max_size=30),
    st.text("xy ລາວ. ", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), KINDS), max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_every_tag_stands_once_and_in_order(source, target, places, ends):
    tags = [
        Tag(min(offset, len(source)), f"<{n}>", kind)
        for n, (offset, kind) in enumerate(sorted(places, key=lambda place: place[0]))
    ]
    links = [
        ((min(a, len(source)), len(source)), (min(b, len(target)), len(target))) for a, b in ends
    ]
    found = place_tags(source, target, tags, links)
    assert len(found) == len(tags)
    assert found == sorted(found)
    assert all(0 <= place <= len(target) for place in found)


@given(
    st.text("Ab. ?\n", min_size=1, max_size=60).filter(lambda text: any(map(str.isalpha, text))),
    st.lists(st.tuples(st.integers(0, 60), KINDS), max_size=8),
    st.data(),
)
def test_a_block_keeps_its_tags_and_the_text_between_sentences(text, places, data):
    tags = tuple(
        Tag(min(offset, len(text)), f"<{n}>", kind)
        for n, (offset, kind) in enumerate(sorted(places, key=lambda place: place[0]))
    )
    block = Block(0, 1, text, joined, tags)
    document = build_document("#", Encoding("utf-8", b""), [block], name="x", source_lang="id")
    chosen = data.draw(st.sets(st.sampled_from(range(len(document.segments)))))
    targets = {n: f"({n} target)" for n in chosen}
    out = document.render(Targets(targets, lang="vi")).decode()
    if not chosen:
        assert out == "#"
        return
    assert [out.count(tag.raw) for tag in tags] == [1] * len(tags)
    assert [out.index(tag.raw) for tag in tags] == sorted(out.index(tag.raw) for tag in tags)
    for tag in tags:
        out = out.replace(tag.raw, "")
    for number in chosen:
        # a tag that was a word of its own gets a space of its own
        assert targets[number].replace(" ", "") in out.replace(" ", "")
