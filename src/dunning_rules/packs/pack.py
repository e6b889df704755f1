"""A pack: the law of one place, as constraints and contact hours, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dunning_rules.language import Wording
from dunning_rules.rules.constraint import Constraint


@dataclass(frozen=True, slots=True)
class ContactHours:
    """When a debtor may be called, visited or written a message, in its local time.

    Attributes:
        start: from this minute of the day on.
        end: before this minute.
        weekdays: on these days, 1 = Monday.
        holidays: whether also on public holidays.
        why: the reason, for people.
        source: the articles that it rests on.
        confidence: as of a constraint.
    """

    start: int
    end: int
    weekdays: frozenset[int]
    holidays: bool
    why: Wording
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The law of one place.

    Attributes:
        id: its name.
        title: what people call it.
        extends: the packs whose constraints hold, too.
        countries: ISO 3166 codes of the places whose law it is.
        scope: to whom and what it applies.
        last_verified: the day on which its sources were last read.
        hours: contact hours of its own; those of the packs that it extends hold, too.
        constraints: its own.
    """

    id: str
    title: Wording
    extends: tuple[str, ...]
    countries: tuple[str, ...]
    scope: Wording
    last_verified: date
    hours: ContactHours | None
    constraints: tuple[Constraint, ...]
