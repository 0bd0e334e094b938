"""Runs on a real Ray cluster of two workers, all of it on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

if not os.environ.get("KOHESI_TEST_RAY"):
    pytest.skip("a cluster takes a minute or two: make test-ray", allow_module_level=True)
pytest.importorskip("ray", reason="needs the extra 'ray': make test-ray")
pytestmark = pytest.mark.slow

KOHESI = [sys.executable, "-c", "from translate.cli import main; main()"]
MARK = "KOHESI_TEST_CLUSTER"
ROWS = 3000
NAMES = ["ASEAN", "Perusahaan Listrik Negara", "Bank Dunia", "kota", "sekolah", "pasar"]


def _environment(mark: str) -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "RAY_AUTH_MODE": "disabled", MARK: mark}


def _processes(mark: str, name: str = "") -> list[int]:
    """Return our own processes only: those that have the mark in their environment."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                environment = (folder / "environ").read_bytes()
                command = (folder / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if f"{MARK}={mark}".encode() in environment and name in command:
                found.append(int(folder.name))
    return found


def _descendants(ancestor: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    found, line = [], [ancestor]
    while line:
        below = children.get(line.pop(), [])
        found += below
        line += below
    return found


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all that it has started."""
    for one in [*_descendants(process.pid), process.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    process.wait(timeout=60)


def _start(mark: str, *options: str) -> subprocess.Popen[bytes]:
    """Start a machine of a cluster."""
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", *options]
    command += ["--disable-usage-stats", "--node-ip-address=127.0.0.1"]
    return subprocess.Popen(
        [*command, f"--object-store-memory={200 * 1024**2}"],
        env=_environment(mark), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def mark() -> str:
    return uuid.uuid4().hex


@pytest.fixture(scope="module")
def address(mark: str) -> Iterator[str]:
    """A cluster of its own: `ray stop` would end every other one on the machine too."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # the paths of Ray's sockets must be short
    temporary = Path(tempfile.mkdtemp(prefix="kray", dir="/tmp"))
    head = _start(
        *(mark, "--head", "--num-cpus=2", f"--port={port}", f"--temp-dir={temporary}"),
        "--include-dashboard=false",
    )
    try:
        for _ in range(300):
            time.sleep(0.2)
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
        else:
            pytest.fail("the cluster does not start")
        yield f"127.0.0.1:{port}"
    finally:
        _kill(head)  # Ray's own end takes half a minute
        shutil.rmtree(temporary, ignore_errors=True)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree") / "naskah"
    (root / "web").mkdir(parents=True)
    for number in range(8):
        text = [f"{name} menerima {number * 10 + n} tamu." for n, name in enumerate(NAMES)]
        (root / f"berita{number}.txt").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    (root / "web" / "halaman.html").write_text(
        "<html lang='id'><body><h1>Berita</h1><p>Kota <b>besar</b> itu indah.</p></body></html>",
        encoding="utf-8",
    )
    (root / "catatan.md").write_text("# Judul\n\nSekolah *baru* dibuka.\n", encoding="utf-8")
    (root / "tabel.csv").write_text("id,isi\n1,Hujan turun.\n2,Angin bertiup.\n", "utf-8")
    (root / "rusak.jsonl").write_text('{"text": "Hujan."}\n{oops}\n', encoding="utf-8")
    rows = [
        json.dumps({"id": n, "text": f"{NAMES[n % len(NAMES)]} memberi {n} rupiah kepada kota."})
        + " " * 50
        for n in range(ROWS)
    ]
    (root / "besar.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return root


def _command(tree: Path, output: Path, *more: str) -> list[str]:
    return [
        *KOHESI, "translate", tree.name, "-o", str(output), "--to", "vi,en", "--engine", "draft",
        "--mentions", "--report", str(output.with_suffix(".json")), *more,
    ]  # fmt: skip


def _run(command: list[str], tree: Path, mark: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=tree.parent, env=_environment(mark), capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def local(tree: Path) -> tuple[Path, str, str]:
    """The output of one machine, and what it said."""
    output = tree.parent / "local"
    done = _run(_command(tree, output), tree)
    return output, done.stdout.replace("local", "OUT"), done.stderr.replace("local", "OUT")


def _content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".kohesi" not in path.parts
    }


def _report(output: Path) -> str:
    return output.with_suffix(".json").read_text("utf-8").replace(f"{output}/", "OUT/")


def test_output_report_and_words_are_those_of_one_machine(tree, local, address, mark):
    output = tree.parent / "shared"
    done = _run(_command(tree, output, "--ray", address), tree, mark)
    expected, out, err = local
    assert _content(output) == _content(expected)
    assert len(_content(output)) == 24
    assert _report(output) == _report(expected)
    assert done.returncode == 1  # one file is broken
    assert done.stdout.replace("shared", "OUT") == out
    assert done.stderr.replace("shared", "OUT") == err
    assert "naskah/rusak.jsonl:2: no valid JSON" in err
    # a second run finds it all done
    again = _run([*_command(tree, output)[:-2], "--ray", address], tree, mark)
    assert "24 translations up to date" in again.stdout + again.stderr
    # and so does one machine
    alone = _run(_command(tree, output)[:-2], tree)
    assert "24 translations up to date" in alone.stdout + alone.stderr


def test_killed_worker_changes_nothing(tree, local, address, mark):
    output = tree.parent / "killed"
    process = subprocess.Popen(
        _command(tree, output, "--ray", address), cwd=tree.parent, env=_environment(mark),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    killed = 0
    while process.poll() is None and not killed:
        workers = _processes(mark, "ray::MapWorker")
        # the small files come first in the tree, and the large one is on its way
        if len(workers) == 2 and len(list(output.glob("berita*"))) >= 2:
            os.kill(workers[0], signal.SIGKILL)
            killed = workers[0]
        time.sleep(0.05)
    _, err = process.communicate(timeout=300)
    assert killed
    assert _content(output) == _content(local[0])
    assert _report(output) == _report(local[0])
    assert err.replace("killed", "OUT") == local[2]


def test_lost_machine_changes_nothing(tree, local, address, mark):
    output = tree.parent / "lost"
    machine = _start(mark, f"--address={address}", "--num-cpus=1")
    try:
        time.sleep(5)  # until it belongs to the cluster
        process = subprocess.Popen(
            _command(tree, output, "--ray", address), cwd=tree.parent, env=_environment(mark),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        there = False
        while process.poll() is None:
            there = set(_processes(mark, "ray::MapWorker")) & set(_descendants(machine.pid))
            if there and len(list(output.glob("berita*"))) >= 2:
                break
            time.sleep(0.05)
        _kill(machine)
        _, err = process.communicate(timeout=300)
    finally:
        _kill(machine)
    assert there
    assert _content(output) == _content(local[0])
    assert _report(output) == _report(local[0])
    assert err.replace("lost", "OUT") == local[2]


def test_engine_that_is_not_there_is_told_in_one_line(tree, address, mark, tmp_path):
    command = [*KOHESI, "translate", tree.name, "-o", str(tmp_path / "out"), "--to", "vi"]
    command += ["--engine", "nllb", "--model", "nllb-1.3b", "--ray", address]
    done = _run(command, tree, mark)
    assert done.returncode == 1
    assert done.stderr.startswith("kohesi: ")
    assert done.stderr.count("\n") == 1
    assert "nllb-1.3b" in done.stderr
    assert not (tmp_path / "out").exists()


def test_cluster_of_a_run_ends_with_it(tree, tmp_path):
    mark = uuid.uuid4().hex
    article = tree / "berita0.txt"
    command = [*KOHESI, "translate", str(article), "-o", str(tmp_path), "--to", "en"]
    done = _run([*command, "--engine", "draft", "--ray", "local:2"], tree, mark)
    assert done.returncode in (0, 3)
    assert "Traceback" not in done.stderr
    for _ in range(100):
        if not (left := _processes(mark)):
            break
        time.sleep(0.1)
    assert not left
