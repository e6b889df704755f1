"""What the guard knows of the debt that a recommendation is about, as formulas. What it asks of other records stays open."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import z3

from dunning_rules.engine.plan import PlannedRecommendation
from dunning_rules.language import Condition, Const, Term, greatest, least
from dunning_rules.language.grammar import as_condition
from dunning_rules.language.solver import NO, YES, Formula, choose
from dunning_rules.language.types import FLAG, MONEY
from dunning_rules.verify.frame import Frame
from dunning_rules.verify.world import ATTESTED
from dunning_rules.vocabulary import debtor, invoice

_NOTHING = Const(0, MONEY)
_owed = greatest(debtor.open_amount, 0)
_claimable = greatest(_owed - debtor.disputed_not_due, 0)
_OF_DEBTOR: Mapping[str, Term] = {
    "about_invoice": Const(False, FLAG),  # noqa: FBT003 - the value is the point
    "about_claimable": _claimable,
    "about_overdue": debtor.is_overdue,
    "about_title": debtor.title_amount,
}
_open = greatest(invoice.open_amount, 0)
_OF_INVOICE: Mapping[str, Term] = {
    "about_invoice": Const(True, FLAG),  # noqa: FBT003 - the value is the point
    "about_open": _open,
    "about_claimable": least(_open, _owed),
    "about_overdue": invoice.is_overdue,
    "about_undisputed": invoice.undisputed_amount,
    "about_limitation_on": invoice.limitation_on,
}


def set_about(frame: Frame, effect: PlannedRecommendation, record: Frame) -> None:
    """Give the fields that only the guard asks their formulas.

    Args:
        frame: the record of the recommendation.
        effect: the recommendation.
        record: the record for which it is made.
    """
    known = {"debtor": _OF_DEBTOR, "invoice": _OF_INVOICE}.get(record.scope, {})
    for name, term in known.items():
        frame.defer(name, _reading(record, term))
    if record.scope == "debtor":
        frame.defer("about_open", lambda: _open_of_debtor(record))
    if record.scope == "invoice":
        frame.defer("about_title", lambda: _title_of_invoice(record))
    amount = effect.terms.get("amount")
    frame.defer("amount", lambda: Formula(z3.IntVal(0), NO) if amount is None else record.reader.term(amount))
    on = effect.terms.get("on")
    frame.defer("days_ahead", lambda: Formula(z3.IntVal(0), YES) if on is None else _days_ahead(record, on))
    frame.defer("unproved_claims", lambda: _unproved(record, effect))


def _reading(record: Frame, term: Term) -> Callable[[], Formula]:
    return lambda: record.reader.term(term)


def _open_of_debtor(record: Frame) -> Formula:
    overdue, owed = record.reader.term(debtor.overdue_amount).value, record.reader.term(_owed).value
    return Formula(choose(overdue != 0, overdue, owed), YES)


def _title_of_invoice(record: Frame) -> Formula:
    secured = record.reader.condition(_is(invoice.retention_of_title) | _is(invoice.lien))
    return Formula(choose(secured, record.reader.term(_open).value, z3.IntVal(0)), YES)


def _days_ahead(record: Frame, on: Term) -> Formula:
    day, today = record.reader.term(on), record.reader.term(debtor.local_today).value
    ahead = choose(day.value > today, day.value - today, z3.IntVal(0))
    return Formula(choose(day.known, ahead, z3.IntVal(0)), YES)


def _unproved(record: Frame, effect: PlannedRecommendation) -> Formula:
    """How many claims nothing shows; what can be attested is taken to be."""
    found = z3.IntVal(0)
    for claim, shown in zip(effect.effect.claims, effect.shown or (None,) * len(effect.effect.claims), strict=True):
        if claim.needs is None or claim.needs not in ATTESTED:
            is_shown = NO if shown is None or claim.needs is not None else record.reader.condition(shown)
            found = found + choose(is_shown, z3.IntVal(0), z3.IntVal(1))
    return Formula(found, YES)


def _is(flag: Term) -> Condition:
    return as_condition(flag)
