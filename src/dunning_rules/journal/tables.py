"""The tables of a journal. Money is text, so that no digit is lost; moments are text in UTC, so that they sort as they are."""

from __future__ import annotations

from abc import abstractmethod
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_Value = TypeVar("_Value")

VERSION = 1
"""Version of the tables. It is raised when they change."""


class _Written(TypeDecorator[_Value]):
    """A value that is kept as text."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: _Value | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - as SQLAlchemy asks it
        """To the database."""
        return None if value is None else self.text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> _Value | None:  # noqa: ARG002 - as SQLAlchemy asks it
        """From the database."""
        return None if value is None else self.value(value)

    @abstractmethod
    def text(self, value: _Value) -> str:
        """What is kept."""

    @abstractmethod
    def value(self, text: str) -> _Value:
        """What was kept."""


class Money(_Written[Decimal]):
    """An amount, digit by digit."""

    cache_ok = True

    def text(self, value: Decimal) -> str:
        """Its digits."""
        return format(value, "f")

    def value(self, text: str) -> Decimal:
        """From its digits."""
        return Decimal(text)


class Day(_Written[date]):
    """A day, as ISO text."""

    cache_ok = True

    def text(self, value: date) -> str:
        """As `2026-07-15`."""
        return value.isoformat()

    def value(self, text: str) -> date:
        """From such a text."""
        return date.fromisoformat(text)


class Moment(_Written[datetime]):
    """A moment in UTC, with all digits, so that the order of the texts is the order of the moments."""

    cache_ok = True

    def text(self, value: datetime) -> str:
        """As `2026-07-15T16:00:00.000000+00:00`."""
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def value(self, text: str) -> datetime:
        """From such a text."""
        return datetime.fromisoformat(text)


METADATA = MetaData()
_KEY = 64
_ID = 128

VERSIONS = Table("journal_version", METADATA, Column("version", Integer, primary_key=True))

RUNS = Table(
    "journal_runs",
    METADATA,
    Column("id", String(_KEY), primary_key=True),
    Column("as_of", Moment, nullable=False),
    Column("day", Day, nullable=False),
    Column("report_digest", String(64), nullable=False, unique=True),
    Column("book_digest", String(64), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("debtors", Integer, nullable=False),
    Column("overdue_amount", Money, nullable=False),
    Column("recommendations", Integer, nullable=False),
)

RECOMMENDATIONS = Table(
    "journal_recommendations",
    METADATA,
    Column("id", String(_KEY), primary_key=True),
    Column("run_id", ForeignKey(RUNS.c.id), nullable=False),
    Column("place", Integer, nullable=False),
    Column("step", String(16), nullable=False, index=True),
    Column("debtor_id", String(_ID), nullable=False, index=True),
    Column("invoice_id", String(_ID)),
    Column("record", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("rule_id", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("amount", Money),
    Column("currency", String(3), nullable=False),
    Column("channel", Text, nullable=False),
    Column("names_day", Day),
    Column("verdict", Text, nullable=False),
    Column("notice", Text),
    Column("level", Integer),
    Column("measure", Text),
    Column("change", Text),
    Column("body", Text, nullable=False),
    UniqueConstraint("run_id", "place"),
)

DECISIONS = Table(
    "journal_decisions",
    METADATA,
    Column("id", String(_KEY), primary_key=True),
    Column("recommendation_id", ForeignKey(RECOMMENDATIONS.c.id), nullable=False, index=True),
    Column("decision", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("until", Day),
    Column("reason", Text, nullable=False),
    Column("after", String(_KEY)),
)

OUTCOMES = Table(
    "journal_outcomes",
    METADATA,
    Column("id", String(_KEY), primary_key=True),
    Column("recommendation_id", ForeignKey(RECOMMENDATIONS.c.id), nullable=False, index=True),
    Column("result", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("amount", Money),
    Column("currency", String(3)),
    Column("on", Day),
    Column("note", Text, nullable=False),
)

ENTRIES = Table(
    "journal_entries",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("about", String(_KEY), nullable=False, unique=True),
    Column("previous", String(64), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, unique=True),
)
"""The chain: one entry a transaction, numbered without gaps; each carries the digest of the one before."""
