"""The documentation says what the program does."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

from translate.demo import sample_article
from translate.enforce import Obtained
from translate.pipeline import SegmentStatus

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def _script(name: str):
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_and_option_is_documented():
    written = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert written == _script("make_commands").page(), "run: python docs/make_commands.py"


def test_examples_show_what_the_program_prints():
    script = _script("make_examples")
    for path in script.PAGES:
        written = path.read_text(encoding="utf-8")
        assert written == script.page(written), "run: python docs/make_examples.py"


def test_every_command_has_a_sentence_and_every_option_a_help_text():
    written = (DOCS / "commands.md").read_text(encoding="utf-8")
    for section in written.split("\n## ")[1:]:
        assert section.split("\n")[2].strip(), section
        for row in section.split("\n"):
            if row.startswith("| `"):
                assert row.split("|")[2].strip(), row


def test_links_between_pages_lead_somewhere():
    for page in [ROOT / "README.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_report_page_names_every_field_and_value(kohesi, tmp_path):
    page = (DOCS / "report.md").read_text(encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_bytes(sample_article())
    kohesi("translate", article, "--to", "lo", "-o", tmp_path, "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))

    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    report["signature"] = {"text": ""}  # its other keys depend on the engine
    missing = {key for key in keys(report) if f"`{key}`" not in page}
    missing |= {value.value for value in (*SegmentStatus, *Obtained) if f"`{value}`" not in page}
    assert not missing
