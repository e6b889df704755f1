"""Packs of the compliance guard: the law of places, as data with sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from dunning_rules.errors import PackError, quote
from dunning_rules.packs.load import lineage, load_pack
from dunning_rules.packs.pack import ContactHours, Pack
from dunning_rules.rules.constraint import EVERYWHERE, Constraint

__all__ = [
    "BASE",
    "STRICT",
    "ContactHours",
    "Pack",
    "added_packs",
    "builtin_constraints",
    "builtin_packs",
    "check_pack",
    "lineage",
    "load_pack",
]

BASE = "base"
"""The pack that every other stands on: the red lines."""
STRICT = "strict"
"""The pack for places whose law is not known."""

_NAMES = (BASE, STRICT, "cn", "de", "eu", "fr", "gb", "us")


@cache
def builtin_packs() -> Mapping[str, Pack]:
    """The packs that come with the library, by id."""
    folder = files(__package__)
    found = (load_pack(folder.joinpath(f"{name}.toml").read_text("utf-8"), f"{name}.toml") for name in _NAMES)
    return MappingProxyType({pack.id: pack for pack in found})


@cache
def builtin_constraints() -> tuple[Constraint, ...]:
    """The constraints of all built-in packs."""
    return tuple(constraint for pack in builtin_packs().values() for constraint in pack.constraints)


def added_packs(packs: Iterable[Pack]) -> Mapping[str, Pack]:
    """Packs that are to stand beside those of the library, by id.

    Raises:
        PackError: an id is taken, a pack extends one that is not there, or holds a constraint of another pack.
    """
    added: dict[str, Pack] = {}
    for pack in packs:
        if pack.id in builtin_packs() or pack.id in added:
            message = f"there is a pack {quote(pack.id)} already"
            raise PackError(message, help="give it another id; a pack adds to the others and replaces none")
        added[pack.id] = pack
        for constraint in pack.constraints:
            check_pack(constraint, {pack.id})
    known = {**builtin_packs(), **added}
    for name in added:
        lineage(name, known)
    return MappingProxyType(added)


def check_pack(constraint: Constraint, known: Iterable[str]) -> None:
    """Refuse a constraint that would never be asked.

    Raises:
        PackError: it stands in a pack that is not there.
    """
    if constraint.pack not in {EVERYWHERE, *known}:
        message = f"constraint {quote(constraint.id)} stands in a pack {quote(constraint.pack)} that is not there"
        raise PackError(message, help=f"give {quote(EVERYWHERE)}, which holds under every law, or one of: {', '.join(sorted(known))}")
