"""The table of translation models, and where on this machine a model is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EngineError, ModelUnavailable

from .families import FAMILIES, record_of


@dataclass(frozen=True, slots=True)
class Model:
    """A checkpoint that `kohesi engine pull` can fetch.

    Attributes:
        name: the short name on the command line.
        repository: its name on the model hub.
        revision: the commit that is fetched; nothing newer is ever taken by itself. Empty where
            none is pinned yet: then the newest is taken once, and written down.
        licence: its licence, with what it forbids.
        download: size of the download, in words.
        disk: size on disk after conversion to int8, in words.
        quality: published scores from Indonesian, spBLEU / chrF++ on FLORES-200, or what is known.
        target_langs: BCP-47 tags of the languages among kohesi's that it writes.
    """

    name: str
    repository: str
    revision: str
    licence: str
    download: str
    disk: str
    quality: str
    target_langs: tuple[str, ...] = ("vi", "lo", "en")


MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        Model(
            name="nllb-1.3b",
            repository="facebook/nllb-200-distilled-1.3B",
            revision="7be3e24664b38ce1cac29b8aeed6911aa0cf0576",
            licence="CC BY-NC 4.0 (no commercial use)",
            download="5.5 GB",
            disk="1.4 GB",
            quality="vi 33.7/51.7, lo 23.2/39.1, en 46.3/65.0",
        ),
        Model(
            name="nllb-600m",
            repository="facebook/nllb-200-distilled-600M",
            revision="f8d333a098d19b4fd9a8b18f94170487ad3f821d",
            licence="CC BY-NC 4.0 (no commercial use)",
            download="2.5 GB",
            disk="0.6 GB",
            quality="vi 30.6/49.3, lo 21.1/37.6, en 43.1/63.3",
        ),
        Model(
            name="madlad-3b",
            repository="google/madlad400-3b-mt",
            revision="fa184c675da0b5c9e1c8694fccd4e12e2d422094",
            licence="Apache-2.0",
            download="12 GB",
            disk="3 GB",
            quality="not measured here",
        ),
        Model(
            name="m2m100-418m",
            repository="facebook/m2m100_418M",
            revision="55c2e61bbf05dfb8d7abccdc3fae6fc8512fd636",
            licence="MIT",
            download="1.9 GB",
            disk="0.5 GB",
            quality="Lao is unusable (2 to 7 spBLEU); others not measured here",
        ),
        Model(
            name="small100",
            repository="alirezamsh/small100",
            revision="8ab680e26a596d2e3d2d2d17ae0f68df1037328c",
            licence="MIT",
            download="1.3 GB",
            disk="0.4 GB",
            quality="a quick distillation of M2M-100 12B; not measured here",
        ),
        Model(
            name="opus-id-en",
            repository="Helsinki-NLP/opus-mt-id-en",
            revision="",
            licence="Apache-2.0",
            download="0.3 GB",
            disk="0.1 GB",
            quality="not measured here",
            target_langs=("en",),
        ),
    )
}
"""NLLB first, best first. The scores are those published for the checkpoints; the revisions are
those that several public projects pin, independently of each other."""


def models_folder() -> Path:
    """Return the folder in which pulled and converted models are kept; it may not exist."""
    from platformdirs import user_data_path

    return user_data_path("kohesi") / "models"


def is_converted(folder: Path) -> bool:
    """Whether a folder holds a CTranslate2 model with its tokenizer."""
    return (folder / "model.bin").is_file() and _has_tokenizer(folder)


def is_checkpoint(folder: Path) -> bool:
    """Whether a folder holds a transformers checkpoint with its tokenizer."""
    return (
        (folder / "config.json").is_file()
        and _has_tokenizer(folder)
        and (any(folder.glob("*.safetensors")) or any(folder.glob("pytorch_model*.bin")))
    )


def _has_tokenizer(folder: Path) -> bool:
    return any(
        (folder / family.source_tokenizer).is_file()
        and (folder / family.target_tokenizer).is_file()
        for family in FAMILIES.values()
    )


def installed_models() -> list[str]:
    """Return the names of the pulled models of the table, best first."""
    return [name for name in MODELS if is_converted(models_folder() / name)]


def find_model(name: str | None, *, checkpoint: bool = False) -> Path:
    """Return the folder of a model: converted, or a checkpoint that still is to be converted.

    Args:
        name: a name of the table, a hub name, a directory, or None for the best pulled model.
        checkpoint: only a checkpoint will do.

    Raises:
        EngineError: the directory holds no model, or only a converted one.
        ModelUnavailable: the model is not on this machine.
    """
    if name is None:
        installed = installed_models()
        if not installed:
            raise ModelUnavailable("no NLLB model on this machine", hint=_pull_hint("nllb-600m"))
        name = installed[0]
    by_repository = {model.repository: model.name for model in MODELS.values()}
    short = by_repository.get(name, name)
    if short in MODELS:
        folder = models_folder() / short
        if is_converted(folder) and not checkpoint:
            return folder
        cached = _hub_cache(MODELS[short].repository, MODELS[short].revision)
        if cached is not None:
            return cached
        raise ModelUnavailable(f"model {name!r} is not on this machine", hint=_pull_hint(short))
    folder = Path(name)
    if folder.is_dir():
        if is_checkpoint(folder) or (is_converted(folder) and not checkpoint):
            return folder
        if is_converted(folder):
            raise EngineError(
                "this model is converted; the transformers backend needs the checkpoint",
                path=folder,
                hint="pass the checkpoint's directory, or leave the backend to CTranslate2",
            )
        raise EngineError(
            "this directory holds no model",
            path=folder,
            hint="it needs model.bin (CTranslate2) or config.json and weights (transformers), "
            "and its SentencePiece model",
        )
    cached = _hub_cache(name, None) if name.count("/") == 1 else None
    if cached is not None:
        return cached
    raise ModelUnavailable(
        f"model {name!r} is neither a directory, nor in the hub's cache, nor in the table",
        hint=f"use a directory or one of {', '.join(MODELS)}",
    )


def unpinned(name: str | None, folder: Path) -> str:
    """Say where a model from the hub is at no pinned revision, or return the empty string.

    Args:
        name: what `find_model` was asked for.
        folder: what it found.

    Raises:
        EngineError: the model's record is broken.
    """
    origin = record_of(folder).get("origin") or {}
    repository = origin.get("repository") or name or ""
    known = next((one for one in MODELS.values() if repository in (one.name, one.repository)), None)
    if known is None and (Path(repository).exists() or repository.count("/") != 1):
        return ""  # a folder of the user's own
    # the hub's cache names a snapshot's folder after its commit
    revision = origin.get("revision") or folder.name
    if known is not None and known.revision == revision:
        return ""
    pinned = f"revision {known.revision[:12]}" if known and known.revision else "no revision"
    return (
        f"{pinned} of {known.repository if known else repository} is pinned, {revision[:12]} is "
        "used: another machine may have another"
    )


def _pull_hint(name: str) -> str:
    model = MODELS[name]
    return (
        f"kohesi engine pull {name} fetches {model.download} and keeps {model.disk}; "
        f"licence {model.licence}; or pass --model DIR"
    )


def _hub_cache(repository: str, revision: str | None) -> Path | None:
    """Return the snapshot of a repository in the hub's cache, without asking the network."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        config = try_to_load_from_cache(repository, "config.json", revision=revision or None)
    except HFValidationError:  # no name of a repository: a folder that is not there
        return None
    if not isinstance(config, str):
        return None
    folder = Path(config).parent
    return folder if is_checkpoint(folder) else None
