"""Secrets: where they belong, and how one in a file of settings is known."""

from __future__ import annotations

import re

VARIABLES: dict[str, str] = {
    "KOHESI_LLM_KEY": "llm",
    "KOHESI_LIBRETRANSLATE_KEY": "libretranslate",
}
"""Environment variable to the engine that needs the secret. kohesi reads no other variable of its
own: what is no secret is an option or stands in `kohesi.toml`."""

_SECRET = re.compile(
    r"(?:^|[-_.])(?:api[-_]?)?(?:key|token|secret|password|passwd|passphrase|credentials?"
    r"|authorization|bearer)$",
    re.IGNORECASE,
)


def is_secret(name: str) -> bool:
    """Whether a setting of this name would hold a secret."""
    return _SECRET.search(name) is not None or name.lower() == "apikey"


def where_it_belongs(engine: str) -> str:
    """Return what to do with the secret of an engine; of any, when the engine has none."""
    own = [name for name, owner in VARIABLES.items() if owner == engine]
    return f"set the environment variable {' or '.join(own or VARIABLES)} and take it out here"
