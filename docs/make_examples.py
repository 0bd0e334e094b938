"""Run the examples of the pages and write what they print into the pages.

    python docs/make_examples.py

An example is a block that begins with a line `$ kohesi ...`; what stands below that line is
replaced by what the command prints, standard error first. `# lines 1-9` at the end of the command
keeps those lines only. A test holds the pages current. The commands run in an empty folder with
the sample article as `article.txt`, a small glossary as `my.csv` and settings in the folder `news`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from translate.demo import sample_article

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *(ROOT / "docs" / name for name in ("tour.md", "configuration.md")))
GLOSSARY = "id,vi,lo,en\nrumah pintar,nhà thông minh,ເຮືອນອັດສະລິຍະ,smart home\n"
SETTINGS = """[languages]
to = ["vi", "lo"]

[terms]
mentions = true
"""

_BLOCK = re.compile(r"```\n\$ (?P<command>kohesi [^\n]*)\n.*?```", re.DOTALL)
_LINES = re.compile(r"\s*# lines (\d+)-(\d+)$")


def run(command: str, folder: Path) -> str:
    """Return what a command line prints: standard error, then standard output."""
    shown = _LINES.search(command)
    words = shlex.split(_LINES.sub("", command))[1:]
    program = "import sys; from translate.cli import main; sys.argv[0] = 'kohesi'; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "XDG_DATA_HOME": str(folder / "data"), "COLUMNS": "100"},
    )
    lines = (done.stderr + done.stdout).rstrip().split("\n")
    if shown:
        first, last = int(shown[1]), int(shown[2])
        lines = lines[first - 1 : last] + (["..."] if last < len(lines) else [])
    return "\n".join(line.rstrip() for line in lines)


def page(text: str) -> str:
    """Return the text of a page with the output of its examples renewed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "article.txt").write_bytes(sample_article())
        (folder / "my.csv").write_text(GLOSSARY, encoding="utf-8")
        (folder / "news").mkdir()
        (folder / "news" / "kohesi.toml").write_text(SETTINGS, encoding="utf-8")

        def renewed(match: re.Match[str]) -> str:
            return f"```\n$ {match['command']}\n{run(match['command'], folder)}\n```"

        return _BLOCK.sub(renewed, text)


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
