"""How kohesi-mini is made: prepare, tokenizer, pack, train, convert, evaluate. See README.md.

Run each step as a module from the repository's root: `python -m training.prepare --help`. Nothing
here is installed with kohesi.
"""
