"""Where a model runs, and in which numbers."""

from __future__ import annotations

from collections.abc import Collection

from corpus.errors import EngineError

DEVICES = ("auto", "cpu", "cuda")

_COMPUTE = {
    "cpu": ("int8", "float32"),
    "cuda": ("float16", "bfloat16", "float32"),
}
"""Types of CTranslate2's weights in memory, by device, the better one first: on a CPU int8 is
several times quicker than anything else, on a GPU half precision is."""

_DTYPES = {"cpu": "float32", "cuda": "float16"}
"""The same for transformers, which has no int8 of its own."""


def choose_device(asked: str, gpus: int) -> str:
    """Return `cpu` or `cuda`.

    Args:
        asked: one of `DEVICES`.
        gpus: how many GPUs the library sees.

    Raises:
        EngineError: there is no such device, or no GPU where one was asked for.
    """
    if asked not in DEVICES:
        raise EngineError(f"unknown device {asked!r}", hint=f"use one of {', '.join(DEVICES)}")
    if asked == "cuda" and not gpus:
        raise EngineError("no GPU is seen here", hint="use device=cpu, or look at the driver")
    if asked == "auto":
        return "cuda" if gpus else "cpu"
    return asked


def choose_compute(asked: str | None, device: str, supported: Collection[str]) -> str:
    """Return the type in which CTranslate2 keeps and multiplies the weights.

    Args:
        asked: a type, or None for the best.
        device: `cpu` or `cuda`.
        supported: the types that CTranslate2 has on this device.

    Raises:
        EngineError: the device does not have the type that was asked for.
    """
    if asked is None:
        return next((one for one in _COMPUTE[device] if one in supported), "default")
    if asked not in supported:
        raise EngineError(
            f"compute type {asked!r} is not to be had on this {device} device",
            hint=f"use one of {', '.join(sorted(supported))}",
        )
    return asked


def choose_dtype(asked: str | None, device: str) -> str:
    """Return the name of the torch type in which transformers keeps the weights.

    Raises:
        EngineError: it is none that the backend runs in.
    """
    known = ("float32", "float16", "bfloat16")
    if asked is not None and asked not in known:
        raise EngineError(
            f"the transformers backend has no compute type {asked!r}",
            hint=f"use one of {', '.join(known)}; int8 is for CTranslate2",
        )
    return asked or _DTYPES[device]
