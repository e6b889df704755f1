"""The built-in vocabulary with further fields that rules conclude, of every type and in every scope, and fields computed from them."""

from __future__ import annotations

from dunning_rules.language import (
    COUNT,
    DATE,
    DAYS,
    FLAG,
    MINUTE,
    MONEY,
    NAME,
    RATIO,
    SCORE,
    Wording,
    choice,
    coalesce,
    count,
    exists,
    highest,
    latest,
    outer,
    total,
)
from dunning_rules.vocabulary import VOCABULARY, Scope, Vocabulary

_LABEL = Wording("an extra field", "附加字段")


def _extended(scope: Scope) -> Scope:
    found = Scope(scope.scope_name, scope.label)
    found.fields.update(scope.fields)
    add = found.concluded
    add("extra_flag", FLAG, _LABEL)
    add("extra_least_flag", FLAG, _LABEL, merge="least")
    add("extra_grade", choice("mild", "grave", "worst", ordered=True), _LABEL, default="mild")
    add("extra_way", choice("warm", "cold", "文", "武"), _LABEL)
    add("extra_count", COUNT, _LABEL)
    add("extra_days", DAYS, _LABEL, merge="least")
    add("extra_score", SCORE, _LABEL, default=10)
    add("extra_share", RATIO, _LABEL)
    add("extra_minute", MINUTE, _LABEL, merge="least")
    add("extra_amount", MONEY, _LABEL)
    add("extra_day", DATE, _LABEL)
    add("extra_name", NAME, _LABEL)
    return found


def _wide() -> Vocabulary:
    scopes = {scope.scope_name: _extended(scope) for scope in VOCABULARY.scopes.values()}
    debtor, invoice, visit, event = (scopes[name] for name in ("debtor", "invoice", "visit", "event"))
    event.computed("extra_more", _LABEL, event.extra_count * 2 + 1)
    invoice.computed("extra_linked", _LABEL, exists(event, event.extra_flag, per="invoice", link="invoice_id"))
    invoice.computed("extra_since", _LABEL, count(event, event.happened_on >= outer(invoice.issued_on), per="invoice"))
    debtor.computed("extra_total", _LABEL, total(invoice, invoice.extra_amount, invoice.extra_grade >= "grave"))
    debtor.computed("extra_visits", _LABEL, count(visit, visit.extra_flag | (visit.extra_way == "文")))
    debtor.computed("extra_last", _LABEL, coalesce(latest(event, event.extra_day), debtor.today))
    debtor.computed("extra_best", _LABEL, coalesce(highest(event, event.extra_score), 0))
    return Vocabulary(tuple(scopes.values()))


WIDE = _wide()
"""What random rule books read and conclude."""
