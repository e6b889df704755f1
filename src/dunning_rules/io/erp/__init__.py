"""Ledgers of ERP systems to cases, and what is advised back to them as notes.

Nothing is fetched or written unless functions of the caller do it.
"""

from dunning_rules.io.erp.erpnext.fields import ERPNEXT_FIELDS
from dunning_rules.io.erp.erpnext.read import read_erpnext
from dunning_rules.io.erp.erpnext.write import write_erpnext
from dunning_rules.io.erp.exported import ErpSettings, System, read_erp_settings, read_exported
from dunning_rules.io.erp.field_map import FieldUse, fields_to_ask
from dunning_rules.io.erp.notes import Note, notes
from dunning_rules.io.erp.odoo.fields import ODOO_DOMAINS, ODOO_FIELDS
from dunning_rules.io.erp.odoo.read import gather_odoo, read_odoo
from dunning_rules.io.erp.odoo.write import write_odoo
from dunning_rules.io.erp.reading import Owed
from dunning_rules.io.erp.recorded import read_recorded
from dunning_rules.io.erp.sap.columns import SAP_FIELDS, SAP_LEFT_OUT
from dunning_rules.io.erp.sap.read import SAP_FORMAT, read_sap
from dunning_rules.io.erp.tryton.fields import TRYTON_DOMAINS, TRYTON_FIELDS
from dunning_rules.io.erp.tryton.read import gather_tryton, read_tryton
from dunning_rules.io.erp.tryton.write import write_tryton

__all__ = [
    "ERPNEXT_FIELDS",
    "ODOO_DOMAINS",
    "ODOO_FIELDS",
    "SAP_FIELDS",
    "SAP_FORMAT",
    "SAP_LEFT_OUT",
    "TRYTON_DOMAINS",
    "TRYTON_FIELDS",
    "ErpSettings",
    "FieldUse",
    "Note",
    "Owed",
    "System",
    "fields_to_ask",
    "gather_odoo",
    "gather_tryton",
    "notes",
    "read_erp_settings",
    "read_erpnext",
    "read_exported",
    "read_odoo",
    "read_recorded",
    "read_sap",
    "read_tryton",
    "write_erpnext",
    "write_odoo",
    "write_tryton",
]
