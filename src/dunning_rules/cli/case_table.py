"""A made case, for people: each of its records on a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dunning_rules.cli.display import indented

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dunning_rules.models import Case


def case_lines(case: Case) -> Iterator[RenderableType]:
    """The records of a case, with what is not as it would be anyhow."""
    yield indented(f"    debtor: {_line(case.debtor.model_dump(mode='json', exclude_defaults=True))}")
    for name, records in (("invoice", case.invoices), ("visit", case.visits), ("event", case.events)):
        for record in records:
            values = record.model_dump(mode="json", exclude_defaults=True)
            kind = getattr(record, "kind", name)
            yield indented(f"    {kind}: {_line({key: value for key, value in values.items() if key != 'debtor_id'})}")


def _line(values: dict[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())
