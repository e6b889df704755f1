"""YAML as golden files use it: mappings, lists and text, nothing else; every scalar stays the text that was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from dunning_rules.errors import GoldenFileError, quote

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar, as it was written, and its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Tree, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; its keys are distinct."""

    fields: dict[str, Tree]
    line: int


Tree: TypeAlias = Leaf | Items | Fields


def read_tree(path: Path) -> Fields:
    """The mapping that a file holds.

    Numbers, dates and words such as `no` stay text: what they mean is decided by the field in which they stand.

    Raises:
        GoldenFileError: the file cannot be read, is not YAML, is larger than 1 MiB or nested too deeply, has a key twice, or uses what
            data does not need (anchors, aliases, tags, several documents).
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise GoldenFileError(
            f"{quote(str(path))} cannot be read: {(error.strerror or str(error)).lower()}", help="check the path and its permissions"
        ) from error
    if len(raw) > MAX_BYTES:
        raise GoldenFileError("the file is larger than 1 MiB", where=path.name, help="divide it, e.g. one file a tip")
    try:
        tree = _Builder(path.name).build(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise GoldenFileError("the file is not UTF-8", where=path.name, help="save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 1
        raise GoldenFileError(
            f"this is not YAML: {error.problem}", where=f"{path.name}, line {line}", help="check indentation, colons and quotes there"
        ) from None
    except yaml.YAMLError:
        raise GoldenFileError("the file has characters that YAML does not allow", where=path.name, help="remove them") from None
    if not isinstance(tree, Fields):
        raise GoldenFileError("the file is not a mapping", where=path.name, help="begin it with `cases:`")
    return tree


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    line: int
    is_mapping: bool
    items: list[Tree]
    fields: dict[str, Tree]
    key: str | None = None


class _Builder:
    """Makes a tree of the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[_Open] = []
        self._root: Tree | None = None

    def build(self, text: str) -> Tree | None:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise self._error("an alias", line, "write the records out, or use `like`")
            if isinstance(event, yaml.NodeEvent) and (event.anchor is not None or getattr(event, "tag", None) not in {None, "!"}):
                raise self._error("an anchor or a tag", line, "remove it")
            if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
                raise self._error("a second document", line, "write one file for each")
            if isinstance(event, yaml.CollectionStartEvent):
                if len(self._open) == MAX_DEPTH:
                    raise self._error("a deeper nesting than any record needs", line, "flatten it")
                self._open.append(_Open(line, isinstance(event, yaml.MappingStartEvent), [], {}))
            elif isinstance(event, yaml.ScalarEvent):
                self._take(Leaf(event.value, line))
            elif isinstance(event, yaml.CollectionEndEvent):
                done = self._open.pop()
                self._take(Fields(done.fields, done.line) if done.is_mapping else Items(tuple(done.items), done.line))
        return self._root

    def _take(self, tree: Tree) -> None:
        if not self._open:
            self._root = tree
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(tree)
        elif parent.key is not None:
            parent.fields[parent.key] = tree
            parent.key = None
        elif not isinstance(tree, Leaf):
            raise self._error("a key that is not text", tree.line, "write keys as words")
        elif tree.text in parent.fields:
            raise GoldenFileError(
                f"the key {quote(tree.text)} occurs twice", where=f"{self._file}, line {tree.line}", help="keep one of them"
            )
        else:
            parent.key = tree.text

    def _error(self, what: str, line: int, mend: str) -> GoldenFileError:
        return GoldenFileError(f"the file has {what}", where=f"{self._file}, line {line}", help=mend)
