"""Bank statements of ISO 20022: camt.053 (statement) and camt.054 (notification), in each version from 02 on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dunning_rules.errors import LedgerError, quote
from dunning_rules.io.bank.statement import Credit, Statement
from dunning_rules.io.bank.transaction import Place, read_transaction
from dunning_rules.io.bank.xml_file import Element, at, children, local_name, read_xml, text_at
from dunning_rules.io.tally import Tally
from dunning_rules.io.zones import zone_of
from dunning_rules.rows.row_error import RowError

_NAMESPACE = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:camt\.05([34])\.001\.([0-9]{2})\}Document")
_ROOTS = {"3": ("BkToCstmrStmt", "Stmt"), "4": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}
_OLDEST = 2


def read_camt(path: Path | str, *, timezone: str = "UTC", on_progress: Callable[[int], None] | None = None) -> Statement:
    """Read a bank statement: the money that came in, and what of it was taken back.

    Args:
        path: the file.
        timezone: the zone of days, and of moments that are given without an offset.
        on_progress: called with the number of transactions done, now and then and at the end.

    Raises:
        LedgerError: the file cannot be read, is no such statement, or the zone is unknown.
        ExtraError: lxml is not installed.
    """
    path = Path(path)
    zone = zone_of(timezone)
    root = read_xml(path)
    tally = Tally(on_progress)
    found: list[Credit] = []
    places: set[str] = set()

    def use(_: int, place: Place) -> None:
        credit = read_transaction(place, zone)
        if credit is None:
            return
        if credit.id in places:
            raise RowError(
                f"the reference {quote(credit.id)} occurs twice", field="AcctSvcrRef", value=credit.id, help="keep one of the two"
            )
        places.add(credit.id)
        found.append(credit)

    tally.take(path.name, "transactions", ((place.line, place) for place in _places(root, path.name)), use)
    rejects, counts = tally.finish()
    return Statement(tuple(found), rejects, counts)


def _places(root: Element, file: str) -> Iterator[Place]:
    """Every transaction: the details of an entry, or the entry by itself where the bank gives none."""
    message, part = _form(root, file)
    for number, statement in enumerate(children(message, part), 1):
        account = text_at(statement, "Acct", "Id", "IBAN") or text_at(statement, "Acct", "Id", "Othr", "Id") or ""
        identity = text_at(statement, "Id") or str(number)
        for entry_number, entry in enumerate(children(statement, "Ntry"), 1):
            details = [each for group in children(entry, "NtryDtls") for each in children(group, "TxDtls")]
            for detail_number, detail in enumerate(details or [None], 1):
                where = f"{identity}/{entry_number}" + (f"/{detail_number}" if len(details) > 1 else "")
                yield Place(entry, detail, account, where, len(details))


def _form(root: Element, file: str) -> tuple[Element, str]:
    found = _NAMESPACE.fullmatch(str(root.tag))
    if found is None or int(found[2]) < _OLDEST:
        raise LedgerError(
            f"{quote(local_name(root))} of {quote(file)} is no bank statement that is read",
            where=file,
            help="give a camt.053 or camt.054 of ISO 20022, version 02 or later",
        )
    name, part = _ROOTS[found[1]]
    message = at(root, name)
    if message is None:
        raise LedgerError(f"{quote(file)} has no {quote(name)}", where=file, help="export the statement again")
    return message, part
