"""A training run: steps, checks, checkpoints, and going on after a kill."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from .examples import Batch, Examples
from .model import average, core_weights, create, export, read_export
from .score import Greedy
from .settings import Settings, rate_at

_LAST = "last.pt"


class Stream:
    """Batches from a place on, one chunk prepared ahead."""

    def __init__(self, examples: Examples, settings: Settings, chunk: int, batch: int) -> None:
        self._examples = examples
        self._settings = settings
        self.chunk, self.batch = chunk, batch
        self._pool = ThreadPoolExecutor(1)
        self._batches: Iterator[Batch] = iter(())
        self._open(skip=batch)

    def _made(self, number: int) -> list[Batch]:
        settings = self._settings
        return self._examples.chunk(
            number, size=settings.chunk, batch_tokens=settings.batch_tokens, seed=settings.seed
        )

    def _open(self, skip: int) -> None:
        ahead = getattr(self, "_ahead", None)
        batches = ahead.result() if ahead else self._made(self.chunk)
        self._ahead = self._pool.submit(self._made, self.chunk + 1)
        self._batches = iter(batches[skip:])

    def __next__(self) -> Batch:
        """Return the next batch."""
        batch = next(self._batches, None)
        while batch is None:
            self.chunk, self.batch = self.chunk + 1, 0
            self._open(skip=0)
            batch = next(self._batches, None)
        self.batch += 1
        return batch

    def close(self) -> None:
        """Stop preparing."""
        self._pool.shutdown(cancel_futures=True)


class Trainer:
    """A run.

    Args:
        packed: the packed folder.
        out: where the run keeps its files.
        settings: how to train.
        device: `cpu` or `cuda`.

    Raises:
        ValueError: the packed folder is damaged, or `out` holds a run of another shape.
    """

    def __init__(self, packed: Path, out: Path, settings: Settings, device: str) -> None:
        import torch

        self.settings, self.out, self.device = settings, out, device
        self.examples = Examples(packed, settings.mixture)
        self._dev = [
            one
            for one in json.loads((packed / "dev.json").read_text(encoding="utf-8"))
            if not settings.mixture.directions
            or f"{one['source_lang']}-{one['target_lang']}" in settings.mixture.directions
        ]
        self._greedy = Greedy(self.examples, device, 256 if device == "cuda" else 64)
        torch.manual_seed(settings.seed)
        self.model = create(
            settings.shape, self.examples.manifest, dropout=settings.dropout,
            attention=settings.attention_dropout,
        ).to(device)  # fmt: skip
        self._body = torch.compile(self.model.model, dynamic=True) if settings.compile else (
            self.model.model
        )  # fmt: skip
        plain = [one for one in self.model.parameters() if one.dim() < 2]
        decayed = [one for one in self.model.parameters() if one.dim() > 1]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed}, {"params": plain, "weight_decay": 0.0}],
            lr=settings.rate, betas=(0.9, 0.98), eps=1e-8, weight_decay=settings.decay, fused=True,
        )  # fmt: skip
        self.step, self.elapsed, self.best, self.bad_checks = 0, 0.0, -1.0, 0
        self._place = (0, 0)
        self._stopping = False
        out.mkdir(parents=True, exist_ok=True)
        if (out / _LAST).is_file():
            self._load()

    def run(self) -> str:
        """Train until a bound is reached; returns which one, in words."""
        signal.signal(signal.SIGTERM, self._stop)
        began, before = time.monotonic(), self.elapsed
        saved = began
        stream = Stream(self.examples, self.settings, *self._place)
        tokens, loss_sum, since = 0, 0.0, began
        try:
            while not (reason := self._ended(time.monotonic() - began)):
                batches = [next(stream) for _ in range(self.settings.accumulate)]
                loss, count = self._update(batches)
                self._place = (stream.chunk, stream.batch)
                self.elapsed = before + (time.monotonic() - began) / 60
                tokens, loss_sum = tokens + count, loss_sum + loss * count
                if self.step % 100 == 0:
                    now = time.monotonic()
                    self._log(
                        step=self.step, minutes=round(self.elapsed, 2),
                        loss=round(loss_sum / tokens, 4),
                        tokens_per_second=round(tokens / (now - since)),
                    )  # fmt: skip
                    tokens, loss_sum, since = 0, 0.0, now
                self._keep_snapshot()
                if self.settings.check and self.step % self.settings.check == 0:
                    self._check()
                    self.elapsed = before + (time.monotonic() - began) / 60
                if time.monotonic() - saved > 60 * self.settings.save_minutes:
                    self._save()
                    saved = time.monotonic()
        finally:
            stream.close()
        self._save()
        if self.settings.check and self.step % self.settings.check:
            self._check()
        self._log(step=self.step, ended=reason)
        return reason

    def begin_with(self, folder: Path) -> None:
        """Take exported weights in place of random ones.

        Raises:
            ValueError: they are of another shape, or a piece is missing.
        """
        weights, shape, _ = read_export(folder)
        if shape != self.settings.shape:
            raise ValueError(f"the weights in {folder} are of another shape")
        self.model.load_state_dict(weights, strict=False)

    def _update(self, batches: list[Batch]) -> tuple[float, int]:
        """Take one step; returns the mean loss of a target token and their number."""
        import torch
        from torch.nn import functional

        settings = self.settings
        self.step += 1
        # the seed of each step is its own, so that a resumed run drops out the same
        torch.manual_seed(settings.seed * 1_000_003 + self.step)
        for group in self.optimizer.param_groups:
            group["lr"] = rate_at(settings, self.step, self.elapsed)
        self.model.train()
        pad = self.examples.pad
        count = sum(int((batch.labels != pad).sum()) for batch in batches)
        total = 0.0
        for batch in batches:
            sources, inputs, labels = (
                torch.from_numpy(part).to(self.device, non_blocking=True)
                for part in (batch.sources, batch.inputs, batch.labels)
            )
            with torch.autocast(self.device, dtype=torch.bfloat16):
                hidden = self._body(
                    input_ids=sources, attention_mask=sources != pad, decoder_input_ids=inputs,
                    use_cache=False, return_dict=True,
                ).last_hidden_state  # fmt: skip
                wanted = labels != pad
                logits = self.model.lm_head(hidden[wanted])
            loss = (
                functional.cross_entropy(
                    logits.float(),
                    labels[wanted],
                    label_smoothing=settings.smoothing,
                    reduction="sum",
                )
                / count
            )
            loss.backward()
            total += float(loss.detach())
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), settings.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return total, count

    def _keep_snapshot(self, *, now: bool = False) -> list[Path]:
        """Keep the weights as often as makes `keep` of them between two checks; return them."""
        settings, folder = self.settings, self.out / "snapshots"
        due = settings.check and self.step % max(1, settings.check // settings.keep) == 0
        path = folder / f"step-{self.step:07}.pt"
        if now or due:
            folder.mkdir(exist_ok=True)
            if not path.exists():
                _write_torch(path, core_weights(self.model))
        kept = sorted(folder.glob("step-*.pt"))
        for old in kept[: -settings.keep]:
            old.unlink()
        return kept[-settings.keep :]

    def _check(self) -> None:
        """Score the mean of the last snapshots, and export it when it is the best."""
        import torch

        kept = self._keep_snapshot(now=True)
        mean = average([torch.load(path, weights_only=True) for path in kept])
        own = core_weights(self.model)
        self.model.load_state_dict(mean, strict=False)
        try:
            scores = self._greedy.scores(self.model, self._dev, most=self.settings.dev_lines)
        finally:
            self.model.load_state_dict(own, strict=False)
        targets = [value for key, value in scores.items() if key.startswith("flores:")]
        targets = targets or list(scores.values()) or [float(self.step)]
        score = sum(targets) / len(targets)
        self._log(step=self.step, minutes=round(self.elapsed, 2), **scores)
        self.bad_checks = 0 if score > self.best else self.bad_checks + 1
        if score > self.best:
            self.best = score
            facts = {
                "step": self.step, "minutes": round(self.elapsed, 1), "scores": scores,
                "settings": asdict(self.settings), "device": self.device,
                "torch": torch.__version__, "averaged": len(kept),
                "directions": self.examples.shares(), "texts": self.examples.texts(),
            }  # fmt: skip
            export(self.out / "export", mean, self.settings.shape, facts, bits=self.settings.bits)

    def _ended(self, seconds: float) -> str:
        settings = self.settings
        if self._stopping:
            return "stopped by a signal"
        if settings.steps and self.step >= settings.steps:
            return "all steps done"
        if settings.minutes and self.elapsed >= settings.minutes:
            return "all minutes used"
        if settings.call_minutes and seconds >= 60 * settings.call_minutes:
            return "the minutes of this call are used"
        if settings.patience and self.bad_checks >= settings.patience:
            return "the dev score rises no more"
        return ""

    def _stop(self, *_signal: object) -> None:
        self._stopping = True

    def _save(self) -> None:
        _write_torch(
            self.out / _LAST,
            {
                "shape": asdict(self.settings.shape), "model": core_weights(self.model),
                "optimizer": self.optimizer.state_dict(), "step": self.step,
                "elapsed": self.elapsed, "place": self._place, "best": self.best,
                "bad_checks": self.bad_checks,
            },
        )  # fmt: skip

    def _load(self) -> None:
        import torch

        state = torch.load(self.out / _LAST, map_location="cpu", weights_only=True)
        if state["shape"] != asdict(self.settings.shape):
            raise ValueError(f"{self.out / _LAST} is a run of another shape; use another folder")
        self.model.load_state_dict(state["model"], strict=False)
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.elapsed = state["step"], state["elapsed"]
        self._place = tuple(state["place"])
        self.best, self.bad_checks = state["best"], state["bad_checks"]
        self._log(step=self.step, resumed=True)

    def _log(self, **facts: Any) -> None:
        line = json.dumps(facts)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
        typer.echo(line, err=True)


def _write_torch(path: Path, value: Any) -> None:
    """Save in one step: a kill leaves the old file or the new one."""
    import torch

    temporary = path.with_name(f".{path.name}.new")
    torch.save(value, temporary)
    temporary.replace(path)
