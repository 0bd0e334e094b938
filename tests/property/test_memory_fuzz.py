"""Broken memory files are read or refused; nothing else happens."""

from __future__ import annotations

from benchmarks.fuzz_memory import fuzz


def test_broken_memories_are_read_or_refused():
    outcome = fuzz(400, seed=20)
    assert not outcome.failures, outcome.failures[0]
    assert outcome.refused.total() < outcome.files.total()
