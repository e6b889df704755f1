"""Links between the records of Odoo: `[id, name]`, an id alone, or `false`."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_rules.io.erp.values import known, text


def linked(value: object) -> str | None:
    """The id that a link names."""
    return text(value[0] if isinstance(value, Sequence) and not isinstance(value, str) and value else value)


def linked_name(value: object) -> str | None:
    """The name that a link carries, e.g. the code of a currency."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return text(value[1]) if len(value) > 1 else None
    return text(value) if isinstance(known(value), str) else None
