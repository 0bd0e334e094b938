"""`kohesi.toml` behind the command line, `kohesi config show`, `kohesi init`."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
from pathlib import Path

import pytest
import typer

from translate.cli import app
from translate.config.bindings import BINDINGS
from translate.config.defaults import default_of
from translate.config.file import load_config
from translate.config.group import command_at
from translate.config.kinds import Pairs
from translate.config.schema import TABLES, settings
from translate.config.secrets import VARIABLES

ROOT = Path(__file__).resolve().parents[2]

UNBOUND = {
    # what a call is about
    "files": "the call is about them",
    "file": "the call is about it",
    "report": "the call is about it",
    "translation": "the call is about it",
    "translations": "the call is about them",
    "hypothesis": "the call is about it",
    "bitext": "the call is about it",
    "query": "the call is about it",
    "reference": "the call is about it",
    "source": "the call is about it",
    "target": "the call is about it, or about one of its languages",
    "lang": "one language of the many that a file of settings may name",
    "target_lang": "one language of the many that a file of settings may name",
    # how one call shows its result, or where it puts it
    "output": "where one call puts or how it prints its result",
    "bead_format": "how one call prints",
    "link_format": "how one call prints",
    "segments": "how much one call prints",
    "everything": "how much one call prints",
    "show": "how much one call prints",
    "limit": "how much one call prints",
    "starter": "what one call looks at",
    "output_format": "how one call prints, or what it writes",
    "input_format": "the format of a bitext; [formats] is of documents",
    "to": "one call's choice, unlike the languages of a translation",
    "text": "the call is about it",
    "edited": "the call is about it",
    "origin": "a choice for one call",
    "least": "a choice for one call",
    "older_than": "a choice for one call",
    "unused": "a choice for one call",
    "duplicates": "a choice for one call",
    "unconfirmed": "a choice for one call",
    "min_confidence": "a choice for one call",
    "confidence": "a choice for one call",
    "creator": "a person, not a setting of a folder",
    "dry_run": "a choice for one call",
    "names": "a file of one run, for its page",
    "tmx": "where one call puts its result",
    "rejects": "where one call puts its result",
    # what one asks of a text once
    "align": "asked for with one page",
    "check": "asked for with one page",
    "rules": "a choice for one call; [checks] switches rules off for good",
    "subject": "a choice for one call",
    "minimum": "a choice for one call",
    "known": "a choice for one call",
    "placement": "asked of one text",
    "estimate": "asked of one text",
    "vectors": "asked of one text, and needs an extra",
    "presegmented": "a property of one text",
    "clean_units": "a choice for one call",
    "ratio": "a choice for one call",
    "score": "a choice for one call",
    "ignore": "a choice for one call",
    "aligner": "a choice for one call",
    "model": "a trained aligner of one bitext",
    "save_model": "a trained aligner of one bitext",
    "glossary": "align takes one glossary, not a list in order",
    # never by a file
    "comet_python": "a program to run: a file that comes with texts must not name one",
    "comet_model": "goes with --comet-python",
}
"""Parameters that no file of settings sets, with the reason; of the commands of `BINDINGS`."""

OWN = {"config", "no_config", "help"}


@pytest.fixture
def root():
    return typer.main.get_command(app)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an article and a glossary."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "a.txt").write_text("Perdana Menteri Laos tiba di Hanoi.\n", encoding="utf-8")
    (tmp_path / "own.csv").write_text("id,vi,lo,en\ntiba,hạ cánh,,lands\n", encoding="utf-8")
    return tmp_path


def _say(text: str, folder: Path | None = None) -> None:
    (folder or Path()).mkdir(exist_ok=True)
    ((folder or Path()) / "kohesi.toml").write_text(text, encoding="utf-8")


def _shown(kohesi, *call) -> dict[str, dict[str, object]]:
    result = kohesi("config", "show", "--format", "json", *call)
    assert result.code == 0, result.err
    return {row["key"]: row for row in json.loads(result.out)["settings"]}


# --- what can be set ---------------------------------------------------------------------------


@pytest.mark.parametrize("words", BINDINGS)
def test_every_option_is_set_by_a_file_or_has_a_reason_not_to_be(words, root):
    binding = BINDINGS[words]
    command = command_at(root, words)
    assert command is not None, f"there is no command kohesi {words}"
    names = {parameter.name for parameter in command.params} - OWN
    assert set(binding.options) <= names
    assert binding.place in {"", *names}
    assert names - set(binding.options) <= set(UNBOUND)


def test_every_option_of_translate_but_one_can_be_set_by_a_file(root):
    names = {parameter.name for parameter in command_at(root, "translate").params} - OWN
    assert names - set(BINDINGS["translate"].options) == {"files", "output_format"}


def test_every_setting_is_one_of_an_option_or_of_a_table_that_a_command_reads():
    bound = {key for binding in BINDINGS.values() for key in binding.options.values()}
    tables = {table for binding in BINDINGS.values() for table in binding.tables}
    assert all(key in bound or key.split(".")[0] in tables for key in settings())
    assert bound <= set(settings())


def test_commands_that_share_a_setting_have_the_same_default(root):
    for key, setting in settings().items():
        expected = default_of(setting, root)
        for words, binding in BINDINGS.items():
            for parameter in command_at(root, words).params:
                if binding.options.get(parameter.name) == key:
                    found = parameter.default
                    assert (str(found) if isinstance(found, Path) else found) in (
                        expected, None, "",
                    ), f"{words} {parameter.name}"  # fmt: skip


def test_every_command_with_a_glossary_or_a_source_language_reads_the_file(root):
    def walk(group, above=""):
        for name, command in group.commands.items():
            words = f"{above} {name}".strip()
            if hasattr(command, "commands"):
                yield from walk(command, words)
            else:
                yield words, {parameter.name for parameter in command.params}

    for words, names in walk(root):
        if {"glossary", "bundled"} <= names or "source_lang" in names:
            assert words in BINDINGS


# --- what a file does --------------------------------------------------------------------------


def test_file_speaks_for_the_options_that_were_not_given(kohesi, here):
    _say(
        '[languages]\nto = ["vi", "en"]\n[engine]\nname = "draft"\n'
        '[glossary]\nfiles = ["own.csv"]\n[output]\nfolder = "out"\nreport = "r.json"\n'
        '[terms]\nstrategy = "replace"\nmentions = true\n'
    )
    result = kohesi("translate", "a.txt")
    assert result.code == 0, result.err
    assert "lands" in Path("out/a.en.txt").read_text("utf-8")
    assert Path("out/a.vi.txt").is_file()
    signature = json.loads(Path("r.json").read_text("utf-8"))["signature"]
    assert (signature["enforce"], signature["mentions"]) == ("replace", "long-short")
    assert signature["engine"] == "draft"


def test_command_line_goes_before_the_file(kohesi, here):
    _say('[languages]\nto = ["vi"]\n[engine]\nname = "draft"\n[terms]\nenforce = false\n')
    result = kohesi("translate", "a.txt", "--to", "en", "--enforce", "--report", "r.json")
    assert result.code == 0, result.err
    assert not Path("a.vi.txt").exists()
    assert json.loads(Path("r.json").read_text("utf-8"))["signature"]["enforce"] == "hybrid"


def test_file_beside_the_first_file_holds_wherever_one_stands(kohesi, here):
    (here / "news").mkdir()
    (here / "a.txt").rename(here / "news" / "a.txt")
    (here / "own.csv").rename(here / "news" / "own.csv")
    _say('[languages]\nto = ["lo"]\n')
    _say(
        '[languages]\nto = ["en"]\n[engine]\nname = "draft"\n[output]\nfolder = "out"\n'
        '[glossary]\nfiles = ["own.csv"]\n',
        here / "news",
    )
    assert kohesi("translate", "news/a.txt").code == 0
    assert "lands" in Path("news/out/a.en.txt").read_text("utf-8")
    assert kohesi("translate", here / "news").code == 0


def test_named_file_and_no_file(kohesi, here):
    _say('[languages]\nto = ["xx"]\n')
    Path("other.toml").write_text('[languages]\nto = ["vi"]\n', encoding="utf-8")
    assert kohesi("translate", "a.txt", "--engine", "draft", "--config", "other.toml").code == 0
    assert Path("a.vi.txt").is_file()
    result = kohesi("translate", "a.txt", "--engine", "draft", "--no-config", "--to", "en")
    assert result.code == 0
    assert Path("a.en.txt").is_file()
    result = kohesi("translate", "a.txt", "--no-config")
    assert result.code == 2
    assert "Missing option '--to'. Give it, or write to = " in result.err
    assert "under [languages] in kohesi.toml." in result.err


def test_mistake_is_one_line_and_nothing_is_written(kohesi, here):
    _say('[languages]\nto = ["vi"]\n\n[engin]\nname = "draft"\n')
    result = kohesi("translate", "a.txt", "-o", "out")
    assert result.code == 1
    assert result.err == (
        "kohesi: kohesi.toml:4: there is no table 'engin' (did you mean engine?)\n"
    )
    assert not Path("out").exists()


@pytest.mark.parametrize("call", [["translate"], ["term", "lookup"], ["check"], ["init"]])
def test_help_is_shown_whatever_the_file_says(call, kohesi, here):
    _say("[x]\n")
    assert kohesi(*call, "--help").code == 0
    assert kohesi(*call, *([] if call == ["init"] else ["--config", "no.toml"]), "--help").code == 0


def test_settings_of_an_engine_are_not_given_to_another(kohesi, here):
    _say(
        '[engine]\nname = "llm"\nurl = "http://127.0.0.1:1/v1"\nmodel = "m"\n[engine.options]\nshots = 0\n'
    )
    result = kohesi("translate", "a.txt", "--to", "vi", "--engine", "draft")
    assert result.code == 0, result.err
    rows = _shown(kohesi, "translate", "a.txt", "--engine", "draft")
    assert [rows[f"engine.{name}"]["origin"] for name in ("name", "url", "model", "options")] == [
        "option", "default", "default", "default",
    ]  # fmt: skip
    rows = _shown(kohesi, "translate", "a.txt")
    assert rows["engine.options"]["value"] == [["shots", "0"]]


def test_server_on_another_machine_is_announced_when_only_the_file_names_it(kohesi, here):
    _say('[engine]\nname = "llm"\nurl = "http://server.invalid/v1"\n[engine.options]\nshots = 77\n')
    expected = "texts go to http://server.invalid/v1, as kohesi.toml:3 says"
    assert expected in kohesi("translate", "a.txt", "--to", "vi").err
    assert (
        expected not in kohesi("translate", "a.txt", "--to", "vi", "--url", "http://x.invalid").err
    )
    assert expected not in kohesi("config", "show", "translate", "a.txt").err


def test_demonstration_uses_the_engine_of_the_file(kohesi, here):
    _say('[engine]\nname = "identity"\n')
    assert kohesi("demo").code in (0, 3)
    assert "engine:identity" in kohesi("demo", "-o", "other").out
    _say('[engine]\nname = "llm"\nurl = "http://127.0.0.1:1/v1"\n')
    assert "server cannot be reached" in kohesi("demo").err


def test_command_on_one_memory_takes_the_first(kohesi, here):
    Path("m.tsv").write_text("Menteri tiba.\tBộ trưởng đến.\n", "utf-8")
    _say('[memory]\nfiles = ["first.sqlite", "second.sqlite"]\n')
    assert kohesi("memory", "import", "m.tsv", "--to", "vi").code == 0
    assert Path("first.sqlite").is_file()
    assert not Path("second.sqlite").exists()
    assert "Bộ trưởng đến." in kohesi("memory", "search", "Menteri tiba.", "--to", "vi").out


def test_engine_options_reach_the_engine(kohesi, here):
    _say('[engine]\nname = "llm"\nurl = "http://127.0.0.1:1/v1"\n[engine.options]\nshots = 77\n')
    result = kohesi("translate", "a.txt", "--to", "vi")
    assert result.code == 1
    assert "shots is '77'" in result.err


def test_glossaries_of_the_file_hold_for_terms_too(kohesi, here):
    _say('[glossary]\nfiles = ["own.csv"]\nbundled = false\n')
    assert "tiba\thạ cánh" in kohesi("term", "list").out
    assert len(kohesi("term", "list").out.splitlines()) == 1
    assert "lands" in kohesi("term", "lookup", "tiba").out
    assert len(kohesi("term", "match", "a.txt").out.splitlines()) == 1
    assert len(kohesi("term", "list", "--bundled").out.splitlines()) > 100
    assert len(kohesi("term", "list", "--no-config").out.splitlines()) > 100


def test_formats_are_those_of_the_first_glob_that_fits(kohesi, here):
    Path("data").mkdir()
    Path("data/x.dat").write_text('{"judul": "Menteri tiba", "isi": "Hanoi ramai"}', "utf-8")
    _say('[formats]\n"data/*.dat" = "json:judul"\n"*.dat" = "text"\n')
    result = kohesi("corpus", "segments", "data/x.dat")
    assert result.code == 0, result.err
    assert "Menteri tiba" in result.out
    assert "Hanoi" not in result.out
    assert "Hanoi" in kohesi("corpus", "segments", "data/x.dat", "--input-format", "json").out


def test_several_formats_in_one_run(kohesi, here):
    Path("x.dat").write_text('{"judul": "Menteri tiba", "isi": "Hanoi"}', "utf-8")
    _say(
        '[languages]\nto = ["vi"]\n[engine]\nname = "draft"\n[output]\nfolder = "out"\n'
        '[formats]\n"*.dat" = "json:judul"\n'
    )
    result = kohesi("translate", "a.txt", "x.dat")
    assert result.code == 0, result.err
    assert json.loads(Path("out/x.vi.dat").read_text("utf-8"))["isi"] == "Hanoi"
    assert "Lào" in Path("out/a.vi.txt").read_text("utf-8")


def test_another_format_makes_the_translation_anew(kohesi, here):
    Path("x.dat").write_text('{"judul": "Menteri tiba", "isi": "Menteri pergi"}', "utf-8")
    head = '[languages]\nto = ["vi"]\n[engine]\nname = "draft"\n[formats]\n'
    for fields in ("judul", "isi"):
        _say(f'{head}"*.dat" = "json:{fields}"\n')
        assert kohesi("translate", "x.dat").code == 0
        made = json.loads(Path("x.vi.dat").read_text("utf-8"))
        assert (made["judul"] == "Menteri tiba") is (fields == "isi")
    assert "unchanged" in kohesi("translate", "x.dat", "--format", "json").out


def test_checks_obey_the_file_beside_the_translation(kohesi, here):
    (here / "n").mkdir()
    Path("n/s.txt").write_text("Ada 12 orang.\n", "utf-8")
    Path("n/h.txt").write_text("Có 13 người.\n", "utf-8")
    call = ("check", "n/h.txt", "--source", "n/s.txt", "--lang", "vi")
    assert kohesi(*call).code == 3
    _say('[checks]\nnumbers = "warning"\n', here / "n")
    assert kohesi(*call).code == 0
    assert kohesi(*call, "--fail-on", "warning").code == 3
    assert kohesi(*call, "--no-config").code == 3
    _say('[checks]\nnumbers = "warning"\nfail-on = "warning"\n', here / "n")
    assert kohesi(*call).code == 3


# --- which value holds -------------------------------------------------------------------------


def test_origin_of_every_value_is_shown(kohesi, here):
    _say('[languages]\nto = ["vi"]\n\n[terms]\nstrategy = "splice"\n')
    rows = _shown(kohesi, "translate", "a.txt", "--engine", "draft", "-g", "own.csv")
    assert rows["languages.to"] == {
        "key": "languages.to", "value": ["vi"], "origin": "file", "where": "kohesi.toml:2",
    }  # fmt: skip
    assert rows["terms.strategy"]["where"] == "kohesi.toml:5"
    assert (rows["engine.name"]["origin"], rows["engine.name"]["where"]) == ("option", "--engine")
    assert rows["glossary.files"]["value"] == ["own.csv"]
    assert rows["terms.enforce"] == {
        "key": "terms.enforce", "value": True, "origin": "default", "where": "",
    }  # fmt: skip
    assert not Path("a.vi.txt").exists()


def test_settings_are_shown_as_text_for_a_folder_and_without_a_file(kohesi, here):
    _say('[languages]\nto = ["vi", "lo"]\n', here / "n")
    out = kohesi("config", "show", "n").out
    assert out.startswith("settings of n/kohesi.toml\n")
    assert re.search(r"languages\.to +vi, lo +file n/kohesi\.toml:2\n", out)
    assert re.search(r"engine\.name +auto +default\n", out)
    assert kohesi("config", "show").out.startswith("no kohesi.toml\n")
    assert set(_shown(kohesi)) == set(settings())


def test_check_shows_its_rules(kohesi, here):
    _say('[checks]\nnames = "error"\n')
    rows = _shown(kohesi, "check", "a.txt", "--fail-on", "warning")
    assert rows["checks.names"]["where"] == "kohesi.toml:2"
    assert rows["checks.dates"]["value"] == "error"
    assert rows["checks.fail-on"]["where"] == "--fail-on"
    assert "engine.name" not in rows


def test_what_cannot_be_shown_says_so(kohesi, here):
    assert "takes no settings" in kohesi("config", "show", "doctor").err
    assert "is no command of kohesi, no file and no folder" in kohesi("config", "show", "x").err
    assert kohesi("config", "show", "translate", "--nix").code == 2
    _say("[x]\n")
    assert "kohesi.toml:1" in kohesi("config", "show").err


# --- kohesi init -------------------------------------------------------------------------------


def test_written_file_changes_nothing(kohesi, here):
    before = _shown(kohesi)
    assert kohesi("init").out == "kohesi.toml\n"
    assert not any(load_config().get(key) for key in settings())
    assert _shown(kohesi) == before


def test_every_line_of_the_written_file_is_valid_and_the_default(kohesi, here, root):
    kohesi("init", "new")
    text = Path("new/kohesi.toml").read_text("utf-8")
    Path("all.toml").write_text(re.sub(r"(?m)^#(?=[a-z])", "", text), encoding="utf-8")
    config = load_config(Path("all.toml"))
    free = {key for key, setting in settings().items() if isinstance(setting.kind, Pairs)}
    assert set(config.said) == set(settings()) - free | (
        {"formats", "engine.options"} & set(config.said)
    )
    for key in set(settings()) - free:
        assert config.said[key].value == default_of(settings()[key], root), key
    assert all(f"[{table}]" in text for table in TABLES)


def test_every_example_of_the_written_file_is_valid(kohesi, here):
    kohesi("init")
    text = Path("kohesi.toml").read_text("utf-8")
    shown = re.sub(r"(?m)^# Example: ", "", text)
    assert shown.count("\n") == text.count("\n")
    Path("kohesi.toml").write_text(shown, encoding="utf-8")
    assert len(load_config().said) == text.count("# Example: ")


def test_settings_that_are_there_are_not_written_over(kohesi, here):
    _say("# mine\n")
    result = kohesi("init")
    assert result.code == 1
    assert "there are settings already; nothing was written (--force" in result.err
    assert Path("kohesi.toml").read_text("utf-8") == "# mine\n"
    assert kohesi("init", "--force").code == 0
    assert "[languages]" in Path("kohesi.toml").read_text("utf-8")


def test_settings_that_cannot_be_written_are_one_line(kohesi, here):
    result = kohesi("init", "a.txt")
    assert result.code == 1
    assert len(result.err.splitlines()) == 1


# --- the environment ---------------------------------------------------------------------------


def test_no_setting_is_read_from_the_environment(root):
    """Secrets are; the rest of what `os.environ` is asked for is none of our settings."""
    read = {}
    for path in [
        p for f in ("corpus", "termbase", "align", "translate") for p in (ROOT / f).rglob("*.py")
    ]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb"):
                read.setdefault(str(path.relative_to(ROOT)), 0)
    assert set(read) == {
        "translate/engines/remote/address.py",  # `read_key`
        "translate/runs/cluster/connect.py",  # sets what Ray reads
    }

    def parameters(group):
        for command in group.commands.values():
            yield from command.params
            if hasattr(command, "commands"):
                yield from parameters(command)

    assert [p.name for p in parameters(root) if p.envvar] == []


def test_every_secret_belongs_to_the_engine_that_reads_it():
    from translate.engines import libretranslate, llm
    from translate.engines.llm import engine

    del llm
    assert VARIABLES == {engine.KEY_VARIABLE: "llm", libretranslate.KEY_VARIABLE: "libretranslate"}


def test_secrets_are_documented_in_one_table():
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    assert all(f"| `{variable}` | `{engine}` |" in page for variable, engine in VARIABLES.items())


def test_page_names_every_setting():
    spec = importlib.util.spec_from_file_location("settings", ROOT / "docs" / "make_settings.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = script.TARGET.read_text("utf-8")
    assert page == script.page(page), "run: python docs/make_settings.py"
