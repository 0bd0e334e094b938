"""Translations out of a memory: what may be used, and what is learned back."""
