"""What a run can be told, and what it is known by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from corpus.memory import Memory
from termbase import Glossary
from translate.engines import Engine
from translate.strategy import Strategy

from .journal import asked_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run can be told; all of it is part of the run's signature.

    Attributes:
        source_lang: BCP-47 tag of the files.
        enforce_terms: False judges the engine's own output and mends nothing.
        drop_boilerplate: leave the site's menus and counters out of the output.
        mark_unknown: put words that the engine could not translate between `⟦` and `⟧`.
        input_formats: each a format of `corpus.formats`, with a choice of fields if it has them,
            for all files, or `GLOB=FORMAT` for some; the first that fits counts. Of other files
            the name tells the format.
        article: of saved web pages translate the article only, see `corpus.formats`.
        strategy: how a term is obtained where the engine did not write it.
        mentions: first mentions in full with the acronym, later ones short.
        memory_threshold: how alike a segment and that of a memory must be for its translation to
            be taken; 100 takes the same text only, and less than that a person must look at.
    """

    source_lang: str = "id"
    enforce_terms: bool = True
    strategy: Strategy = Strategy.HYBRID
    mentions: bool = False
    memory_threshold: float = 100.0
    drop_boilerplate: bool = False
    mark_unknown: bool = False
    input_formats: tuple[str, ...] = ()
    article: bool = False


def run_signature(
    engine: Engine, glossary: Glossary, options: Options, memories: Sequence[Memory] = ()
) -> dict[str, str]:
    """Return what identifies a run: the same signature and input give the same output."""
    return {
        "kohesi": version("kohesi"),
        **engine.signature,
        "glossary": glossary.digest[:16],
        "source": options.source_lang,
        "enforce": options.strategy.value if options.enforce_terms else "no",
        "mentions": "long-short" if options.mentions else "as-source",
        "boilerplate": "dropped" if options.drop_boilerplate else "kept",
        "unknown": "marked" if options.mark_unknown else "plain",
        **({"memory": _memory_signature(memories, options)} if memories else {}),
        **({"format": ";".join(_formats(options))} if options.input_formats else {}),
        **({"pages": "article"} if options.article else {}),
    }


def _formats(options: Options) -> list[str]:
    """Return the formats that rules name, without the globs, which name folders of a machine."""
    return list(dict.fromkeys(rule.rpartition("=")[2] for rule in options.input_formats))


def segment_digest(engine: Engine, options: Options) -> bytes:
    """Return the digest of what a segment's translation depends on beside its task.

    What the glossary asks of a segment is in its task; so a term that is added later leaves alone
    what it does not concern.
    """
    return asked_digest(
        version("kohesi"),
        engine.signature,
        options.source_lang,
        options.strategy.value if options.enforce_terms else "no",
    )


def _memory_signature(memories: Sequence[Memory], options: Options) -> str:
    digests = "+".join(f"{memory.name}@{memory.digest[:12]}" for memory in memories)
    return f"{digests},{options.memory_threshold:g}"
