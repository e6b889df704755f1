"""What is read of a flat list of SAP's open items: the field map."""

from __future__ import annotations

from dunning_rules.io.erp.field_map import FieldUse

TABLE = "BSID"

SAP_FIELDS: tuple[FieldUse, ...] = (
    FieldUse(TABLE, "BUKRS", "which company code: one ledger has one"),
    FieldUse(TABLE, "KUNNR", "invoice.debtor_id, event.debtor_id, debtor.id; leading zeros are kept"),
    FieldUse(TABLE, "NAME1", "debtor.name"),
    FieldUse(TABLE, "LAND1", "debtor.country"),
    FieldUse(TABLE, "BELNR", "invoice.id, event.id: document, year and item, joined by `-`"),
    FieldUse(TABLE, "GJAHR", "invoice.id, event.id"),
    FieldUse(TABLE, "BUZEI", "invoice.id, event.id"),
    FieldUse(TABLE, "BLART", "a credit item of a payment's type is money, any other a credit note"),
    FieldUse(TABLE, "BLDAT", "invoice.issued_on"),
    FieldUse(TABLE, "BUDAT", "event.at of money and of a block"),
    FieldUse(TABLE, "SHKZG", "the sign: S what is owed, H what is not; without the column, that of the amount"),
    FieldUse(TABLE, "WRBTR", "invoice.amount, event.amount"),
    FieldUse(TABLE, "WAERS", "invoice.currency, event.currency"),
    FieldUse(TABLE, "ZFBDT", "invoice.due_on: the days of the terms are added; `BLDAT` where it is empty"),
    FieldUse(TABLE, "ZBD1T", "invoice.due_on: days, where `ZBD2T` and `ZBD3T` are empty or 0"),
    FieldUse(TABLE, "ZBD2T", "invoice.due_on: days, where `ZBD3T` is empty or 0"),
    FieldUse(TABLE, "ZBD3T", "invoice.due_on: days net"),
    FieldUse(TABLE, "REBZG", "event.invoice_id of money: the invoice that it pays; terms of a credit note count only with it"),
    FieldUse(TABLE, "REBZJ", "event.invoice_id: year of that invoice"),
    FieldUse(TABLE, "REBZZ", "event.invoice_id: item of that invoice"),
    FieldUse(TABLE, "MANSP", "an event dispute_raised: this item is not to be dunned"),
    FieldUse(TABLE, "MANST", "event.level of a notice_sent"),
    FieldUse(TABLE, "MADAT", "event.at of a notice_sent"),
    FieldUse(TABLE, "AUGDT", "cleared: invoice.open_amount is 0, and an event payment at that day"),
    FieldUse(TABLE, "UMSKZ", "an item with a special indicator, such as a down payment request, is left alone"),
)
"""Each column that is read, by its technical name."""

SAP_LEFT_OUT: dict[str, str] = {
    "MANDT": "the client of the system",
    "DMBTR": "the amount in local currency: rates are the caller's",
    "AUGBL": "the clearing document: its day is enough",
    "XBLNR": "the reference: free for each company",
    "ZUONR": "the assignment: free for each company",
    "SGTXT": "free text, no rule reads it",
    "ZTERM": "the key of the terms: their days are in ZBD1T to ZBD3T",
    "ZLSCH": "the way of paying",
    "ZLSPR": "a block of payments to the debtor, not of dunning",
    "MABER": "the dunning area",
    "MSCHL": "the dunning key",
    "HKONT": "the account of the ledger",
    "GSBER": "the business area",
    "REBZT": "the type of the document that follows: the type of the item is enough",
    "CPUDT": "the day of entry",
    "MONAT": "the period",
}
"""Columns that are left out, with the reason. Others are an error, unless the caller names them."""

REQUIRED = ("KUNNR", "BELNR", "GJAHR", "BLDAT", "WRBTR", "WAERS")
