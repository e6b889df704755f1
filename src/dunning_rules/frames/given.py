"""From checked tables to facts: every given field of a plan, for all records at once, as the projector reads it of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from dunning_rules.engine.accrued import PREFIX as ACCRUED
from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Facts
from dunning_rules.engine.given import Frame, reader_of
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import Plan
from dunning_rules.frames.amounts import Units
from dunning_rules.frames.attributes import attribute_column
from dunning_rules.frames.days import ORDINAL_OF_EPOCH, Zones
from dunning_rules.frames.interest import Interest
from dunning_rules.language import Kind
from dunning_rules.language.columns import DEBTOR, dtype_of, filled
from dunning_rules.models import Creditor
from dunning_rules.rows.attributes import ATTRIBUTE
from dunning_rules.vocabulary import Field


class Projection:
    """Reads facts from tables, for one plan, creditor and moment."""

    def __init__(self, plan: Plan, money: Money, creditor: Creditor, as_of: datetime, interest: Interest) -> None:
        """Prepare.

        Args:
            plan: says which fields are read.
            money: converts amounts.
            creditor: who asks.
            as_of: the moment of asking.
            interest: reckons what has accrued.
        """
        self._plan = plan
        self._money = money
        self._creditor = creditor
        self._as_of = as_of
        self._today = as_of.date().toordinal()
        self._interest = interest

    def facts(self, tables: Mapping[str, pl.DataFrame], known: Mapping[str, pl.DataFrame] | None = None) -> Facts:
        """The facts of a portfolio, or of a part of it.

        Args:
            tables: whose debtors are numbered by their rows.
            known: their records that are known, where they have been found before.
        """
        zones = Zones(self._as_of, tables["debtors"]["timezone"])
        known = known_records(tables, self._as_of) if known is None else known
        frames = {DEBTOR: self._debtors(tables["debtors"], zones)}
        for scope, table in known.items():
            frames[scope] = self._children(scope, table, tables, zones)
        accrued = [each for each in self._plan.given.get("invoice", ()) if (each.source or "").startswith(ACCRUED)]
        if accrued:
            columns = self._interest.columns(tables["debtors"], known["invoice"], known["event"], zones)
            frames["invoice"] = frames["invoice"].with_columns(
                columns[(each.source or "").removeprefix(ACCRUED)].alias(each.ref.name) for each in accrued
            )
        return Facts(frames)

    def _debtors(self, debtors: pl.DataFrame, zones: Zones) -> pl.DataFrame:
        units = Units(self._money, debtors["currency"].fill_null(self._creditor.currency))
        columns: dict[str, pl.Series] = {"id": debtors["id"]}
        for field in self._plan.given.get(DEBTOR, ()):
            root, _, path = (field.source or "").partition(".")
            if root == "creditor":
                columns[field.ref.name] = self._of_creditor(field, path, debtors.height)
            elif root == "debtor":
                columns[field.ref.name] = self._column(field, path, _Read(debtors, units, zones, None))
            elif field.ref.name == "local_today":
                columns["local_today"] = zones.local_today
            elif field.ref.name == "today":
                columns["today"] = filled(self._today, pl.Int64(), debtors.height)
        return pl.DataFrame([series.alias(name) for name, series in columns.items()])

    def _of_creditor(self, field: Field, path: str, height: int) -> pl.Series:
        zone = self._as_of.tzinfo or UTC
        frame = Frame(self._today, self._today, zone, zone, self._money.unit(self._creditor.currency, "creditor"), None, {})
        read = reader_of(replace(field, source=path), Creditor)
        value = None if read is None else read(self._creditor, frame)
        return filled(value, dtype_of(field.ref.type), height)

    def _children(self, scope: str, known: pl.DataFrame, tables: Mapping[str, pl.DataFrame], zones: Zones) -> pl.DataFrame:
        units = Units(self._money, known["currency"])
        own = zones.of_debtors(known[DEBTOR_NUMBER])
        authority = self._authority(known, tables["contacts"]) if "contact_id" in known.columns else None
        columns = {DEBTOR_NUMBER: known[DEBTOR_NUMBER], "id": known["id"]}
        for field in self._plan.given.get(scope, ()):
            if not (field.source or "").startswith((ACCRUED, "guard.")):
                columns[field.ref.name] = self._column(field, field.source or "", _Read(known, units, own, authority))
        return pl.DataFrame([series.alias(name) for name, series in columns.items()])

    def _authority(self, known: pl.DataFrame, contacts: pl.DataFrame) -> pl.Series:
        """Whether the person that each record names may pay."""
        people = contacts.select(DEBTOR_NUMBER, pl.col("id").alias("contact_id"), "authority_to_pay")
        named = known.select(DEBTOR_NUMBER, "contact_id").with_row_index("@row").filter(pl.col("contact_id").is_not_null())
        found = named.join(people, on=[DEBTOR_NUMBER, "contact_id"])
        return filled(None, pl.Boolean(), known.height).scatter(found["@row"], found["authority_to_pay"])

    def _column(self, field: Field, source: str, read: _Read) -> pl.Series:
        path, _, how = source.partition("@")
        path, _, member = path.partition(":")
        table = read.table
        names = [each for each in path.split("|") if each.partition(".")[0] in table.columns or each.startswith(ATTRIBUTE)]
        if names and names[0].startswith(ATTRIBUTE):
            return attribute_column(names[0].removeprefix(ATTRIBUTE), field, table, read.units)
        if how == "authority" and names:
            return read.authority if read.authority is not None else filled(None, pl.Boolean(), table.height)
        cells = _cells(table, names)
        if member and names:
            return cells.to_frame("@").select(pl.col("@").list.contains(member).fill_null(value=False)).to_series()
        if field.ref.type.kind is Kind.FLAG and not field.ref.may_miss:
            return _flags(cells)
        dtype = dtype_of(field.ref.type)
        if cells.null_count() == len(cells):
            return filled(None, dtype, len(cells))
        converted = read.converted(how, field.ref.type.kind, cells)
        if field.known_when_past:
            converted = converted.zip_with(converted <= self._today, filled(None, converted.dtype, len(converted)))
        return converted.cast(dtype, strict=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """A table, and what its cells are read against."""

    table: pl.DataFrame
    units: Units
    zones: Zones
    authority: pl.Series | None

    def converted(self, how: str, kind: Kind, cells: pl.Series) -> pl.Series:
        """Cells as facts, by what the field says or else by its kind."""
        by_name = {"own": self.units.own, "day": self.zones.day, "local_day": self.zones.local_day, "minute": self.zones.local_minute}
        by_kind = {Kind.MONEY: self.units.reporting, Kind.RATIO: self.units.points, Kind.DATE: _ordinal}
        convert = by_name.get(how) or by_kind.get(kind)
        return cells if convert is None else convert(cells)


def _ordinal(days: pl.Series) -> pl.Series:
    return days.to_physical().cast(pl.Int64) + ORDINAL_OF_EPOCH


def known_records(tables: Mapping[str, pl.DataFrame], as_of: datetime) -> dict[str, pl.DataFrame]:
    """The records that are known at the moment of asking, by scope, in canonical order."""
    moment = as_of.astimezone(UTC)
    began = pl.coalesce("started_at", "scheduled_for", "recorded_at")
    return {
        "invoice": _in_order(tables["invoices"], pl.col("issued_on") <= as_of.date(), pl.col("id")),
        "visit": _in_order(tables["visits"], pl.col("recorded_at") <= moment, began, pl.col("id")),
        "event": _in_order(tables["events"], pl.col("at") <= moment, pl.col("at"), pl.col("id")),
    }


def _in_order(table: pl.DataFrame, is_known: pl.Expr, *keys: pl.Expr) -> pl.DataFrame:
    """The rows that are known, sorted by debtor and keys; one that comes in that order is not sorted anew."""
    keys = pl.col(DEBTOR_NUMBER), *keys
    later = keys[-1] >= keys[-1].shift()
    for key in reversed(keys[:-1]):
        later = (key > key.shift()) | ((key == key.shift()) & later)
    follows = later.fill_null(value=False) | (pl.int_range(pl.len()) == 0)
    all_known, in_order = table.select(known=is_known.fill_null(value=False).all(), order=follows.all()).row(0)
    known = table if all_known else table.filter(is_known)
    return known if in_order else known.sort(*keys)


def _cells(table: pl.DataFrame, paths: list[str]) -> pl.Series:
    """What stands at the first path where something does."""
    if not paths:
        return filled(None, pl.Boolean(), table.height)
    if len(paths) == 1 and "." not in paths[0]:
        return table[paths[0]]
    return table.select(pl.coalesce(*(_at(path) for path in paths)).alias("@cell")).to_series()


def _flags(cells: pl.Series) -> pl.Series:
    """Whether each cell is there, or true where it is a flag itself."""
    if cells.dtype != pl.Boolean:
        return cells.is_not_null()
    return cells.fill_null(value=False) if cells.null_count() else cells


def _at(path: str) -> pl.Expr:
    first, _, rest = path.partition(".")
    return pl.col(first).struct.field(rest) if rest else pl.col(first)
