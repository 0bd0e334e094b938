"""The one table of what `kohesi.toml` may say.

A setting is read in `file.py`, handed to the options that `bindings.py` names, and described by
`kohesi init` and `docs/configuration.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .kinds import Checked, Choice, Flag, Kind, Many, Number, Pairs, Whole, WrongValue, described
from .paths import name_or_path, path_in


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that the file may say.

    Attributes:
        key: table and name, with a dot: `languages.from`. A table whose keys are free is the
            setting itself: `formats`.
        kind: what its value may be.
        about: what it does, one sentence without a full stop.
        example: a line of TOML that shows it, where the default shows nothing.
        default: what holds where neither file nor option says it, for settings without an option
            of their own; the options know the others.
    """

    key: str
    kind: Kind
    about: str
    example: str = ""
    default: object = None

    @property
    def table(self) -> str:
        """The table that it stands in."""
        return self.key if isinstance(self.kind, Pairs) else self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        """Its name in that table."""
        return self.key.rpartition(".")[2]


TABLES: dict[str, str] = {
    "languages": "Which languages",
    "engine": "What translates",
    "engine.options": "Settings of the engine itself (docs/engines.md)",
    "glossary": "Which official names hold",
    "memory": "Which translations made before are used again",
    "terms": "How the glossary is enforced",
    "output": "What is written, and where",
    "journal": "How a run that was stopped goes on",
    "cluster": "Other machines that share the work (docs/cluster.md)",
    "input": "What of a file is translated",
    "formats": "How files are read whose names do not tell, or of which a part is translated",
    "scores": "What `kohesi score` and `kohesi compare` take",
    "checks": "Which checks of `kohesi check` are errors, warnings, infos, or off (docs/checks.md)",
}
"""Table to its heading, in the order of `kohesi init`."""


def _language(text: str, _: Path) -> str:
    from corpus.languages import check_language

    return check_language(text)


def _address(text: str, _: Path) -> str:
    from translate.engines.remote import check_address

    from .secrets import VARIABLES

    return check_address(
        text,
        engine="",
        example="http://127.0.0.1:8080/v1",
        key_variable=" or ".join(VARIABLES),
    )


def _cluster(text: str, _: Path) -> str:
    from translate.cluster import check_address

    address = check_address(text)
    if address not in ("auto", "local") and not address.startswith("local:"):
        # workers run what their cluster sends: no file that comes with texts may choose it
        raise WrongValue(
            "is the address of a machine, which a file must not choose",
            f"write auto, or give --ray {address} on the command line",
        )
    return address


def _path(text: str, folder: Path) -> str:
    return path_in(folder, text)


def _engines() -> list[str]:
    from translate.engines import ENGINES

    return ["auto", *ENGINES]


def _strategies() -> list[str]:
    from translate.strategy import Strategy

    return list(Strategy)


def _metrics() -> list[str]:
    from translate.quality.metrics import METRICS

    return list(METRICS)


def _severities() -> list[str]:
    from translate.quality.checks.finding import Severity

    return list(Severity)


def _limits() -> tuple[str, ...]:
    from translate.quality.checks.settings import FAIL_ON

    return FAIL_ON


