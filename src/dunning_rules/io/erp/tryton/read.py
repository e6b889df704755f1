"""A ledger of Tryton."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_rules.io.erp.field_map import Ask, Given, Records, gather
from dunning_rules.io.erp.reading import Owed, Reading
from dunning_rules.io.erp.tryton.dunnings import read_dunnings
from dunning_rules.io.erp.tryton.fields import ADDRESS, DUNNING, INVOICE, LEVEL, LINE, PARTY, TRYTON_DOMAINS, TRYTON_FIELDS
from dunning_rules.io.erp.tryton.headers import Headers
from dunning_rules.io.erp.tryton.parties import read_parties
from dunning_rules.io.erp.tryton.receivables import Receivables
from dunning_rules.io.ledger import Ledger

_WHOSE = {PARTY: "id", ADDRESS: "party", INVOICE: "party", LINE: "party", LEVEL: "procedure", DUNNING: "line"}


def gather_tryton(ask: Ask, *, domains: dict[str, Sequence[object]] | None = None, with_dunning: bool = True) -> dict[str, list[Given]]:
    """Ask Tryton for the records that `read_tryton` reads.

    Args:
        ask: takes model, domain and names of fields, and gives what the method `search_read` of that model gives.
        domains: for some models, which records are wanted; goes before what is usual.
        with_dunning: whether the module `account_dunning` is activated.
    """
    without = () if with_dunning else (LEVEL, DUNNING)
    return gather(ask, TRYTON_FIELDS, {**TRYTON_DOMAINS, **(domains or {})}, without=without)


def read_tryton(records: Records, owed: Owed) -> Ledger:
    """Read records of Tryton into cases: parties, invoices, lines of moves, and dunnings.

    Args:
        records: as `gather_tryton` gives them.
        owed: whose ledger it is; its currency is the company's.

    Raises:
        LedgerError: there is a model that is not read, or the time zone is unknown.
    """
    reading = Reading(records, _WHOSE, "id", owed)
    read_parties(reading)
    headers = Headers()
    reading.each(INVOICE, "invoices", headers.take)
    receivables = Receivables(reading, headers)
    receivables.read()
    read_dunnings(reading, receivables.invoices)
    return reading.ledger()
