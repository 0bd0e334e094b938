"""The cluster that a run may be shared over, as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import KohesiError

EXAMPLES = "auto, local, local:4 or HOST:PORT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Where a run finds its workers, and what each of them needs.

    Attributes:
        address: `auto` joins the cluster that this machine belongs to and starts one of its own
            where there is none; `local` starts one, `local:4` with four workers; `HOST:PORT`
            joins the cluster whose head is there.
        workers: how many engines work at once; None for as many as there is room for.
        cpus: processor cores of each; engines take as many threads.
        gpus: graphics processors of each; a half lets two share one.
    """

    address: str = "auto"
    workers: int | None = None
    cpus: float = 1.0
    gpus: float = 0.0


def check_address(address: str) -> str:
    """Return the address of a cluster, if it can be one.

    Raises:
        KohesiError: it cannot.
    """
    if address.startswith("ray://"):
        raise KohesiError(
            f"{address!r} is an address of Ray Client, which kohesi does not use",
            hint="run kohesi on a machine of the cluster with --ray auto, or by `ray job submit`",
        )
    kind, colon, rest = address.rpartition(":")
    number = rest.isdecimal() and int(rest) > 0
    if address in ("auto", "local") or (colon and kind and number and "/" not in kind):
        return address
    raise KohesiError(f"{address!r} is no address of a cluster", hint=f"use {EXAMPLES}")
