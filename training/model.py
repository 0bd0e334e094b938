"""The model: transformers' M2M-100 in small, and its weights on disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from translate.engines.inline import MINI

PIECE = 15 * 1024 * 1024
"""Most bytes of a file of exported weights: some ways out of a machine carry no larger ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The size of a model.

    Attributes:
        width: of the embeddings and of every layer.
        heads: of attention.
        inner: width of the feed-forward layers.
        encoder: number of encoder layers.
        decoder: number of decoder layers.
    """

    width: int = 448
    heads: int = 7
    inner: int = 1792
    encoder: int = 6
    decoder: int = 3


SHAPES = {
    "mini": Shape(),
    "wide": Shape(width=512, heads=8, inner=2048),
    "cpu": Shape(width=256, heads=4, inner=768, encoder=4, decoder=2),
    "tiny": Shape(width=32, heads=2, inner=64, encoder=1, decoder=1),
}
"""`mini` with 16,000 pieces has 31 million parameters, 31 MB in int8, 60 MB in float16 on the way;
`wide` has 40 million; `cpu` can be trained on one core in hours, `tiny` in seconds."""


def create(shape: Shape, manifest: Mapping[str, Any], *, dropout: float, attention: float) -> Any:
    """Make an untrained model for the vocabulary of a packed folder.

    Args:
        shape: its size.
        manifest: of the packed folder.
        dropout: of the hidden layers.
        attention: dropout of the attention weights.
    """
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    special = manifest["special"]
    config = M2M100Config(
        vocab_size=manifest["vocabulary"], d_model=shape.width,
        encoder_layers=shape.encoder, decoder_layers=shape.decoder,
        encoder_attention_heads=shape.heads, decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.inner, decoder_ffn_dim=shape.inner,
        max_position_embeddings=1024, dropout=dropout, attention_dropout=attention,
        activation_dropout=0.0, encoder_layerdrop=0.0, decoder_layerdrop=0.0,
        bos_token_id=special["bos"], pad_token_id=special["pad"], eos_token_id=special["end"],
        decoder_start_token_id=special["end"],
    )  # fmt: skip
    return M2M100ForConditionalGeneration(config)


def write_checkpoint(
    folder: Path, weights: Mapping[str, Any], shape: Shape, packed: Path, origin: Mapping[str, Any]
) -> Path:
    """Write a transformers checkpoint with its tokenizer; it appears whole or not at all.

    `kohesi.json` in it names the family, the languages, the marks of inline renderings and where
    the weights came from.
    """
    from transformers.utils import logging

    from translate.engines.seq2seq.families import NLLB, RECORD

    logging.disable_progress_bar()
    manifest = json.loads((packed / "manifest.json").read_text(encoding="utf-8"))
    model = create(shape, manifest, dropout=0.1, attention=0.0)
    missing, unexpected = model.load_state_dict(dict(weights), strict=False)
    lost = [name for name in missing if "embed" not in name and "lm_head" not in name]
    if lost or unexpected:
        raise ValueError(f"these weights are of another model: {(lost or unexpected)[0]}")
    model.tie_weights()
    workplace = folder.parent / f".{folder.name}.new"
    shutil.rmtree(workplace, ignore_errors=True)
    shutil.copytree(packed / "tokenizer", workplace)
    model.float().save_pretrained(workplace)
    for path in workplace.glob("*.safetensors"):
        path.chmod(0o644)  # the library leaves them to their owner alone
    langs = list(manifest["langs"])
    record = {
        "family": NLLB.name,
        "source_langs": langs,
        "target_langs": langs,
        "marks": [MINI.opening, MINI.closing],
        "origin": dict(origin),
    }
    (workplace / RECORD).write_text(
        json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    swap(workplace, folder)
    return folder


def swap(fresh: Path, folder: Path) -> None:
    """Put a new folder in the place of an old one; a reader never finds half of either."""
    old = folder.parent / f".{folder.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def core_weights(model: Any) -> dict[str, Any]:
    """Return the weights of a model without those that are only other names of the same.

    The embeddings are shared by encoder, decoder and output; positions are computed.
    """
    return {
        name: value.detach().float().cpu().clone()
        for name, value in model.state_dict().items()
        if name == "model.shared.weight"
        or not (name.startswith("lm_head") or "embed_tokens" in name or "embed_positions" in name)
    }


def export(
    folder: Path,
    weights: Mapping[str, Any],
    shape: Shape,
    facts: Mapping[str, Any],
    *,
    bits: int = 16,
) -> int:
    """Write weights in pieces of at most `PIECE` bytes.

    Args:
        folder: where to; older pieces in it are replaced.
        weights: by name.
        shape: of the model.
        facts: what else is to be known (steps, scores), as JSON.
        bits: 16 for float16; 8 for matrices as integers with one scale a row, as CTranslate2's
            int8 has them: half the size, and the same model once it is converted.

    Returns:
        The number of pieces.
    """
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    index = {name: list(value.shape) for name, value in weights.items()}
    whole = [name for name, value in weights.items() if bits == 8 and value.dim() == 2]
    data = b"".join(
        _rows_of_integers(value) if name in whole else value.to(torch.float16).numpy().tobytes()
        for name, value in weights.items()
    )
    pieces = [data[start : start + PIECE] for start in range(0, len(data), PIECE)]
    for old in folder.glob("weights-*.bin"):
        old.unlink()
    for number, piece in enumerate(pieces):
        (folder / f"weights-{number:02}.bin").write_bytes(piece)
    (folder / "weights.json").write_text(
        json.dumps(
            {"shape": asdict(shape), "index": index, "int8": whole, "facts": dict(facts)}, indent=1
        ),
        encoding="utf-8",
    )
    return len(pieces)


def read_export(folder: Path) -> tuple[dict[str, Any], Shape, dict[str, Any]]:
    """Read what `export` wrote: weights in single precision, the shape, the facts.

    Raises:
        ValueError: a piece is missing.
    """
    import numpy as np
    import torch

    described = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    data = b"".join(path.read_bytes() for path in sorted(folder.glob("weights-*.bin")))
    weights: dict[str, Any] = {}
    start = 0

    def taken(dtype: Any, count: int) -> Any:
        nonlocal start
        size = count * np.dtype(dtype).itemsize
        if start + size > len(data):
            raise ValueError(f"a piece of the weights in {folder} is missing")
        found = np.frombuffer(data, dtype, count, start).astype(np.float32)
        start += size
        return found

    for name, size in described["index"].items():
        count = int(np.prod(size))
        if name in described.get("int8", ()):
            scales = taken(np.float32, size[0])
            values = taken(np.int8, count).reshape(size) * scales[:, None]
        else:
            values = taken(np.float16, count).reshape(size)
        weights[name] = torch.from_numpy(values)
    return weights, Shape(**described["shape"]), described["facts"]


def _rows_of_integers(matrix: Any) -> bytes:
    """Return the scale of each row in single precision, and the rows in eight bits."""
    import numpy as np

    values = matrix.numpy()
    scales = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
    return bytes(
        scales.astype(np.float32).tobytes()
        + np.rint(values / scales[:, None]).astype(np.int8).tobytes()
    )


def average(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the mean of weights of the same names (Vaswani et al., 2017, section 6.1)."""
    return {name: sum(part[name] for part in parts) / len(parts) for name in parts[0]}
