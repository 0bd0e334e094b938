"""Settings of any names and values: taken, or refused with a line; never anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from corpus.errors import KohesiError
from translate.config.file import load_config
from translate.config.kinds import spelled
from translate.config.schema import TABLES, settings

_NAMES = sorted({part for key in (*settings(), *TABLES) for part in key.split(".")})
_WORDS = [
    "id",
    "vi,lo",
    "auto",
    "llm",
    "hybrid",
    "off",
    "json:a",
    "BLEU",
    "http://x",
    "",
    "~",
    "../a",
]
_SCALAR = st.one_of(
    st.sampled_from(_WORDS), st.text(max_size=5), st.booleans(), st.integers(-1, 200),
    st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
_VALUE = st.recursive(_SCALAR, lambda inner: st.lists(inner, max_size=3), max_leaves=4)
_NAME = st.sampled_from(_NAMES) | st.text(max_size=4)


@profile(deadline=None)  # the first one imports
@given(st.dictionaries(_NAME, _VALUE | st.dictionaries(_NAME, _VALUE, max_size=3), max_size=4))
def test_every_value_is_taken_or_refused_in_one_line(values):
    text = ""
    for name, value in values.items():
        if isinstance(value, dict):
            text += f"[{spelled(name)}]\n"
            text += "".join(f"{spelled(key)} = {_toml(one)}\n" for key, one in value.items())
        else:
            text = f"{spelled(name)} = {_toml(value)}\n{text}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kohesi.toml"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            config = load_config(path)
        except KohesiError as error:
            assert error.line is not None
            assert 1 <= error.line <= text.count("\n") + 1
            assert "\n" not in str(error)
        else:
            assert set(config.said) <= set(settings())


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return repr(value) if isinstance(value, float) else spelled(value)
