"""Beyond one machine: the files of a run are translated by the workers of a Ray cluster.

Ray Data does the distribution: it gives out the work, keeps its order, bounds what waits, and does
again what was on a machine that died. `connect` finds or starts the cluster, `parcels` packs files
into pieces of work, `work` is what runs on its machines (the very code of a run on one machine),
`keeper` is the journal for all of them, and `away` gives the events of the run back, in order.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cluster"]


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
