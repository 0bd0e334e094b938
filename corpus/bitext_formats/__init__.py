"""File formats of bitexts, one module each; see `corpus.bitext`."""
