"""Whatever a server writes, it is read, or refused in a way that the engines expect."""

from __future__ import annotations

import contextlib
import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from translate.engines import Constraint, Request
from translate.engines.libretranslate import _pairs, _texts
from translate.engines.llm.answer import UnusableAnswer, read_answer
from translate.engines.llm.check import find_faults, find_terms
from translate.engines.llm.prompt import Style
from translate.engines.llm.wire import Wire
from translate.engines.remote import ServerError

NAMES = st.sampled_from(
    ["choices", "message", "content", "text", "data", "id", "translation", "translatedText"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.just("code"), inner),
    max_leaves=8,
)


class _Said:
    """A client whose server says always the same."""

    def __init__(self, value):
        self.value = value
        self.settings = type("Settings", (), {"timeout": 1})

    def get(self, *_asked, **_options):
        return self.value

    post = get


def _wrapped(value):
    """The value where a translation, a list of models or of languages is looked for."""
    return st.sampled_from(
        [
            value,
            {"choices": [value]},
            {"choices": [{"message": value, "text": value}]},
            {"choices": [{"message": {"content": value}}]},
            {"choices": [{"message": {"content": [{"text": value}, value]}}]},
            {"data": [{"id": value}, value]},
            {"translatedText": [value]},
            [{"code": value, "targets": [value]}, {"code": "id", "targets": value}],
        ]
    )


@given(VALUES.flatmap(_wrapped))
def test_any_json_is_read_or_refused(value):
    wire = Wire(_Said(value), "m")
    assert all(isinstance(name, str) for name in wire.models())
    with contextlib.suppress(ServerError, UnusableAnswer):
        assert wire.chat([], max_tokens=1, as_json=True).text.strip()
    with contextlib.suppress(ServerError, UnusableAnswer):
        assert wire.complete("", max_tokens=1).text.strip()
    with contextlib.suppress(ServerError):
        assert len(_texts(value, 1)) == 1
    assert all(isinstance(code, str) for code in _pairs(value))


@given(st.text(max_size=80), st.sampled_from(Style))
def test_any_answer_is_one_line_of_text_or_refused(text, style):
    for content in (text, json.dumps({"translation": text}), f"```json\n{text}\n```"):
        with contextlib.suppress(UnusableAnswer):
            found = read_answer(content, style)
            assert found
            assert found == " ".join(found.split())


@given(
    st.text(max_size=60),
    st.text(min_size=1, max_size=60),
    st.lists(st.sampled_from(["a b", "b", "a"]), max_size=4),
    st.sampled_from(["vi", "lo", "en"]),
)
def test_links_never_share_a_place_and_what_has_none_is_missing(text, source, forms, lang):
    constraints = tuple(Constraint(0, 1, (form,)) for form in forms)
    find_faults(text, Request(source, constraints), source_lang="id", target_lang=lang)
    links, missing = find_terms(f"a b {text} a", constraints, lang)
    spans = sorted(link.target for link in links)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert len(links) + len(missing) == len(constraints)
