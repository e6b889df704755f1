"""What the directive asks of a debt: whose law governs, a business or public debtor, euros, and what was claimed already."""

from __future__ import annotations

from dunning_rules.language import FLAG, Wording, coalesce
from dunning_rules.plugins import extend
from dunning_rules.vocabulary import debtor, invoice

EURO_STATES = (
    *("AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI", "SK"),
)

ours = extend("debtor")
of_invoice = extend("invoice")

governed = ours.computed("eu_law", Wording("law that governs", "适用法律"), coalesce(debtor.governing_law, debtor.country))
applies = ours.computed(
    "eu_applies",
    Wording("the late payment directive applies", "适用欧盟逾期付款指令"),
    debtor.kind.is_in(("company", "public_body")) & governed.is_in(EURO_STATES),
)
claimed = of_invoice.attribute("compensation_claimed", FLAG, Wording("compensation was claimed", "已主张补偿"))
owes_compensation = of_invoice.computed(
    "eu_owes_compensation",
    Wording("compensation is owed and not yet claimed", "应付补偿且尚未主张"),
    (invoice.currency == "EUR") & invoice.is_overdue & ~invoice.is_held & (claimed.is_missing() | ~claimed),
)
