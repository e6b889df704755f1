"""Where something stands in a golden file, and the errors that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dunning_rules.errors import GoldenFileError, did_you_mean, quote
from dunning_rules.testing.golden.yaml_tree import Fields, Items, Leaf, Tree


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file.

    Attributes:
        file: name of the file.
        line: of the case or, outside of any, of the file.
        case: name of the case, or `""`.
        field: path of the field, or `""`.
    """

    file: str
    line: int
    case: str = ""
    field: str = ""

    def __str__(self) -> str:
        """File, line, case and field, as far as they are known."""
        parts = [self.file, f"line {self.line}"]
        if self.case:
            parts.append(f"case {quote(self.case)}")
        if self.field:
            parts.append(f"field {quote(self.field)}")
        return ", ".join(parts)

    def at(self, field: str, tree: Tree | None = None) -> Place:
        """The place of a field in this one."""
        line = self.line if tree is None else tree.line
        return Place(self.file, line, self.case, f"{self.field}.{field}" if self.field else field)

    def error(self, message: str, mend: str) -> GoldenFileError:
        """The error for what is wrong here."""
        return GoldenFileError(message, where=str(self), help=mend)

    def text(self, tree: Tree) -> str:
        """The text that stands here.

        Raises:
            GoldenFileError: it is a list or a mapping, or nothing.
        """
        if not isinstance(tree, Leaf):
            raise self.error("this is not text", "write one value, not a list or further fields")
        if not tree.text:
            raise self.error("the value is empty", "give it, or leave the key out")
        return tree.text

    def fields(self, tree: Tree, known: Iterable[str] | None = None) -> dict[str, Tree]:
        """The fields that stand here.

        Raises:
            GoldenFileError: it is no mapping, or has a key that is not `known`.
        """
        if not isinstance(tree, Fields):
            raise self.error("this is not a mapping", "write `field: value`, one below the other or in braces")
        names = None if known is None else list(known)
        for key, value in tree.fields.items():
            if names is not None and key not in names:
                raise self.at(key, value).error(f"{quote(key)} is not a known key", did_you_mean(key, names))
        return tree.fields

    def items(self, tree: Tree) -> Iterator[tuple[Place, Tree]]:
        """The items of the list that stands here, each with its place.

        Raises:
            GoldenFileError: it is no list, or an empty one.
        """
        if not isinstance(tree, Items):
            raise self.error("this is not a list", "begin each item with `- `, or write them in square brackets")
        if not tree.items:
            raise self.error("the list is empty", "leave the key out, or name something")
        for number, item in enumerate(tree.items, 1):
            yield Place(self.file, item.line, self.case, f"{self.field}[{number}]"), item
