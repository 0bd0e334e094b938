"""Which options of which commands take their value from which settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Binding:
    """What the settings are to one command.

    Attributes:
        place: the parameter that names the first file, from which `kohesi.toml` is looked for; in
            the working folder when empty.
        options: parameter to setting.
        tables: further tables that the command reads by itself.
    """

    place: str
    options: Mapping[str, str]
    tables: tuple[str, ...] = ()


_GLOSSARY = {"glossary": "glossary.files", "bundled": "glossary.bundled"}
_ENGINE = {
    "engine": "engine.name",
    "model": "engine.model",
    "url": "engine.url",
    "engine_option": "engine.options",
}
_MEMORY = {"memory": "memory.files"}  # commands on one memory: the first one
_TEXTS = {"source_lang": "languages.from", **_GLOSSARY}

BINDINGS: dict[str, Binding] = {
    "translate": Binding(
        "files",
        {
            "source": "languages.from",
            "to": "languages.to",
            **_ENGINE,
            **_GLOSSARY,
            "memory": "memory.files",
            "use_memory": "memory.use",
            "memory_threshold": "memory.threshold",
            "enforce": "terms.enforce",
            "strategy": "terms.strategy",
            "mentions": "terms.mentions",
            "output": "output.folder",
            "report": "output.report",
            "drop_boilerplate": "output.drop-boilerplate",
            "mark_unknown": "output.mark-unknown",
            "journal": "journal.keep",
            "resume": "journal.resume",
            "ray": "cluster.address",
            "ray_workers": "cluster.workers",
            "ray_cpus": "cluster.cpus",
            "ray_gpus": "cluster.gpus",
            "article": "input.article",
            "input_format": "formats",
        },
    ),
    "demo": Binding("", _ENGINE),
    "report": Binding("report", {}, ("checks",)),
    "score": Binding(
        "hypothesis", {**_TEXTS, "metrics": "scores.metrics", "samples": "scores.samples"}
    ),
    "check": Binding("translation", {**_TEXTS, "fail_on": "checks.fail-on"}, ("checks",)),
    "compare": Binding("translations", {**_TEXTS, "metrics": "scores.metrics"}),
    "term lookup": Binding("", _GLOSSARY),
    "term match": Binding("file", {"source": "languages.from", **_GLOSSARY}),
    "term list": Binding("", _GLOSSARY),
    "term stats": Binding("", _GLOSSARY),
    "term check": Binding("files", {"source": "languages.from", **_GLOSSARY}),
    "term extract": Binding("files", _GLOSSARY),
    "align sentences": Binding("source", {"source_lang": "languages.from"}),
    "align documents": Binding("source", {"source_lang": "languages.from"}),
    "align words": Binding("bitext", {"source_lang": "languages.from"}),
    "align clean": Binding("bitext", {"source_lang": "languages.from"}),
    "memory import": Binding("files", {"source": "languages.from", **_MEMORY}),
    "memory export": Binding("", _MEMORY),
    "memory search": Binding("", {"source": "languages.from", **_MEMORY}),
    "memory stats": Binding("", _MEMORY),
    "memory prune": Binding("", _MEMORY),
    "memory learn": Binding("source", {"source_lang": "languages.from", **_MEMORY}),
    "corpus segments": Binding("file", {"lang": "languages.from", "input_format": "formats"}),
}
"""The words of a command to its binding, in the order of `kohesi --help`."""
