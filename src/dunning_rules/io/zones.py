"""Time zones by their names."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from dunning_rules.errors import LedgerError, quote
from dunning_rules.models.debtor import TimeZoneName

_NAME: TypeAdapter[str] = TypeAdapter(TimeZoneName)


def zone_of(name: str) -> ZoneInfo:
    """The time zone of a name.

    Raises:
        LedgerError: there is none of that name.
    """
    try:
        return ZoneInfo(_NAME.validate_python(name))
    except ValidationError:
        raise LedgerError(f"{quote(name)} is not a zone of the IANA database", help="use a name such as Europe/Berlin") from None
