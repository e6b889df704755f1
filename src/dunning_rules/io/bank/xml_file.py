"""XML that comes from outside: nothing is fetched, no entity is expanded, and a document type is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from dunning_rules.errors import LedgerError, quote
from dunning_rules.extras import need
from dunning_rules.io.lines import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

_MAX_BYTES = 256 * 1024 * 1024


def read_xml(path: Path) -> Element:
    """The root of an XML file.

    Raises:
        LedgerError: the file cannot be read, is too large, is not XML, or has a document type.
        ExtraError: lxml is not installed.
    """
    etree = need("lxml.etree", extra="bank", what="reading bank statements")
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= _MAX_BYTES else b""
    except OSError as error:
        raise unreadable(path, error) from error
    if size > _MAX_BYTES:
        raise LedgerError(f"{quote(path.name)} is larger than 256 MiB", help="ask the bank for a statement of fewer days")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        where = f"{path.name}:{error.lineno}"
        raise LedgerError(f"{quote(path.name)} is not XML that can be read", where=where, help="export the statement again") from None
    if root.getroottree().docinfo.doctype:
        raise LedgerError(f"{quote(path.name)} has a document type", help="no statement of a bank has one: do not trust this file")
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of that name, in whichever namespace."""
    return (child for child in element if local_name(child) == name)


def at(element: Element, *steps: str) -> Element | None:
    """The first element at the end of a path of names, or `None`."""
    for step in steps:
        found = next(children(element, step), None)
        if found is None:
            return None
        element = found
    return element


def text_at(element: Element, *steps: str) -> str | None:
    """The text of the first element at the end of a path of names; `None` where there is none."""
    found = at(element, *steps)
    return None if found is None or found.text is None else str(found.text).strip() or None
