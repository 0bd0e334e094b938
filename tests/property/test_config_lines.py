"""Lines of TOML keys: whatever the document looks like, they are where the keys stand."""

from __future__ import annotations

import json
import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from translate.config.lines import Place, line_numbers

_BARE = st.text("abc-_1", min_size=1, max_size=4)
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
_QUOTED = _TEXT.map(lambda text: json.dumps(text, ensure_ascii=False))
_LITERAL = _TEXT.filter(lambda text: "'" not in text).map(lambda text: f"'{text}'")
_LONG = st.sampled_from(
    ['"""\na = 1\n[b]\n\\" # ""x"""', "'''\n# [c]\nd = ''\n'''", '""""two""""', "'''''x'''''"]
)
_BLANK = st.sampled_from(["", "\n", "# a = 1 [b]\n", '\n\n  # "\n', "\t\n"])
_SCALAR = st.one_of(
    _QUOTED,
    _LITERAL,
    _LONG,
    st.sampled_from(["1", "-2.5e3", "true", "1979-05-27 07:32:00Z", "inf"]),
)


def _listed(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(_BLANK, values), max_size=3).map(
        lambda rows: "[" + "".join(f"{blank} {value} ,{blank}" for blank, value in rows) + "]"
    )


def _inlined(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.dictionaries(_BARE, values, max_size=3).map(
        lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + " }"
    )


_VALUE = st.recursive(_SCALAR, lambda inner: _listed(inner) | _inlined(inner), max_leaves=6)
_KEYS = st.lists(_BARE, min_size=1, max_size=3)
_ROW = st.tuples(_BLANK, st.booleans(), _KEYS, _QUOTED, _VALUE)


@settings(deadline=None)  # the first one imports
@given(st.lists(_ROW, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_every_key_is_found_in_its_line(rows, newline):
    """A document is written row by row, and the line of each key counted while it is."""
    text = ""
    expected: dict[Place, int] = {}
    table: Place = ()
    for number, (blank, header, keys, quoted, value) in enumerate(rows):
        text += blank
        line = text.count("\n") + 1
        name = f"t{number}"  # no name twice
        if header:
            table = (name, *keys)
            text += f"[ {name} . {'.'.join(keys)} ] # {quoted}\n"
            expected.setdefault(table, line)
        else:
            last = json.loads(quoted)
            text += f"{name}.{' . '.join(keys)} . {quoted} = {value} # x\n"
            expected[*table, name, *keys, last] = line
    text = text.replace("\n", newline)
    tomllib.loads(text)
    found = line_numbers(text)
    assert {place: found[place] for place in expected} == expected


@settings(deadline=None)  # the first one imports
@given(st.dictionaries(_TEXT, _VALUE, max_size=5))
def test_every_value_has_a_line(pairs):
    text = "".join(f"{json.dumps(k, ensure_ascii=False)} = {v}\n" for k, v in pairs.items())
    found = line_numbers(text)

    def places(value, above: Place = ()):
        if above:
            yield above
        if isinstance(value, dict | list):
            for key, one in value.items() if isinstance(value, dict) else enumerate(value):
                yield from places(one, (*above, key))

    assert set(places(tomllib.loads(text))) == set(found)


@settings(deadline=None)  # the first one imports
@given(st.text(max_size=60))
def test_anything_that_is_toml_is_walked_to_its_end(text):
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    line_numbers(text)
