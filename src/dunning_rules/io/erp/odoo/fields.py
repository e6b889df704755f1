"""What is read of Odoo: the field map."""

from __future__ import annotations

from dunning_rules.io.erp.field_map import FieldUse

PARTNER, MOVE, LINE, PARTIAL = "res.partner", "account.move", "account.move.line", "account.partial.reconcile"

ODOO_FIELDS: tuple[FieldUse, ...] = (
    FieldUse(PARTNER, "id", "debtor.id, or contact.id of a partner that belongs to a commercial one"),
    FieldUse(PARTNER, "name", "debtor.name, contact.name"),
    FieldUse(PARTNER, "is_company", "debtor.kind: company, else natural_person"),
    FieldUse(PARTNER, "commercial_partner_id", "whose debts they are: the debtor"),
    FieldUse(PARTNER, "parent_id", "debtor.parent_id, where the partner is commercial by itself"),
    FieldUse(PARTNER, "country_code", "debtor.country"),
    FieldUse(PARTNER, "credit_limit", "debtor.credit_limit, if `use_partner_credit_limit`", asked=False),
    FieldUse(PARTNER, "use_partner_credit_limit", "whether `credit_limit` is this partner's own", asked=False),
    FieldUse(MOVE, "id", "joins the lines to it"),
    FieldUse(MOVE, "name", "invoice.id; with the line's id behind it where the invoice falls due in parts"),
    FieldUse(MOVE, "move_type", "receivables are out_invoice, out_refund, out_receipt, and the open lines of an entry"),
    FieldUse(MOVE, "state", "only what is posted"),
    FieldUse(MOVE, "partner_id", "invoice.debtor_id, where the commercial partner is not given"),
    FieldUse(MOVE, "commercial_partner_id", "invoice.debtor_id"),
    FieldUse(MOVE, "invoice_date", "invoice.issued_on"),
    FieldUse(MOVE, "date", "invoice.issued_on of an entry"),
    FieldUse(MOVE, "invoice_date_due", "invoice.due_on, where no line says it"),
    FieldUse(MOVE, "amount_total", "invoice.amount, where no line says it; negative for out_refund"),
    FieldUse(MOVE, "amount_residual", "invoice.open_amount, where no line says it; negative for out_refund"),
    FieldUse(MOVE, "currency_id", "invoice.currency, where no line says it"),
    FieldUse(MOVE, "payment_state", "`blocked`: an event dispute_raised"),
    FieldUse(LINE, "id", "joins reconciliations to it"),
    FieldUse(LINE, "move_id", "the invoice"),
    FieldUse(LINE, "partner_id", "event.debtor_id of a payment that settles nothing yet"),
    FieldUse(LINE, "parent_state", "only what is posted"),
    FieldUse(LINE, "account_type", "only asset_receivable"),
    FieldUse(LINE, "date", "event.at of a payment that settles nothing yet"),
    FieldUse(LINE, "date_maturity", "invoice.due_on"),
    FieldUse(LINE, "amount_currency", "invoice.amount"),
    FieldUse(LINE, "amount_residual_currency", "invoice.open_amount; what a payment has left"),
    FieldUse(LINE, "currency_id", "invoice.currency, event.currency"),
    FieldUse(LINE, "write_date", "event.at of a dispute or a promise"),
    FieldUse(LINE, "payment_id", "whether a credit line is money"),
    FieldUse(LINE, "statement_line_id", "whether a credit line is money"),
    FieldUse(LINE, "blocked", "to Odoo 16: in litigation, an event dispute_raised", asked=False),
    FieldUse(LINE, "no_followup", "from Odoo 18: not to be followed up, an event dispute_raised", asked=False),
    FieldUse(LINE, "expected_pay_date", "Enterprise: an event promise", asked=False),
    FieldUse(LINE, "last_followup_date", "Enterprise: an event notice_sent, a reminder", asked=False),
    FieldUse(PARTIAL, "id", "event.id of a payment"),
    FieldUse(PARTIAL, "debit_move_id", "event.invoice_id"),
    FieldUse(PARTIAL, "credit_move_id", "what settled it: money, a credit note or another entry"),
    FieldUse(PARTIAL, "debit_amount_currency", "event.amount"),
    FieldUse(PARTIAL, "max_date", "event.at"),
)
"""Each field that is read of Odoo 16 to 18."""

ODOO_DOMAINS: dict[str, list[object]] = {
    PARTNER: [["customer_rank", ">", 0]],
    MOVE: [["state", "=", "posted"], ["line_ids.account_type", "=", "asset_receivable"]],
    LINE: [["parent_state", "=", "posted"], ["account_type", "=", "asset_receivable"]],
    PARTIAL: [["debit_move_id.account_type", "=", "asset_receivable"]],
}
"""Which records are wanted of each model. Add the company to them where the database has several."""
