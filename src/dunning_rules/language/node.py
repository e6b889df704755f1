"""What every node of the condition language shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from operator import is_
from typing import TYPE_CHECKING, Any, Self, cast

from dunning_rules.errors import LanguageError, quote

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MARKS = re.compile(r"[\\,()\[\]]")
"""What divides a canonical text: escaped where it stands in a value."""


class Node:
    """An immutable node of a tree; each kind of node is a frozen dataclass."""

    __slots__ = ()

    @property
    def key(self) -> str:
        """A canonical text that is equal exactly for equal trees."""
        shown = ", ".join(_shown(value) for value in self._values().values())
        return f"{type(self).__name__}({shown})"

    def parts(self) -> Iterator[Node]:
        """The nodes directly below this one."""
        for name in _names(self):
            value = getattr(self, name)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                for each in value:
                    if isinstance(each, Node):
                        yield each

    def walk(self) -> Iterator[Node]:
        """This node and all below it, each before what is below it."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(list(node.parts())))

    def map(self, change: Callable[[Node], Node]) -> Self:
        """This node with `change` applied to each node directly below it; itself where nothing changes."""
        changed = {name: new for name, value in self._values().items() if (new := _changed(value, change)) is not value}
        return cast("Self", replace(cast("DataclassInstance", self), **changed)) if changed else self

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _names(self)}

    def __bool__(self) -> bool:
        """Always an error: `and`, `or`, `not` and chained comparisons would be lost silently.

        Raises:
            LanguageError: always.
        """
        message = f"a condition was used as true or false: {quote(self.key)}"
        raise LanguageError(message, help="use `&`, `|` and `~` with brackets instead of `and`, `or`, `not`, and one comparison at a time")


_NAMES: dict[type[Node], tuple[str, ...]] = {}


def _names(node: Node) -> tuple[str, ...]:
    """The fields of its kind, looked up once."""
    kind = type(node)
    found = _NAMES.get(kind)
    if found is None:
        found = _NAMES[kind] = tuple(field.name for field in fields(cast("DataclassInstance", node)))
    return found


def _shown(value: object) -> str:
    if isinstance(value, Node):
        return value.key
    if isinstance(value, tuple):
        return f"[{', '.join(_shown(each) for each in value)}]"
    return _MARKS.sub(r"\\\g<0>", value) if isinstance(value, str) else str(value)


def _changed(value: object, change: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return change(value)
    if isinstance(value, tuple):
        new = tuple([_changed(each, change) for each in value])
        return value if all(map(is_, new, value)) else new
    return value
