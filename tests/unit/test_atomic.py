"""A file holds the old content or the new, whatever goes wrong in between."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from corpus import atomic
from corpus.errors import OutputError, plain_reason

OLD = b"old content\n"
NEW = b"new content\n"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    file = tmp_path / "hasil.txt"
    file.write_bytes(OLD)
    return file


def no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def alone(target: Path) -> bool:
    """Whether nothing but the target lies in its folder."""
    return [path.name for path in target.parent.iterdir()] == [target.name]


def test_content_is_replaced(target: Path) -> None:
    atomic.write_bytes(target, NEW)
    assert target.read_bytes() == NEW
    assert alone(target)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    atomic.write_bytes(tmp_path / "a" / "b" / "c.txt", NEW)
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == NEW


def test_text_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    atomic.write_text(tmp_path / "a.txt", "Đây\r\nລາວ\n")
    assert (tmp_path / "a.txt").read_bytes() == "Đây\r\nລາວ\n".encode()


def test_the_mode_of_a_replaced_file_is_kept(target: Path) -> None:
    target.chmod(0o640)
    atomic.write_bytes(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    atomic.write_bytes(tmp_path / "new", NEW)
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "new")}
    assert len(modes) == 1


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_full_disk_leaves_the_old_content_and_no_temporary_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", no_space)
    else:
        monkeypatch.setattr(Path, step, no_space)
    with pytest.raises(OutputError) as caught:
        atomic.write_bytes(target, NEW)
    monkeypatch.undo()
    assert "cannot write: the disk is full" in str(caught.value)
    assert caught.value.path == str(target)
    assert caught.value.hint
    assert isinstance(caught.value.__cause__, OSError)
    assert target.read_bytes() == OLD
    assert alone(target)


def test_a_disk_that_fills_while_writing_leaves_the_old_content(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fdopen

    def failing(handle: int, mode: str):
        stream = real(handle, mode, buffering=0)

        class Stream:
            def __enter__(self) -> Stream:
                return self

            def __exit__(self, *_: object) -> None:
                stream.close()

            def write(self, data: bytes) -> None:
                stream.write(data[:3])
                no_space()

        return Stream()

    monkeypatch.setattr(os, "fdopen", failing)
    with pytest.raises(OutputError, match="the disk is full"):
        atomic.write_bytes(target, NEW)
    assert target.read_bytes() == OLD
    assert alone(target)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_interrupt_in_the_middle_leaves_the_old_content_and_no_temporary_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", interrupt)
    else:
        monkeypatch.setattr(Path, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic.write_bytes(target, NEW)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert alone(target)


def test_a_read_only_folder_is_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:  # the superuser may write everywhere

        def refuse(**_: object) -> None:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(atomic.tempfile, "mkstemp", refuse)
    else:
        target.parent.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="cannot write: you do not have the permission"):
            atomic.write_bytes(target, NEW)
    finally:
        target.parent.chmod(0o700)
    assert target.read_bytes() == OLD
    assert alone(target)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hasil.txt").mkdir()
    with pytest.raises(OutputError, match="cannot write"):
        atomic.write_bytes(tmp_path / "hasil.txt", NEW)
    assert alone(tmp_path / "hasil.txt")


def test_a_file_in_place_of_a_folder_is_refused(target: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        atomic.write_bytes(target / "a.txt", NEW)
    assert target.read_bytes() == OLD


def test_what_the_system_says_is_put_in_plain_words(target: Path) -> None:
    with pytest.raises(OutputError, match="a file stands where a folder is named"):
        atomic.write_bytes(target / "a.txt", NEW)
    assert plain_reason(OSError(errno.EROFS, "x")) == "the disk can only be read"
    assert plain_reason(OSError(99_999, "something of its own")) == "something of its own"
    assert plain_reason(OSError("bare")) == "bare"
