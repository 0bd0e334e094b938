"""kohesi-mini, loaded and run by the code that loads and runs NLLB."""

from __future__ import annotations

from translate.engines.seq2seq.create import whole_number
from translate.engines.seq2seq.engine import Seq2SeqEngine

from . import INFO
from .package import find_package


class MiniEngine(Seq2SeqEngine):
    """`Seq2SeqEngine` over the weights that come with kohesi."""

    info = INFO

    def load(self) -> None:
        """Read the model.

        Raises:
            ModelUnavailable: this copy of kohesi comes without the weights.
            EngineError: the model cannot be read.
        """
        if self._backend is None:
            self._name = str(find_package().folder)
            super().load()
            self._signature["model"] = "kohesi-mini"


def create_mini(
    *,
    beam_size: int | str,
    device: str,
    compute_type: str | None,
    threads: int | str,
    batch_tokens: int | str,
) -> MiniEngine:
    """Make the engine of settings that may be text.

    Raises:
        EngineError: a setting is not what it must be.
    """
    return MiniEngine(
        beam_size=whole_number("beam_size", beam_size, least=1),
        device=device,
        compute_type=compute_type,
        threads=whole_number("threads", threads, least=0),
        batch_tokens=whole_number("batch_tokens", batch_tokens, least=1),
    )
