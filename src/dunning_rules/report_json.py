"""Reports of whatever kind from their JSON text, with one form for what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from dunning_rules.errors import ReportError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Report = TypeVar("_Report")


def read_report_json(adapter: TypeAdapter[_Report], text: str | bytes, *, what: str, written_by: str) -> _Report:
    """A report from its JSON text.

    Args:
        adapter: reads such reports.
        text: the JSON.
        what: what it should be, `a report of a check`.
        written_by: what writes such reports.

    Raises:
        ReportError: the text is no such report.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - only when a report is read

    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"this is not {what}: {first['msg'].lower()}"
        raise ReportError(message, where=where, help=f"give the JSON that {written_by} wrote") from None
