"""Whom we met: somebody who may pay, or somebody who may not."""

from __future__ import annotations

from benchmarks.hand.history import History

_MET = 7


class People:
    """The contacts of a debtor, and when we last met them."""

    def __init__(self, history: History) -> None:
        """Look them up."""
        self._authority = {each.id: each.authority_to_pay for each in history.case.debtor.contacts}
        met = [(each.age, self.may_pay(each.event.contact_id)) for each in history.of("contact_attempt") if each.event.reached]
        met += [(each.age, self.may_pay(each.visit.contact_id)) for each in history.visits if each.took_place]
        clerk = min((age for age, may_pay in met if may_pay is False and age <= _MET), default=None)
        payer = min((age for age, may_pay in met if may_pay), default=None)
        self.met_clerk = clerk is not None
        self.met_clerk_last = clerk is not None and (payer is None or payer > clerk)

    def may_pay(self, contact_id: str | None) -> bool | None:
        """Whether a person may pay; `None` = not known."""
        return None if contact_id is None else self._authority.get(contact_id)
