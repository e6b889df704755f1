"""A ledger as one file of cases: each line is a `Case` in JSON, with its creditor."""

from __future__ import annotations

from pathlib import Path

from dunning_rules.io.json_lines import json_rows
from dunning_rules.io.tally import Tally
from dunning_rules.models import Case, Creditor
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.faults import has_two_cases
from dunning_rules.rows.schema import Schema

_CASE: Schema[Case] = Schema(Case)


def read_case_lines(path: Path, tally: Tally, creditor: Creditor | None, currencies: Currencies) -> list[Case]:
    """Read a file of cases, by debtor id. One line is one row: a bad record in it rejects the line.

    Args:
        path: the file; one without lines is an empty ledger.
        tally: takes the lines.
        creditor: goes before the creditor of each case.
        currencies: judges the currencies of each line.

    Raises:
        LedgerError: the file cannot be read.
    """
    given = None if creditor is None else creditor.model_dump(mode="json")
    cases: dict[str, Case] = {}

    def use(_: int, data: dict[str, object]) -> None:
        case = _CASE.read(data if given is None else {**data, "creditor": given})
        currencies.check_case(case)
        debtor_id = case.debtor.id
        if debtor_id in cases:
            raise has_two_cases(debtor_id)
        cases[debtor_id] = case

    tally.take(path.name, "cases", json_rows(path), use)
    return [case for _, case in sorted(cases.items())]
