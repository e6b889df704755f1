"""A record: what is known of one debtor, invoice, visit, event or recommendation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

Fields: TypeAlias = "Mapping[str, Callable[[Record], Any]]"

_NO_FIELDS: Fields = MappingProxyType({})


class Record(dict[str, Any]):
    """Values by field name; `None` stands for missing.

    A field that has not been asked for yet is read, or computed, when it first is, and kept. So only what the rules ask for costs anything.

    Attributes:
        fields: how each field of the scope is read or computed.
        parent: the record of the debtor, for all but the debtor's own.
        asking: while an aggregate looks at this record: the record that asks.
        source: the model that given fields are read from.
        frame: what they are read against.
        order: its place in the canonical order of its scope.
    """

    __slots__ = ("asking", "fields", "frame", "order", "parent", "source")

    def __init__(
        self,
        values: Mapping[str, Any] | None = None,
        *,
        fields: Fields = _NO_FIELDS,
        parent: Record | None = None,
        order: int = 0,
        source: Any = None,
        frame: Any = None,
    ) -> None:
        """Begin with the values that are there."""
        if values is not None:
            self.update(values)
        self.fields = fields
        self.parent: Any = parent
        self.order = order
        self.asking: Any = None
        self.source = source
        self.frame = frame

    def __missing__(self, name: str) -> Any:
        """Read or compute a field that is asked for the first time."""
        fields = self.fields
        value = self[name] = fields[name](self) if name in fields else None
        return value

    def release(self) -> None:
        """Let go of everything: records refer to each other, and would wait for the garbage collector otherwise."""
        self.clear()
        self.parent = self.asking = self.source = None


def children(scope: str, link: str | None = None) -> str:
    """The name under which a record holds the records of `scope` (those whose field `link` holds its id)."""
    return f"@{scope}" if link is None else f"@{scope}.{link}"
