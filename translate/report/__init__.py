"""The report of a run: `run` says what is in it, `writer` writes it, `html` makes its page."""
