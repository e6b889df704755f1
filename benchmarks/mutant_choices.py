"""What else could stand where a rule names a value: taken from the sources themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator


class Choices:
    """Other values that a rule could name: of the same field, another that some rule names; of a `Literal`, the next one."""

    def __init__(self, sources: Iterable[str]) -> None:
        found: dict[str, set[str]] = {}
        for source in sources:
            for node in ast.walk(ast.parse(source)):
                for field, value in choices_in(node):
                    found.setdefault(field, set()).add(value)
        self._values = {field: sorted(values) for field, values in found.items()}

    def other(self, field: str, value: str) -> str | None:
        """The value after `value`, in the order of the alphabet."""
        values = self._values.get(field, [])
        if value not in values or len(values) == 1:
            return None
        return values[(values.index(value) + 1) % len(values)]

    def other_literal(self, value: str) -> str | None:
        fields = sorted(field for field, values in self._values.items() if field.startswith("Literal") and value in values)
        return self.other(fields[0], value) if fields else None


def choices_in(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Compare(ast.Attribute(attr=field), [_], [ast.Constant(str(value))]):
            yield field, value
        case ast.Call(ast.Attribute(attr="that"), [ast.Attribute(attr=field), ast.Constant(str(value))]):
            yield field, value
        case ast.Call(ast.Name("Recommend"), [ast.Constant(str(value)), *_]):
            yield "Recommend", value
        case ast.Subscript(ast.Name("Literal"), ast.Tuple(elts)):
            yield from ((ast.unparse(node), each.value) for each in elts if isinstance(each, ast.Constant) and isinstance(each.value, str))
        case _:
            return
