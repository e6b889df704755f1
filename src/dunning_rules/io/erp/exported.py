"""A ledger of another system as files: which system, and what the files do not say of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from dunning_rules.errors import LedgerError, quote
from dunning_rules.io.erp.erpnext.read import read_erpnext
from dunning_rules.io.erp.odoo.read import read_odoo
from dunning_rules.io.erp.reading import Owed
from dunning_rules.io.erp.recorded import read_recorded
from dunning_rules.io.erp.sap.read import SAP_FORMAT, read_sap
from dunning_rules.io.erp.sap.receivables import PAYMENT_TYPES
from dunning_rules.io.ledger import Ledger
from dunning_rules.io.toml_file import read_toml
from dunning_rules.models import Creditor
from dunning_rules.models.base import Id, Record
from dunning_rules.rows.file_format import FileFormat
from dunning_rules.rows.schema import Schema

System: TypeAlias = Literal["odoo", "erpnext", "sap"]


class ErpSettings(Record):
    """What the files of another system do not say. Read it from TOML with `read_erp_settings`."""

    creditor: Creditor | None = None
    """Who is owed; its currency is the company's."""
    company: Id | None = None
    """ERPNext: whose credit limits count. SAP: the company code whose rows are read."""
    file: FileFormat = SAP_FORMAT
    """SAP: how the file writes its text, numbers and days."""
    payment_types: Annotated[tuple[Id, ...], Field(strict=False)] = tuple(sorted(PAYMENT_TYPES))
    """SAP: document types whose credit items are money."""
    ignore: Annotated[tuple[str, ...], Field(strict=False)] = ()
    """SAP: further columns that are left out."""


_SETTINGS: Schema[ErpSettings] = Schema(ErpSettings)
_USED: Mapping[System, frozenset[str]] = {
    "odoo": frozenset({"creditor"}),
    "erpnext": frozenset({"creditor", "company"}),
    "sap": frozenset(ErpSettings.model_fields),
}


def read_erp_settings(path: Path) -> ErpSettings:
    """Read what the files of another system do not say from a TOML file.

    Raises:
        LedgerError: the file cannot be read, is not TOML, or says something else.
    """
    return read_toml(path, _SETTINGS, "file of settings")


def read_exported(path: Path | str, system: System, owed: Owed, settings: ErpSettings | None = None) -> Ledger:
    """Read the files of another system into cases.

    Args:
        path: of Odoo and ERPNext, recorded JSON, see `read_recorded`; of SAP, a flat list of items.
        system: whose files they are.
        owed: whose ledger it is.
        settings: what the files do not say; its creditor is the caller's to use.

    Raises:
        LedgerError: the files cannot be read, or a setting has no meaning for the system.
    """
    said = ErpSettings() if settings is None else settings
    strange = next((name for name in sorted(said.model_fields_set - _USED[system])), None)
    if strange is not None:
        raise LedgerError(f"{quote(strange)} has no meaning for {quote(system)}", help="leave it out of the settings")
    if system == "odoo":
        return read_odoo(read_recorded(path), owed)
    if system == "erpnext":
        return read_erpnext(read_recorded(path), owed, company=said.company)
    return read_sap(path, owed, company_code=said.company, file_format=said.file, payment_types=said.payment_types, ignore=said.ignore)
