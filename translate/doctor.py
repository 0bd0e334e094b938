"""`kohesi doctor`: is this installation whole, and what would make it better."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

from corpus import KohesiError
from termbase import Glossary

from .engines import availability
from .engines.seq2seq.models import MODELS, installed_models, models_folder

PACKAGES = ("corpus", "termbase", "align", "translate")
REQUIRED = (
    "ctranslate2",
    "lxml",
    "polib",
    "rapidfuzz",
    "sacrebleu",
    "sentencepiece",
    "transformers",
    "typer",
)
EXTRAS = {"torch": "torch", "openpyxl": "xlsx", "ray": "ray"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `level` is `ok`, `note` or `error`."""

    level: str
    subject: str
    text: str


def examine() -> list[Finding]:
    """Look at the environment; nothing is loaded, fetched or changed."""
    return [
        *_python(),
        *_distributions(),
        *_collision(),
        *_glossary(),
        *_engines(),
        *_folders(),
    ]


def render(findings: list[Finding], *, output_format: str) -> str:
    """Write findings as text, one line each, or as a JSON list."""
    if output_format == "json":
        return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1)
    return "\n".join(
        f"{finding.level:<6}{finding.subject:<22}{finding.text}" for finding in findings
    )


def _python() -> Iterator[Finding]:
    yield Finding("ok", "kohesi", version("kohesi"))
    yield Finding("ok", "python", f"{sys.version.split()[0]} in {sys.prefix}")
    encoding = sys.getfilesystemencoding()
    if encoding.lower().replace("-", "") != "utf8":
        yield Finding("note", "encoding", f"file names are {encoding}; set PYTHONUTF8=1")


def _distributions() -> Iterator[Finding]:
    for name in REQUIRED:
        try:
            yield Finding("ok", name, version(name))
        except PackageNotFoundError:
            yield Finding("error", name, "is not installed; pip install --force-reinstall kohesi")
    for name, extra in EXTRAS.items():
        try:
            yield Finding("ok", name, version(name))
        except PackageNotFoundError:
            yield Finding(
                "note", name, f"not installed; pip install 'kohesi[{extra}]' if you need it"
            )


def _collision() -> Iterator[Finding]:
    """Tell whether another distribution owns a package of ours; translate-toolkit does."""
    owners = packages_distributions()
    for package in PACKAGES:
        others = sorted({name for name in owners.get(package, []) if name != "kohesi"})
        spec = find_spec(package)
        place = str(Path(spec.origin).parent) if spec and spec.origin else "nowhere"
        if others:
            yield Finding(
                "error",
                package,
                f"{', '.join(others)} also installs a package called {package!r} (this one is in "
                f"{place}); give kohesi an environment of its own: pipx install kohesi",
            )
        else:
            yield Finding("ok", package, place)


def _glossary() -> Iterator[Finding]:
    try:
        glossary = Glossary.bundled()
    except KohesiError as error:
        yield Finding("error", "glossary", str(error))
    else:
        yield Finding("ok", "glossary", f"{len(glossary)} concepts, digest {glossary.digest[:16]}")


def _engines() -> Iterator[Finding]:
    for entry in availability():
        level = "ok" if entry.ready else "note"
        yield Finding(level, f"engine {entry.info.name}", entry.missing or "ready")
    installed = installed_models()
    missing = ", ".join(name for name in MODELS if name not in installed)
    yield Finding(
        "ok" if installed else "note",
        "models",
        f"installed: {', '.join(installed) or 'none'}; can be pulled: {missing or 'none'}",
    )


def _folders() -> Iterator[Finding]:
    folder = models_folder()
    yield Finding("ok", "models in", f"{folder}{'' if folder.is_dir() else ' (not made yet)'}")
