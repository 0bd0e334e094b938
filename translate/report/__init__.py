"""The report of a run: `run` makes it, `read` reads it, `html` makes the page of it."""
