"""Which files a run takes, and where their translations go."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import FormatError, OutputError
from translate.runs.sources import check_targets, find_sources


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    for name in (
        "berita.txt", "a/dua.po", "a/b/tiga.html", "a/foto.jpg", ".git/config.txt", "a/.kecil.txt",
    ):  # fmt: skip
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Menteri tiba.\n", encoding="utf-8")
    return root


def _names(sources, root: Path) -> list[str]:
    return [source.path.relative_to(root).as_posix() for source in sources]


def _find(*paths: Path, output: Path, input_formats: tuple[str, ...] = ()):
    return find_sources(paths, output=output, source_lang="id", input_formats=input_formats)


def test_folder_is_walked_for_files_of_known_formats(tree, tmp_path):
    found = _find(tree, output=tmp_path / "out")
    assert _names(found, tree) == ["berita.txt", "a/dua.po", "a/b/tiga.html"]


def test_tree_is_found_again_in_the_output(tree, tmp_path):
    found = _find(tree, output=tmp_path / "out")
    assert [source.target("lo").as_posix() for source in found] == [
        "berita.lo.txt", "a/dua.lo.po", "a/b/tiga.lo.html",
    ]  # fmt: skip


def test_named_file_goes_to_the_top_whatever_its_name(tree, tmp_path):
    (found,) = _find(tree / "a" / "foto.jpg", output=tmp_path)
    assert found.target("vi") == Path("foto.vi.jpg")


def test_file_that_is_named_and_stands_in_a_folder_is_taken_once(tree, tmp_path):
    found = _find(tree / "berita.txt", tree, tree / "a" / ".." / "berita.txt", output=tmp_path)
    assert _names(found, tree).count("berita.txt") == 1


def test_output_inside_the_folder_is_not_read(tree):
    output = tree / "terjemahan"
    output.mkdir()
    (output / "berita.vi.txt").write_text("Bộ trưởng đến.\n", encoding="utf-8")
    assert "terjemahan/berita.vi.txt" not in _names(_find(tree, output=output), tree)


def test_translation_beside_its_source_is_no_source(tree, tmp_path):
    (tree / "berita.vi.txt").write_text("Bộ trưởng đến.\n", encoding="utf-8")
    (tree / "laporan.vi.txt").write_text("Menteri tiba.\n", encoding="utf-8")
    names = _names(_find(tree, output=tmp_path), tree)
    assert "berita.vi.txt" not in names
    assert "laporan.vi.txt" in names


def test_template_becomes_a_catalogue_that_is_no_source(tmp_path):
    for name in ("app.pot", "app.vi.po"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (source,) = _find(tmp_path, output=tmp_path)
    assert source.target("vi") == Path("app.vi.po")


def test_links_to_folders_are_not_followed(tree, tmp_path):
    (tree / "a" / "lagi").symlink_to(tree, target_is_directory=True)
    assert len(_find(tree, output=tmp_path)) == 3


def test_format_that_is_named_chooses_the_files_of_a_folder(tree, tmp_path):
    assert _names(_find(tree, output=tmp_path, input_formats=("po",)), tree) == ["a/dua.po"]


def test_folder_without_files_to_translate_is_an_error(tmp_path):
    (tmp_path / "kosong").mkdir()
    with pytest.raises(FormatError, match="no file to translate"):
        _find(tmp_path / "kosong", output=tmp_path)


def test_missing_path_is_an_error(tmp_path):
    with pytest.raises(FormatError, match="no such file"):
        _find(tmp_path / "tidak-ada", output=tmp_path)


def test_files_of_two_folders_with_one_target_are_refused(tmp_path):
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("Menteri tiba.\n", encoding="utf-8")
    sources = _find(tmp_path / "x", tmp_path / "y", output=tmp_path / "out")
    with pytest.raises(OutputError, match="both be written"):
        check_targets(sources, ["vi"], tmp_path / "out")
