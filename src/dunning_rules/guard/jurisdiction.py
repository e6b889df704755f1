"""Whose law applies: every place that a case points to counts, and where they differ the stricter holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from dunning_rules.models import Debtor
from dunning_rules.packs import BASE, STRICT, Pack, lineage

_NO_COUNTRY = (None, "001", "ZZ")
"""What CLDR has for zones such as UTC: no place that has a law."""
_NONE: Mapping[str, Pack] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The packs that hold for a debtor.

    Attributes:
        packs: their ids, those that they extend included, sorted.
        in_conflict: the case points to more than one law.
    """

    packs: tuple[str, ...]
    in_conflict: bool


def jurisdiction_of(debtor: Debtor, packs: Mapping[str, Pack], added: Mapping[str, Pack] = _NONE) -> Jurisdiction:
    """The packs for the place of `debtor`, for the law that governs, and for the zone of its clock.

    A country that is not known, or has no pack, stands under the strict default.

    Args:
        debtor: whose case it is.
        packs: those that come with the library, by id.
        added: further ones; they hold beside those of the library and never in their place. Without a country they hold everywhere.
    """
    named = {*countries_of(debtor), *(() if debtor.governing_law is None else (debtor.governing_law,))}
    chosen = {_pack_of(country, packs) for country in named}
    if debtor.country is None:
        chosen.add(STRICT)
    beside = [pack.id for pack in added.values() if not pack.countries or named.intersection(pack.countries)]
    known = {**packs, **added}
    found = {BASE}.union(*(lineage(pack, known) for pack in (*chosen, *beside)))
    return Jurisdiction(tuple(sorted(found)), len(chosen) > 1)


def countries_of(debtor: Debtor) -> tuple[str, ...]:
    """Where the debtor may be: its country, and that of its zone."""
    territory = None if debtor.timezone is None else territory_of(debtor.timezone)
    return tuple(sorted({country for country in (debtor.country, territory) if country is not None}))


def zones_of(debtor: Debtor) -> tuple[str, ...]:
    """The zones in which the debtor's clock may run: its own, or all of its country's; none where neither is known."""
    if debtor.timezone is not None:
        return (debtor.timezone,)
    return () if debtor.country is None else zones_in(debtor.country)


@lru_cache(maxsize=512)
def zones_in(country: str) -> tuple[str, ...]:
    """The zones of a country, as CLDR lists them."""
    from babel.core import get_global  # noqa: PLC0415 - only when a zone is not given

    territories = get_global("zone_territories")
    return tuple(sorted(zone for zone, territory in territories.items() if territory == country))


@lru_cache(maxsize=1024)
def territory_of(zone: str) -> str | None:
    """The country of a zone, where it has one."""
    from babel.core import get_global  # noqa: PLC0415 - as above

    found = get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone))
    return None if found in _NO_COUNTRY else str(found)


def _pack_of(country: str, packs: Mapping[str, Pack]) -> str:
    """The pack of a country; one of its own goes before one of a union."""
    own = [pack.id for pack in packs.values() if country in pack.countries]
    return min(own, key=lambda pack: (-len(lineage(pack, packs)), pack), default=STRICT)
