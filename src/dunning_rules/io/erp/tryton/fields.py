"""What is read of Tryton: the field map."""

from __future__ import annotations

from dunning_rules.io.erp.field_map import FieldUse

PARTY, ADDRESS, INVOICE, LINE = "party.party", "party.address", "account.invoice", "account.move.line"
LEVEL, DUNNING = "account.dunning.level", "account.dunning"

TRYTON_FIELDS: tuple[FieldUse, ...] = (
    FieldUse(PARTY, "id", "debtor.id"),
    FieldUse(PARTY, "name", "debtor.name"),
    FieldUse(PARTY, "code", "debtor.attributes: `code`"),
    FieldUse(ADDRESS, "party", "whose address it is"),
    FieldUse(ADDRESS, "country.code", "debtor.country, of the first address that has one"),
    FieldUse(INVOICE, "id", "joins the lines to it"),
    FieldUse(INVOICE, "number", "invoice.id; with the line's id behind it where the invoice falls due in parts"),
    FieldUse(INVOICE, "type", "only `out`: what customers owe"),
    FieldUse(INVOICE, "state", "only `posted` and `paid`"),
    FieldUse(INVOICE, "invoice_date", "invoice.issued_on"),
    FieldUse(INVOICE, "lines_to_pay", "the lines that it consists of"),
    FieldUse(INVOICE, "payment_lines", "the lines that pay it, before it is reconciled"),
    FieldUse(LINE, "id", "event.id of a payment"),
    FieldUse(LINE, "party", "invoice.debtor_id, event.debtor_id"),
    FieldUse(LINE, "date", "event.at of a payment; invoice.issued_on of a line without invoice"),
    FieldUse(LINE, "maturity_date", "invoice.due_on"),
    FieldUse(LINE, "debit", "invoice.amount"),
    FieldUse(LINE, "credit", "event.amount; invoice.amount of a credit note"),
    FieldUse(LINE, "amount_second_currency", "the amount, where the line has a second currency"),
    FieldUse(LINE, "second_currency.code", "invoice.currency, event.currency; else the creditor's"),
    FieldUse(LINE, "reconciliation", "invoice.open_amount: nothing is open; which payments paid what"),
    FieldUse(LINE, "move_state", "only what is posted"),
    FieldUse(LEVEL, "id", "joins dunnings to it"),
    FieldUse(LEVEL, "procedure", "whose level it is"),
    FieldUse(LEVEL, "sequence", "event.level: the place of the level in its procedure, from 1"),
    FieldUse(DUNNING, "id", "event.id"),
    FieldUse(DUNNING, "line", "which invoice was dunned"),
    FieldUse(DUNNING, "level", "event.level of a notice_sent"),
    FieldUse(DUNNING, "state", "what is not `draft` was sent"),
    FieldUse(DUNNING, "date", "event.at of a notice_sent"),
    FieldUse(DUNNING, "blocked", "an event dispute_raised: this invoice is not to be dunned further"),
    FieldUse(DUNNING, "create_date", "event.at of a dispute_raised, where the dunning was never changed"),
    FieldUse(DUNNING, "write_date", "event.at of a dispute_raised; of a notice_sent, where the next level is proposed already"),
)
"""Each field that is read of Tryton 8."""

TRYTON_DOMAINS: dict[str, list[object]] = {
    INVOICE: [("type", "=", "out"), ("state", "in", ["posted", "paid", "cancelled"])],
    LINE: [("account.type.receivable", "=", True), ("party", "!=", None)],
    DUNNING: [],
}
"""Which records are wanted of each model. Add the company to them where the database has several."""
