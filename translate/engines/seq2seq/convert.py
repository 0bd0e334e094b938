"""From a transformers checkpoint to a CTranslate2 model, once."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from corpus.errors import EngineError, MissingExtra, ModelUnavailable, OutputError

from .families import RECORD, Family, flavour_of
from .models import MODELS, is_converted, models_folder
from .vocabulary import Words, vocabulary_of

_CHUNK = 1 << 20
_FORM = 2
"""Counts the changes of what a conversion makes, so that no older one is taken for it."""
_DOWNLOAD = [
    "config.json",
    "generation_config.json",
    "*.safetensors",
    "pytorch_model*.bin",
    "*.index.json",
    "sentencepiece.bpe.model",
    "spiece.model",
    "*.spm",
    "vocab.json",
    "added_tokens.json",
    "tokenizer*.json",
    "special_tokens_map.json",
]


def digest(folder: Path) -> str:
    """Return the first 16 hex digits of the SHA-256 over a model's weights and tokenizer."""
    total = hashlib.sha256()
    family = flavour_of(folder).family
    weights = [path.name for path in sorted(folder.glob("*.safetensors"))]
    weights = weights or [path.name for path in sorted(folder.glob("pytorch_model*.bin"))]
    if (folder / "model.bin").is_file():
        weights = ["model.bin"]
    for name in dict.fromkeys([*weights, family.source_tokenizer, family.target_tokenizer]):
        with (folder / name).open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                total.update(chunk)
    return total.hexdigest()[:16]


def converted(folder: Path) -> Path:
    """Return the CTranslate2 form of a model, making it when the folder is a checkpoint.

    The result is kept in the folder of models under the checkpoint's name and the digest of its
    configuration, so that a second run finds it.

    Raises:
        MissingExtra: conversion needs torch.
        EngineError: the checkpoint cannot be converted.
    """
    if is_converted(folder):
        return folder
    key = hashlib.sha256(f"{_FORM} {folder.resolve()}".encode())
    for path in sorted(folder.iterdir()):
        key.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    target = models_folder() / "converted" / f"{folder.name}-{key.hexdigest()[:12]}"
    if not is_converted(target):
        convert(folder, target)
    return target


def convert(
    folder: Path, target: Path, *, quantization: str = "int8", origin: dict[str, str] | None = None
) -> Path:
    """Convert a transformers checkpoint; the target appears whole or not at all.

    Args:
        folder: the checkpoint, with its SentencePiece model.
        target: the folder to make; an existing one is replaced.
        quantization: CTranslate2's type of weights on disk.
        origin: where the checkpoint came from, for `kohesi.json`.

    Raises:
        MissingExtra: torch is not installed.
        EngineError: the architecture is none that CTranslate2 knows, or the files are broken.
        OutputError: the target cannot be written.
    """
    try:
        import torch  # noqa: F401 - asked for here, so that its absence is said in our words
    except ImportError as error:
        raise MissingExtra("torch", "converting a checkpoint") from error
    flavour = flavour_of(folder)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", path=target) from error
    try:
        made = workplace / "model"
        try:
            _run_converter(folder, flavour.family, made, quantization)
            for name in dict.fromkeys(flavour.family.tokenizer_files):
                if (folder / name).is_file():
                    shutil.copyfile(folder / name, made / name)
            record = {**flavour.record(), "origin": origin or {}}
            (made / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        except (RuntimeError, ValueError, KeyError, AttributeError, OSError) as error:
            raise EngineError(f"cannot convert the checkpoint: {error}", path=folder) from error
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return target


def _run_converter(folder: Path, family: Family, target: Path, quantization: str) -> None:
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Takes the vocabulary from us; the library's own ways to it are not complete."""

        def load_tokenizer(self, *_names: Any, **_options: Any) -> Words:
            return Words(vocabulary_of(folder, family))

        def _load(self) -> Any:
            spec = super()._load()
            # attention is told as the mean of all heads; the library's way is the first head
            # alone, which as often as not looks at no word in particular
            spec.decoder.alignment_heads = spec.decoder.num_heads
            return spec

    Converter(str(folder), low_cpu_mem_usage=True).convert(str(target), quantization=quantization)


def pull(name: str) -> Path:
    """Fetch a model of the table from the hub at its pinned revision and convert it.

    Returns:
        The folder of the converted model.

    Raises:
        EngineError: the table has no such model.
        MissingExtra: conversion needs torch.
        ModelUnavailable: the hub cannot be reached.
    """
    if name not in MODELS:
        raise EngineError(f"unknown model {name!r}", hint=f"use one of {', '.join(MODELS)}")
    try:
        import torch  # noqa: F401 - before gigabytes are fetched for nothing
    except ImportError as error:
        raise MissingExtra("torch", "pulling a model") from error
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    model = MODELS[name]
    try:
        folder = snapshot_download(
            model.repository, revision=model.revision or None, allow_patterns=_DOWNLOAD
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise ModelUnavailable(
            f"cannot fetch {model.repository} from the model hub",
            hint="check the network, or copy the checkpoint here and pass --model DIR",
        ) from error
    # the hub's cache names a snapshot's folder after its commit
    origin = {"repository": model.repository, "revision": Path(folder).name}
    return convert(Path(folder), models_folder() / name, origin=origin)
