"""Errors: one line for the user, whole in another process too."""

from __future__ import annotations

import pickle

import pytest

from corpus.errors import FormatError, KohesiError, MissingExtra, ModelUnavailable
from translate.engines.remote.transport import ServerError

ERRORS = [
    KohesiError("anything"),
    FormatError("the file is empty", path="a.txt", line=3, hint="write something"),
    ModelUnavailable("no model", hint="pull it"),
    MissingExtra("ray", "--ray"),
    ServerError("busy", status=429, passing=True, wait=2.0),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_error_that_went_to_another_process_says_the_same(error):
    there = pickle.loads(pickle.dumps(error))
    assert type(there) is type(error)
    assert str(there) == str(error)
    assert vars(there) == vars(error)
    assert there.args == error.args
