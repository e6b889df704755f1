"""Cases that come as JSON over a wire: read as strictly, and as exactly, as those of a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from dunning_rules.errors import CaseError
from dunning_rules.io.ledger import Ledger
from dunning_rules.io.tally import Tally
from dunning_rules.models import Case
from dunning_rules.rows.faults import has_two_cases
from dunning_rules.rows.json_text import parse_json
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

T = TypeVar("T")

_CASE: Schema[Case] = Schema(Case)


def read_json(text: str | bytes) -> object:
    """JSON as every reader of this library accepts it: bounded, without a key twice, and with amounts that keep each digit.

    Args:
        text: one JSON value; bytes are UTF-8.

    Raises:
        CaseError: it is not such JSON.
    """
    try:
        return parse_json(text if isinstance(text, str) else text.decode("utf-8"))
    except UnicodeDecodeError as error:
        message = f"this is not UTF-8: byte {error.start + 1} cannot be read"
        raise CaseError(message, help="send the text as UTF-8") from None
    except RowError as error:
        raise _case_error(error) from None


def read_record(data: object, model: type[T]) -> T:
    """One record of a model, such as `Case`.

    Args:
        data: what `read_json` gave.
        model: a model of this library, or one of yours that holds them.

    Raises:
        CaseError: it does not fit; `where` is the path of the first field that does not.
    """
    schema: Schema[T] = Schema(model)
    try:
        return schema.read(data)
    except RowError as error:
        raise _case_error(error) from None


def read_cases(data: Iterable[object], *, name: str = "cases") -> Ledger:
    """Cases as a ledger: one that cannot be used is a reject, and the others go on.

    Args:
        data: each a case as `read_json` gives it.
        name: what they are called in the rejects, as `file`; `line` is the place among them, from 1.
    """
    tally = Tally()
    cases: dict[str, Case] = {}

    def use(_: int, given: object) -> None:
        case = _CASE.read(given)
        if case.debtor.id in cases:
            raise has_two_cases(case.debtor.id)
        cases[case.debtor.id] = case

    tally.take(name, "cases", enumerate(data, 1), use)
    rejects, counts = tally.finish()
    return Ledger(tuple(case for _, case in sorted(cases.items())), rejects, counts)


def _case_error(error: RowError) -> CaseError:
    return CaseError(error.message, where=error.field, help=error.help)
