"""Interest in made cases: by the contract or, under the law of one country, by statute; whether there is any, not how much."""

from __future__ import annotations

import z3

from dunning_rules.language.solver import Truth, both, either, opposite
from dunning_rules.verify.frame import Frame

STATUTE_OF = "DE"
"""The country under whose statute cases with interest by statute are made."""
_DEBTOR_KIND = "company"
LEAST_AMOUNT = 100_00
LEAST_DAYS = 60
LEAST_RATE = 100
"""From so much open, so long overdue, at so many basis points, there is surely some interest."""
MOST_DAYS = 3_000
"""Reference rates of a statute are known for so long."""


def bear_interest(invoice: Frame, today: int) -> list[Truth]:
    """What holds of the interest of an invoice in made cases.

    Args:
        invoice: its record.
        today: the day.
    """
    world, debtor = invoice.space.world, invoice.debtor
    scopes = world.vocabulary.scopes

    def of_debtor(name: str) -> tuple[Truth, Truth]:
        found = debtor.reader.term(scopes["debtor"].field(name))
        return found.value, found.known

    def of_invoice(name: str) -> tuple[Truth, Truth]:
        found = invoice.reader.term(scopes["invoice"].field(name))
        return found.value, found.known

    basis, has_basis = of_debtor("interest_basis")
    rate, has_rate = of_debtor("interest_rate")
    law, has_law = of_debtor("governing_law")
    _, has_country = of_debtor("country")
    kind, _ = of_debtor("kind")
    amount, _ = of_invoice("amount")
    left, _ = of_invoice("open_amount")
    due, _ = of_invoice("due_on")
    interest, is_known = of_invoice("accrued_interest")
    choices = scopes["debtor"].field("interest_basis").type.choices
    by_contract = both(has_basis, basis == choices.index("contract"))
    by_statute = both(has_basis, basis == choices.index("statute"))
    kinds = scopes["debtor"].field("kind").type.choices
    under_law = both(has_law, law == world.names.code(STATUTE_OF), kind == kinds.index(_DEBTOR_KIND))
    of_no_law = both(opposite(has_law), opposite(has_country))
    runs = both(amount > 0, due < today, either(both(by_contract, has_rate), both(by_statute, under_law)))
    return [
        is_known == runs,
        z3.Implies(by_statute, either(under_law, of_no_law)),
        z3.Implies(both(by_statute, under_law), due >= today - MOST_DAYS),
        z3.Implies(has_rate, rate >= LEAST_RATE),
        z3.Implies(both(by_contract, has_law), law == world.names.code(STATUTE_OF)),
        z3.Implies(both(is_known, interest > 0), both(left >= LEAST_AMOUNT, due <= today - LEAST_DAYS)),
        z3.Implies(both(is_known, left >= LEAST_AMOUNT, due <= today - LEAST_DAYS), both(interest > 0, interest <= amount)),
        z3.Implies(is_known, interest >= 0),
    ]
