"""A ledger of Odoo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dunning_rules.io.erp.field_map import Ask, Given, Records, gather
from dunning_rules.io.erp.odoo.fields import LINE, MOVE, ODOO_DOMAINS, ODOO_FIELDS, PARTIAL, PARTNER
from dunning_rules.io.erp.odoo.partners import read_partners
from dunning_rules.io.erp.odoo.receivables import Receivables
from dunning_rules.io.erp.odoo.settlements import read_settlements
from dunning_rules.io.erp.reading import Owed, Reading
from dunning_rules.io.ledger import Ledger

_WHOSE = {PARTNER: "commercial_partner_id", MOVE: "commercial_partner_id", LINE: "partner_id", PARTIAL: "debit_move_id"}


def gather_odoo(ask: Ask, *, domains: Mapping[str, Sequence[object]] | None = None) -> dict[str, list[Given]]:
    """Ask Odoo for the records that `read_odoo` reads.

    Args:
        ask: takes model, domain and names of fields, and gives what `search_read` of that model gives.
        domains: for some models, which records are wanted; goes before what is usual.
    """
    return gather(ask, ODOO_FIELDS, {**ODOO_DOMAINS, **(domains or {})})


def read_odoo(records: Records, owed: Owed) -> Ledger:
    """Read records of Odoo into cases: partners, journal entries, their lines, and reconciliations.

    Args:
        records: as `gather_odoo`, or `read` of each model, gives them.
        owed: whose ledger it is; its currency is the company's.

    Raises:
        LedgerError: there is a model that is not read, or the time zone is unknown.
    """
    reading = Reading(records, _WHOSE, "id", owed)
    read_partners(reading)
    receivables = Receivables(reading)
    receivables.read()
    read_settlements(reading, receivables)
    return reading.ledger()
