"""Runs: many files in, translated files and a report out; resumable, at even memory.

The data flows one way: `sources` finds the files, `reading` reads ahead and finds out what is
asked, `solving` shares batches over files and asks the journal first, `writing` writes behind.
`run` ties them together.
"""
