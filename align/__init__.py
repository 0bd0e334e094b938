"""Alignment of sentences and words, and projection of spans."""
