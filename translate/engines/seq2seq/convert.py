"""From a transformers checkpoint to a CTranslate2 model, once."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from corpus.errors import EngineError, MissingExtra, ModelUnavailable, OutputError

from .models import MODELS, TOKENIZER_FILE, is_converted, models_folder

_CHUNK = 1 << 20
_DOWNLOAD = [
    "config.json",
    "generation_config.json",
    "*.safetensors",
    "pytorch_model*.bin",
    "*.index.json",
    "sentencepiece.bpe.model",
    "tokenizer*.json",
    "special_tokens_map.json",
]


def digest(folder: Path) -> str:
    """Return the first 16 hex digits of the SHA-256 over a model's weights and tokenizer."""
    total = hashlib.sha256()
    for name in ("model.bin", TOKENIZER_FILE):
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
    key = hashlib.sha256(str(folder.resolve()).encode())
    for path in sorted(folder.iterdir()):
        key.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    target = models_folder() / "converted" / f"{folder.name}-{key.hexdigest()[:12]}"
    if not is_converted(target):
        convert(folder, target)
    return target


def convert(folder: Path, target: Path, *, quantization: str = "int8") -> Path:
    """Convert a transformers checkpoint; the target appears whole or not at all.

    Args:
        folder: the checkpoint, with its `sentencepiece.bpe.model`.
        target: the folder to make; an existing one is replaced.
        quantization: CTranslate2's type of weights on disk.

    Raises:
        MissingExtra: torch is not installed.
        EngineError: the architecture is none that CTranslate2 knows, or the files are broken.
        OutputError: the target cannot be written.
    """
    try:
        import torch  # noqa: F401 - asked for here, so that its absence is said in our words
    except ImportError as error:
        raise MissingExtra("torch", "converting a checkpoint") from error
    from ctranslate2.converters import TransformersConverter

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", path=target) from error
    try:
        made = workplace / "model"
        try:
            TransformersConverter(str(folder), low_cpu_mem_usage=True).convert(
                str(made), quantization=quantization
            )
            shutil.copyfile(folder / TOKENIZER_FILE, made / TOKENIZER_FILE)
        except (RuntimeError, ValueError, KeyError, AttributeError, OSError) as error:
            raise EngineError(f"cannot convert the checkpoint: {error}", path=folder) from error
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return target


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
            model.repository, revision=model.revision, allow_patterns=_DOWNLOAD
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise ModelUnavailable(
            f"cannot fetch {model.repository} from the model hub",
            hint="check the network, or copy the checkpoint here and pass --model DIR",
        ) from error
    return convert(Path(folder), models_folder() / name)
