"""How one given field is read from a model: path, conversion, and what counts as not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeAlias

from pydantic import BaseModel

from dunning_rules.engine.attributes import PREFIX, attribute_reader
from dunning_rules.language import Kind
from dunning_rules.language.types import BASIS_POINTS, EXACT
from dunning_rules.vocabulary import Field


@dataclass(frozen=True, slots=True)
class Frame:
    """What the values of a record are read against.

    Attributes:
        today: the day of `as_of`, as a day number in the zone of `as_of`.
        local_today: that day in the debtor's zone.
        zone: the zone of `as_of`, in which the days of events are counted.
        local_zone: the debtor's zone, in which appointments are meant.
        unit: minor units of the reporting currency for one unit of the record's.
        own_unit: minor units of the record's currency for one unit of it; `None` where it is the reporting currency.
        authority: by contact id, whether that person may pay.
    """

    today: int
    local_today: int
    zone: tzinfo
    local_zone: tzinfo
    unit: Decimal
    own_unit: Decimal | None
    authority: dict[str, bool | None]


Read: TypeAlias = Callable[[Any, Frame], Any]


def reader_of(field: Field, model: type[BaseModel]) -> Read | None:
    """A function that reads `field` from a record of the type `model`, or `None` where such records do not have it."""
    path, _, how = (field.source or "").partition("@")
    _, _, member = path.partition(":")
    attribute = attribute_of(field, model)
    if attribute is None:
        return None
    get = _getter(attribute) if not attribute.startswith(PREFIX) else _attribute(attribute, field)
    if member:
        return lambda record, _frame: member in (get(record) or ())
    convert = _HOW[how] if how else _KINDS.get(field.ref.type.kind)
    if field.ref.type.kind is Kind.FLAG and not field.ref.may_miss:
        return lambda record, _frame: bool(get(record))
    if convert is None:
        return lambda record, _frame: get(record)
    if field.known_when_past:
        return _past_only(get, convert)
    return lambda record, frame: None if (value := get(record)) is None else convert(value, frame)


def attribute_of(field: Field, model: type[BaseModel]) -> str | None:
    """The path of the attribute of `model` that holds `field`, or `None` where such records do not have it."""
    path = (field.source or "").partition("@")[0].partition(":")[0]
    return next((each for each in path.split("|") if each.partition(".")[0] in model.model_fields), None)


def minor_units(amount: Decimal, unit: Decimal) -> int:
    """`amount` in minor units, rounded half up."""
    return int(EXACT.to_integral_value(EXACT.multiply(amount, unit)))


def _getter(path: str) -> Callable[[Any], Any]:
    first, _, rest = path.partition(".")
    if not rest:
        return attrgetter(path)
    inner = _getter(rest)

    def get(record: Any) -> Any:
        holder = getattr(record, first)
        return None if holder is None else inner(holder)

    return get


def _attribute(path: str, field: Field) -> Callable[[Any], Any]:
    return attribute_reader(path.removeprefix(PREFIX), field.ref.type, may_miss=field.ref.may_miss)


def _past_only(get: Callable[[Any], Any], convert: Read) -> Read:
    def read(record: Any, frame: Frame) -> Any:
        if (value := get(record)) is None:
            return None
        day = convert(value, frame)
        return day if day <= frame.today else None

    return read


def _money(value: Decimal, frame: Frame) -> int:
    return minor_units(value, frame.unit)


def _ratio(value: Decimal, _frame: Frame) -> int:
    return minor_units(value, Decimal(BASIS_POINTS))


def _date(value: date, _frame: Frame) -> int:
    return value.toordinal()


def _at(moment: datetime, zone: tzinfo) -> datetime:
    """A moment by the clock of a zone, also where it was written in that zone as an hour that its clock leaves out."""
    return moment.astimezone(UTC).astimezone(zone) if moment.tzinfo is zone else moment.astimezone(zone)


def _day(value: datetime, frame: Frame) -> int:
    return _at(value, frame.zone).toordinal()


def _local_day(value: datetime, frame: Frame) -> int:
    return _at(value, frame.local_zone).toordinal()


def _local_minute(value: datetime, frame: Frame) -> int:
    local = _at(value, frame.local_zone)
    return local.hour * 60 + local.minute


def _authority(value: str, frame: Frame) -> bool | None:
    return frame.authority.get(value)


_KINDS: dict[Kind, Read] = {Kind.MONEY: _money, Kind.RATIO: _ratio, Kind.DATE: _date}


def _own_minor_units(value: Decimal, frame: Frame) -> int | None:
    return None if frame.own_unit is None else minor_units(value, frame.own_unit)


_HOW: dict[str, Read] = {"own": _own_minor_units, "day": _day, "local_day": _local_day, "minute": _local_minute, "authority": _authority}
