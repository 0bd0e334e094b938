"""Finding the cluster of a run, or starting one on this machine."""

from __future__ import annotations

import logging
import math
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from corpus import EngineError, MissingExtra
from corpus.errors import plain_reason
from translate.cluster import Cluster, check_address

_log = logging.getLogger(__name__)

_PATIENCE = 10.0
"""Seconds that the head of a cluster has to answer."""


@contextmanager
def connected(cluster: Cluster) -> Iterator[int]:
    """Be part of a cluster within the block; gives the number of workers that there may be.

    A cluster that was started here ends with the block. Where this process is connected already,
    that connection is used, and left.

    Raises:
        MissingExtra: Ray is not installed.
        EngineError: there is no such cluster, or it has no machine that a worker fits on.
        KohesiError: the address is none.
    """
    address = check_address(cluster.address)
    quiet = not _log.isEnabledFor(logging.INFO)
    _import_ray(quiet=quiet)
    import ray

    if ray.is_initialized():
        yield _workers(cluster)
        return
    try:
        with _muted() if quiet else nullcontext():
            _join(address, cluster, quiet=quiet)
        yield _workers(cluster)
    finally:
        ray.shutdown()


def _import_ray(*, quiet: bool) -> None:
    """Import Ray so that it neither reports its use nor writes into the output of a command."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if quiet:
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray.data  # noqa: F401 - is it there?
    except ImportError as error:
        raise MissingExtra("ray", "--ray") from error
    if quiet:
        for name in ("ray", "ray.data"):
            logging.getLogger(name).setLevel(logging.ERROR)


@contextmanager
def _muted() -> Iterator[None]:
    """Drop what is written to standard error: Ray's own log says there which level it has."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _join(address: str, cluster: Cluster, *, quiet: bool) -> None:
    import ray

    level = logging.ERROR if quiet else logging.INFO
    options: dict[str, Any] = {"log_to_driver": not quiet, "logging_level": level}
    kind, _, number = address.partition(":")
    if kind != "local":
        if address != "auto":
            _knock(address)
        try:
            ray.init(address=address, **options)
        except (ConnectionError, TimeoutError, ValueError, RuntimeError) as error:
            if address != "auto":
                raise EngineError(
                    f"no Ray cluster answers at {address}: {_first_line(error)}",
                    hint="is it running, with the Ray and the Python of this machine?",
                ) from error
        else:
            return
        if os.environ.get("RAY_ADDRESS"):
            raise EngineError(
                f"no Ray cluster answers at {os.environ['RAY_ADDRESS']}, the RAY_ADDRESS",
                hint="is it running?",
            )
    cores = os.cpu_count() or 1
    wanted = int(number) if number else cluster.workers
    count = wanted or max(1, int(cores // cluster.cpus))
    try:
        ray.init(
            address="local",
            num_cpus=max(1, math.ceil(count * cluster.cpus)),
            include_dashboard=False,
            **options,
        )
    except (ConnectionError, TimeoutError, RuntimeError, OSError) as error:
        raise EngineError(f"Ray does not start: {_first_line(error)}") from error


def _knock(address: str) -> None:
    """See that anything listens at an address; Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except OSError as error:
        raise EngineError(
            f"no Ray cluster answers at {address}: {plain_reason(error)}",
            hint="is it running, and is this the address that `ray start --head` named?",
        ) from error


def _workers(cluster: Cluster) -> int:
    """Return how many workers there are to be: what was asked for, or what there is room for."""
    import ray

    room = 0
    for node in ray.nodes():
        if node["Alive"]:
            cpus, gpus = node["Resources"].get("CPU", 0.0), node["Resources"].get("GPU", 0.0)
            fits = [cpus / cluster.cpus] if cluster.cpus else []
            fits += [gpus / cluster.gpus] if cluster.gpus else []
            room += int(min(fits, default=1))
    if not room:
        raise EngineError(
            f"no machine of the cluster has {cluster.cpus:g} cores"
            + (f" and {cluster.gpus:g} GPUs" if cluster.gpus else ""),
            hint="ask for less with --ray-cpus and --ray-gpus",
        )
    kind, _, number = cluster.address.partition(":")
    asked = int(number) if kind == "local" and number else cluster.workers
    # more workers than there is room for would be waited for in vain
    return min(asked or room, room)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