def _engine_option(_: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongValue(f"is {described(value)}, not a text or a number")
    return str(value)


def _format(glob: str, value: object) -> str:
    from .formats import check_format

    if "=" in glob:
        raise WrongValue("has an equals sign, which no glob may have", "use ? in its place")
    if not isinstance(value, str):
        raise WrongValue(f"is {described(value)}, not the name of a format")
    return check_format(value)


_LANGUAGE = Checked("a language: id, vi, lo or en", _language)
_FILE = Checked("the path of a file", _path, empty=True)

_SETTINGS: tuple[Setting, ...] = (
    Setting("languages.from", _LANGUAGE, "Language of the files that are translated"),
    Setting(
        "languages.to", Many(_LANGUAGE), "Languages to translate into", 'to = ["vi", "lo", "en"]'
    ),
    Setting("engine.name", Choice(_engines), "What translates; auto takes the best that is ready"),
    Setting(
        "engine.model",
        Checked("the name or the folder of a model", lambda t, f: name_or_path(f, t), empty=True),
        "Its model: a name of `kohesi engine list`, or a folder",
        'model = "nllb-600m"',
    ),
    Setting(
        "engine.url",
        Checked("the address of a server", _address, empty=True),
        "Its server, for engines that ask one; a key to it never stands in this file",
        'url = "http://127.0.0.1:8080/v1"',
    ),
    Setting(
        "engine.options",
        Pairs("a table of the engine's options", _engine_option),
        "They need the name of an engine, not auto",
        "beam_size = 5",
    ),
    Setting(
        "glossary.files",
        Many(_FILE),
        "Glossaries of your own; of two that know one concept, the first one listed wins",
        'files = ["ours.csv", "ministry.tbx"]',
    ),
    Setting("glossary.bundled", Flag(), "Whether the bundled glossary stands below them"),
    Setting(
        "memory.files",
        Many(_FILE),
        "Translation memories, the first one wins; empty for your own one, if there is one",
        'files = ["ministry.sqlite"]',
    ),
    Setting("memory.use", Flag(), "Whether memories are asked at all"),
    Setting(
        "memory.threshold",
        Number(50, 101),
        "How alike a segment must be, in percent; below 100 the translation is for review",
    ),
    Setting("terms.enforce", Flag(), "Whether a translation is mended where a term is missing"),
    Setting(
        "terms.strategy",
        Choice(_strategies),
        "How a missing term is obtained (docs/enforcement.md)",
    ),
    Setting("terms.mentions", Flag(), "First mention in full with the acronym, later ones short"),
    Setting("output.folder", _FILE, "Folder for the translations"),
    Setting(
        "output.report", _FILE, "Where the JSON report of a run goes", 'report = "report.json"'
    ),
    Setting("output.drop-boilerplate", Flag(), "Leave menus and counters of web pages out"),
    Setting("output.mark-unknown", Flag(), "Put words that stay untranslated between ⟦ and ⟧"),
    Setting(
        "journal.keep",
        Flag(),
        "Keep what is done in the output folder, in .kohesi, so that a run can be resumed",
    ),
    Setting("journal.resume", Flag(), "Go on where an earlier run stopped; false does all anew"),
    Setting("input.article", Flag(), "Of saved web pages the article, not menus and comments"),
    Setting(
        "cluster.address",
        Checked("auto, local or local:4", _cluster, empty=True),
        "A Ray cluster: auto, local, or local:4; another machine is named by --ray only",
        'address = "auto"',
    ),
    Setting("cluster.workers", Whole(), "How many workers; 0 for as many as there is room for"),
    Setting("cluster.cpus", Number(0.01, 1024), "Processor cores of each worker"),
    Setting("cluster.gpus", Number(0, 64), "Graphics processors of each worker"),
    Setting(
        "formats",
        Pairs('a table such as "*.json" = "json:title,body"', _format),
        "File names, with * and ?, and their formats; the first line that fits counts",
        '"*.json" = "json:title,body"',
    ),
    Setting("scores.metrics", Many(Choice(_metrics)), "Metrics to take; empty for all that fit"),
    Setting("scores.samples", Whole(), "Resampled texts for the 95% interval; 0 for none"),
)


@cache
def settings() -> dict[str, Setting]:
    """Return every setting by its key, in the order of `kohesi init`; the checks come last."""
    from translate.quality.checks.rules import RULES

    rules = [
        Setting(f"checks.{name}", Choice(_severities), rule.about, default=rule.severity.value)
        for name, rule in RULES.items()
    ]
    limit = Setting(
        "checks.fail-on",
        Choice(_limits),
        "From which severity on `kohesi check` gives exit status 3",
    )
    return {setting.key: setting for setting in (*_SETTINGS, limit, *rules)}


def names_in(table: str) -> list[str]:
    """Return the names that a table may hold, its tables included; of the file when empty."""
    return list(dict.fromkeys(_names_in(table, (*settings(), *TABLES))))


def _names_in(table: str, keys: Iterable[str]) -> Iterator[str]:
    depth = table.count(".") + 1 if table else 0
    for key in keys:
        if not table or key.startswith(f"{table}."):
            yield key.split(".")[depth]
