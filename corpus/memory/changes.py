"""Units that come, change and go within one transaction, and the digest that follows them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from . import keys, schema
from .unit import MemoryUnit

_ROW = f"SELECT {schema.FIELDS} FROM unit"


class Change:
    """The units of one transaction, and the digest as it changes with them."""

    def __init__(self, connection: sqlite3.Connection, digest: int) -> None:
        self._run = connection.execute
        self.digest = digest
        self.made = False

    def add(self, unit: MemoryUnit, confirmed_at: str) -> bool:
        """Add a unit or meet it; say whether it is new."""
        identity = keys.identity(unit)
        row = self._run(f"{_ROW} WHERE identity = ?", (identity,)).fetchone()
        if row is not None:
            self._meet(schema.read_unit(row), unit, confirmed_at)
            return False
        self._run(
            "INSERT INTO unit (identity, key, source_lang, target_lang, source, target, before, "
            "after, origin, creator, created, changed, confirmed, used, note) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                identity, keys.unit_key(unit), unit.source_lang, unit.target_lang, unit.source,
                unit.target, unit.before, unit.after, unit.origin, unit.creator, unit.created,
                unit.changed, unit.confirmed, unit.used, unit.note,
            ),
        )  # fmt: skip
        self._count(keys.fingerprint(unit))
        return True

    def _meet(self, old: MemoryUnit, given: MemoryUnit, confirmed_at: str) -> None:
        if confirmed_at:
            new = replace(
                old,
                confirmed=old.confirmed + 1,
                changed=max(old.changed, confirmed_at),
                origin=given.origin or old.origin,
                creator=given.creator or old.creator,
            )
        else:
            new = replace(old, confirmed=max(old.confirmed, given.confirmed))
        if new == old:
            return
        self._run(
            "UPDATE unit SET confirmed = ?, changed = ?, origin = ?, creator = ? WHERE id = ?",
            (new.confirmed, new.changed, new.origin, new.creator, new.id),
        )
        self._count(keys.fingerprint(new) - keys.fingerprint(old))

    def remove(self, unit: MemoryUnit) -> bool:
        """Remove a unit that is still as it was read."""
        row = self._run(f"{_ROW} WHERE id = ?", (unit.id,)).fetchone()
        if row is None or replace(schema.read_unit(row), used=unit.used) != unit:
            return False
        self._run("DELETE FROM unit WHERE id = ?", (unit.id,))
        self._count(-keys.fingerprint(unit))
        return True

    def _count(self, difference: int) -> None:
        self.digest = (self.digest + difference) % 2**keys.DIGEST_BITS
        self.made = True
