"""`kohesi.toml`: where it is found, what it may say, and what is said of its mistakes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from corpus.errors import KohesiError
from translate.config.file import MAX_BYTES, load_config
from translate.config.formats import anchored, format_for, is_of_a_format, read_rules
from translate.config.said import find_config
from translate.config.schema import TABLES, settings
from translate.config.secrets import VARIABLES, is_secret


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(folder: Path, text: str, name: str = "kohesi.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_nearest_file_upward_holds(here):
    _write(here, "")
    _write(here / "a" / "b", "")
    assert find_config(Path("a/b/c/article.txt")) == Path("a/b/kohesi.toml")
    assert find_config(Path("a/article.txt")) == Path("kohesi.toml")
    assert find_config() == Path("kohesi.toml")


def test_file_outside_the_working_folder_is_named_in_full(here, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    _write(other, "")
    assert find_config(other / "article.txt") == other / "kohesi.toml"


def test_folder_of_that_name_is_no_file_of_settings(here):
    _write(here, "")
    (here / "a" / "kohesi.toml").mkdir(parents=True)
    assert find_config(Path("a")) == Path("kohesi.toml")


def test_without_a_file_nothing_is_said(here):
    config = load_config(start=here)
    assert config.path is None
    assert config.get("languages.to") is None
    assert config.origin("languages.to") == ""


def test_values_come_with_their_lines(here):
    _write(here, '[languages]\nto = [\n  "VI",\n  "lo-LA",\n]\n\n[terms]\nmentions = true\n')
    config = load_config()
    assert config.get("languages.to") == ("vi", "lo")
    assert config.origin("languages.to") == "kohesi.toml:2"
    assert config.get("terms.mentions") is True
    assert config.origin("terms.mentions") == "kohesi.toml:8"


def test_empty_values_say_nothing(here):
    _write(here, '[languages]\nto = []\n[engine]\nmodel = ""\n[terms]\nenforce = false\n')
    config = load_config()
    assert config.get("languages.to") is None
    assert config.get("engine.model") is None
    assert config.get("terms.enforce") is False


def test_paths_start_from_the_folder_of_the_file(here, tmp_path_factory, monkeypatch):
    text = '[glossary]\nfiles = ["g.csv", "~/h.csv", "/abs/i.csv"]\n[output]\nfolder = "../out"\n'
    monkeypatch.setenv("HOME", "/home/someone")
    _write(here / "news", text)
    config = load_config(start=Path("news/a.txt"))
    assert config.get("glossary.files") == ("news/g.csv", "/home/someone/h.csv", "/abs/i.csv")
    assert config.get("output.folder") == "news/../out"
    other = tmp_path_factory.mktemp("other")
    _write(other, text)
    assert str(load_config(start=other).get("output.folder")) == f"{other}/../out"
    assert load_config(Path("news/kohesi.toml")).get("output.folder") == "news/../out"


def test_model_is_a_folder_where_there_is_one_and_a_name_elsewhere(here):
    _write(here / "n", '[engine]\nmodel = "models/laos"\n')
    assert load_config(start=here / "n").get("engine.model") == "models/laos"
    (here / "n" / "models" / "laos").mkdir(parents=True)
    assert load_config(start=here / "n").get("engine.model") == "n/models/laos"


def test_byte_order_mark_and_windows_line_ends_are_read(here):
    (here / "kohesi.toml").write_bytes(b'\xef\xbb\xbf[languages]\r\nfrom = "id"\r\nto = ["vi"]\r\n')
    config = load_config()
    assert config.get("languages.to") == ("vi",)
    assert config.origin("languages.to") == "kohesi.toml:3"


MISTAKES = {
    "key that is none": ('[languages]\n\nform = "id"\n', 3, "there is no setting 'form' in [languages]", "did you mean from?"),
    "key under no table": ('to = ["vi"]\n', 1, "there is no setting 'to'", "to belongs to [languages]"),
    "key of another table": ('[terms]\nmark_unknown = true\n', 2, "no setting 'mark_unknown' in [terms]", "mark-unknown belongs to [output]"),
    "underscore": ("[output]\nmark_unknown = true\n", 2, "no setting 'mark_unknown' in [output]", "did you mean mark-unknown?"),
    "table that is none": ("\n[lang]\n", 2, "there is no table 'lang'", "did you mean languages?"),
    "nothing near": ("[zzz]\n", 1, "there is no table 'zzz'", "use one of languages, engine,"),
    "table below": ("[terms.more]\nx = 1\n", 1, "there is no table 'more' in [terms]", "enforce, strategy, mentions"),
    "value for a table": ("engine = 3\n", 1, "engine is a number, not a table", "write [engine] in a line of its own"),
    "list of tables": ("[[languages]]\n", 1, "languages is a list, not a table", "write [languages]"),
    "text for a list": ('[languages]\nto = "vi"\n', 2, "to is a text, not a list", 'write ["vi"]'),
    "text for a Boolean": ('[terms]\nenforce = "no"\n', 2, "enforce is a text, not true or false", "without quotes"),
    "number for a text": ("[languages]\nfrom = 3\n", 2, "from is a number, not a language", "between quotes"),
    "date for a text": ("[output]\nfolder = 2026-11-21\n", 2, "folder is a date or a time", "between quotes"),
    "Boolean for a number": ("[scores]\nsamples = true\n", 2, "samples is true or false, not a whole number", "without quotes"),
    "number too small": ("[scores]\nsamples = -1\n", 2, "samples is -1, not a whole number from 0 on", ""),
    "unknown language": ('[languages]\nto = [\n"vi",\n"xx"]\n', 4, "to is wrong: unknown language 'xx'", "use one of id"),
    "unknown engine": ('[engine]\nname = "draff"\n', 2, "name is 'draff'", "did you mean draft?"),
    "unknown strategy": ('[terms]\nstrategy = "best"\n', 2, "strategy is 'best'", "one of none, placeholder"),
    "unknown metric": ('[scores]\nmetrics = ["BLEU", "blue"]\n', 2, "metrics is 'blue'", ""),
    "unknown rule": ('[checks]\nnubmers = "off"\n', 2, "there is no setting 'nubmers' in [checks]", "did you mean numbers?"),
    "unknown severity": ('[checks]\nnumbers = "bad"\n', 2, "numbers is 'bad'", "use one of error, warning, info, off"),
    "number for a severity": ("[checks]\nnumbers = 3\n", 2, "numbers is a number", ""),
    "unknown limit": ('[checks]\nfail-on = "maybe"\n', 2, "fail-on is 'maybe'", "one of error, warning, never"),
    "unknown format": ('[formats]\n"*.txt" = "jsn"\n', 2, "'*.txt' is wrong: unknown format 'jsn'", "use one of text, po"),
    "format that is no text": ('[formats]\n"*.txt" = 3\n', 2, "'*.txt' is a number", ""),
    "option of another engine": ('[engine]\nname = "llm"\n[engine.options]\nbeam_size = 3\n', 4, "'beam_size' is no option of the engine 'llm'", "use one of"),
    "option of no kind": ('[engine]\nname = "llm"\n[engine.options]\nrepairs = true\n', 4, "'repairs' is true or false", ""),
    "address with a password": ('[engine]\nurl = "http://me:geheim@x/"\n', 2, "url is wrong: an address with a user name", "KOHESI_LLM_KEY"),
    "cluster of strangers": ('[cluster]\naddress = "example.org:6379"\n', 2, "address is the address of a machine, which a file must not choose", "--ray example.org:6379 on the command line"),
    "no cluster": ('[cluster]\naddress = "x"\n', 2, "address is wrong: 'x' is no address of a cluster", ""),
    "no TOML": ("[languages]\nfrom = id\n", 2, "this is no TOML", "texts stand in quotes"),
    "twice the same": ('[languages]\nfrom = "id"\nfrom = "vi"\n', 3, "this is no TOML", ""),
    "open list": ('[languages]\nto = [\n"vi"\n', 4, "this is no TOML", ""),
    "too deep": ("a = " + "[" * 20_000, None, "nested too deeply", ""),
    "the first mistake": ('[terms]\nx = 1\n[languages]\ny = 1\n', 2, "no setting 'x'", ""),
    "quoted dot": ('["engine.options"]\nx = 1\n', 1, "there is no table 'engine.options'", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_mistake_is_one_line_with_its_place_and_what_to_do(case, here):
    text, line, message, hint = MISTAKES[case]
    _write(here, text)
    with pytest.raises(KohesiError) as caught:
        load_config()
    shown = str(caught.value)
    assert shown.startswith("kohesi.toml:" if line is None else f"kohesi.toml:{line}: ")
    assert message in shown
    assert hint in shown
    assert "\n" not in shown


SECRETS = {
    'api_key = "geheim"': "engine",
    'key = "geheim"': "engine",
    'apiKey = "geheim"': "engine.options",
    'api-key = "geheim"': "engine.options",
    'access_token = "geheim"': "engine",
    'Password = "geheim"': "output",
    'client-secret = "geheim"': "languages",
}


@pytest.mark.parametrize("line", SECRETS)
def test_secret_is_refused_with_the_reason_and_not_repeated(line, here):
    _write(here, f"[{SECRETS[line]}]\n{line}\n")
    with pytest.raises(KohesiError) as caught:
        load_config()
    shown = str(caught.value)
    assert "kohesi.toml:2: " in shown
    assert "is the name of a secret, and this file is there to be shared" in shown
    assert all(variable in shown for variable in VARIABLES)
    assert "geheim" not in shown


def test_secret_of_a_named_engine_is_sent_to_its_own_variable(here):
    _write(here, '[engine]\nname = "libretranslate"\napi_key = "x"\n')
    with pytest.raises(KohesiError, match="KOHESI_LIBRETRANSLATE_KEY") as caught:
        load_config()
    assert "KOHESI_LLM_KEY" not in str(caught.value)


def test_no_setting_and_no_engine_option_is_taken_for_a_secret():
    from translate.engines import ENGINES, option_names

    names = {name for key in settings() for name in key.split(".")}
    names |= {option for engine in ENGINES for option in option_names(engine)}
    assert not [name for name in names if is_secret(name)]


def test_unreadable_files_are_typed_errors(here):
    path = here / "kohesi.toml"
    path.write_bytes(b"[languages]\nfrom = 'caf\xe9'\n")
    with pytest.raises(KohesiError, match=r"kohesi\.toml:2: this is no UTF-8"):
        load_config()
    path.write_bytes(b"[languages]\n\0\n")
    with pytest.raises(KohesiError, match="no TOML"):
        load_config()
    path.write_text("#" * (MAX_BYTES + 1), encoding="utf-8")
    with pytest.raises(KohesiError, match="too large for settings"):
        load_config()
    with pytest.raises(KohesiError, match="there is no such file"):
        load_config(here / "other.toml")
    with pytest.raises(KohesiError, match="this is no file"):
        load_config(here)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_is_never_waited_for(here):
    os.mkfifo(here / "kohesi.toml")
    assert find_config() is None
    with pytest.raises(KohesiError, match="this is no file"):
        load_config(here / "kohesi.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 30_000 + " = 1",
        "[" + "a." * 30_000 + "a]",
        "x = {a" + ".a" * 30_000 + " = 1}",
        "x = [" + "1," * 30_000 + "]",
        "x = {" + ",".join(f"k{n} = 1" for n in range(5_000)) + "}",
        '"' * 60_000,
        "'''" + "'" * 60_000,
        "x = " + "{a=" * 20_000,
        "x = 1" + "0" * 60_000,
        "x" * 60_000,
        "x " * 30_000,
    ],
    ids=[
        "dots",
        "header",
        "dots inside",
        "list",
        "inline table",
        "quotes",
        "apostrophes",
        "deep",
        "digits",
        "one word",
        "many words",
    ],
)
def test_hostile_file_is_refused_soon(text, here):
    _write(here, text)
    start = time.monotonic()
    with pytest.raises(KohesiError):
        load_config()
    assert time.monotonic() - start < 10


def test_every_setting_stands_in_a_table_with_a_heading():
    assert {setting.table for setting in settings().values()} <= set(TABLES)
    assert all(setting.about[0].isupper() for s, setting in settings().items() if "checks" not in s)
    assert not any(setting.about.endswith(".") for setting in settings().values())


@pytest.mark.parametrize(
    ("path", "rules", "expected"),
    [
        ("a/b.json", ["*.json=json:title"], "json:title"),
        ("a/b.txt", ["*.json=json:title"], None),
        ("a/b.txt", ["markdown"], "markdown"),
        ("a/b.txt", ["json:a.b,c"], "json:a.b,c"),
        ("a/b.txt", ["*.json=json", "text"], "text"),
        ("a/b.txt", ["a/*.txt=markdown"], "markdown"),
        ("a/x/b.txt", ["a/*.txt=markdown"], None),
        ("a/x/b.txt", ["a/**/*.txt=markdown"], "markdown"),
        ("a/b.txt", ["a/**/**/*.txt=markdown"], "markdown"),
        ("a/b.txt", ["**/b.txt=html"], "html"),
        ("a/b.txt", ["a/**=html"], "html"),
        ("b.csv", ["*.csv=csv:2,Isi"], "csv:2,Isi"),
    ],
)
def test_first_rule_that_fits_names_the_format(path, rules, expected, here):
    assert format_for(Path(path), read_rules(rules)) == expected


def test_rule_with_an_unknown_format_is_refused_even_where_it_does_not_fit():
    with pytest.raises(KohesiError, match="unknown format 'jsn'"):
        read_rules(["*.json=jsn"])


def test_rule_of_a_file_of_settings_is_one_for_the_paths_below_it(here):
    rules = read_rules([f"{anchored('data/*.txt', Path('n[1]'))}=html"])
    assert format_for(Path("n[1]/data/a.txt"), rules) == "html"
    assert format_for(Path("data/a.txt"), rules) is None
    assert anchored("*.txt", Path("n")) == "*.txt"


def test_files_found_in_a_folder_are_those_of_rules_and_of_known_endings():
    rules = read_rules(["*.dat=json"])
    assert [is_of_a_format(Path(n), rules) for n in ("a.dat", "a.txt", "a.xyz")] == [
        True,
        True,
        False,
    ]
    rules = read_rules(["*.dat=json", "po"])
    assert [is_of_a_format(Path(n), rules) for n in ("a.dat", "a.txt", "a.po")] == [
        True,
        False,
        True,
    ]
