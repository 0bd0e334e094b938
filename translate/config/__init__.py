"""`kohesi.toml`: the one place that says which settings there are, reads and shows them.

`file.load_config` finds and reads it; `group.ConfiguredGroup` lets it speak for the options that a
user did not give; `schema` is the table of all settings.
"""
