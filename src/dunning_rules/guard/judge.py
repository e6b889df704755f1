"""Judges proposals: constraint by constraint, and again after each rewriting, until nothing more is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, cast

from dunning_rules.engine.plan import Plan, PlannedConstraint
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Proposal
from dunning_rules.guard.about import about_readers, invoice_record
from dunning_rules.guard.hours import Allowed, allowed_by, hours_asked_for
from dunning_rules.guard.jurisdiction import Jurisdiction, jurisdiction_of
from dunning_rules.guard.verdict import SEVERITY, Fault, Form, Found, Judged
from dunning_rules.language import Wording
from dunning_rules.language.record import Record
from dunning_rules.models import Case
from dunning_rules.packs import Pack
from dunning_rules.rules.action import STATIC_FIELDS
from dunning_rules.rules.constraint import CHANGEABLE, EVERYWHERE, LawfulForm
from dunning_rules.rules.strata import RECOMMENDATION, may_hold
from dunning_rules.vocabulary.steps import CONTACT_CHANNELS

_PLACES_KEPT = 4096
MAX_FORMS = 200
"""So many forms of one step are looked at; more means that rewriting does not end."""
_VETO = SEVERITY["veto"]
_UNDER_WAY = -1
_FAILED = Wording("a constraint of the guard failed, so nothing is permitted", "合规约束执行出错, 一律不予许可")
ENDLESS = Fault("guard.endless", Wording("rewriting did not end in a lawful form", "改写未能得到合法形式"))
"""Found where a step comes back to a form that it had."""


@dataclass(slots=True)
class _Search:
    """What has been looked at so far, of one proposal."""

    base: dict[str, Any]
    debtor: Record
    invoice: Record | None
    unproved: int
    key: tuple[tuple[str, ...], str]
    seen: dict[tuple[object, ...], int]
    found: dict[str, Found]
    failed: bool = False


class Guard:
    """Judges; what it remembers changes nothing, and it may be shared by threads."""

    def __init__(self, plan: Plan, packs: Mapping[str, Pack], added: Mapping[str, Pack]) -> None:
        """Prepare the constraints of `plan`.

        Args:
            plan: where they stand.
            packs: the packs of the library, by id.
            added: those that stand beside them.
        """
        self._packs = packs
        self._added = added
        self._fields = {**plan.computed.get(RECOMMENDATION, {}), **about_readers()}
        self._constraints = plan.constraints
        self._chosen: dict[tuple[object, ...], tuple[PlannedConstraint, ...]] = {}
        self._places: dict[tuple[str | None, ...], Jurisdiction] = {}
        self._hours: dict[tuple[str, ...], Allowed] = {}

    def jurisdiction(self, case: Case) -> Jurisdiction:
        """Whose law applies to a case."""
        debtor = case.debtor
        place = debtor.country, debtor.governing_law, debtor.timezone
        found = self._places.get(place)
        if found is None:
            if len(self._places) >= _PLACES_KEPT:
                self._places.clear()
            found = self._places[place] = jurisdiction_of(debtor, self._packs, self._added)
        return found

    def packs(self, jurisdiction: Jurisdiction) -> list[Pack]:
        """The packs of a jurisdiction."""
        known = {**self._packs, **self._added}
        return [known[name] for name in jurisdiction.packs]

    def allowed(self, case: Case, jurisdiction: Jurisdiction) -> Allowed:
        """The hours in which the debtor of a case may be contacted: by its packs, and by its own wish."""
        preference = case.debtor.contact_preference
        if preference is None and jurisdiction.packs in self._hours:
            return self._hours[jurisdiction.packs]
        lawful = [pack.hours for pack in self.packs(jurisdiction) if pack.hours is not None]
        found = allowed_by([*lawful, *hours_asked_for(preference)])
        if preference is None:
            self._hours[jurisdiction.packs] = found
        return found

    def judge(self, proposal: Proposal, records: Records, jurisdiction: Jurisdiction, unproved: int) -> Judged:
        """The verdict on one proposal.

        Args:
            proposal: the proposal.
            records: the case that it is from.
            jurisdiction: whose law applies.
            unproved: how many of its statements nothing vouches for.
        """
        record = proposal.record
        form = Form(tuple(zip(CHANGEABLE, _changeable(record), strict=True)), proposal.amount, proposal.on, drops_claims=False, forms=())
        base = {**proposal.planned.static, **{name: record[name] for name in _OWN if name in record}}
        key = jurisdiction.packs, proposal.planned.effect.action
        search = _Search(base, records.debtor, invoice_record(proposal, records), unproved, key, {}, {})
        severity = self._explore(form, search)
        severity = _VETO if search.failed else severity
        final = self._final(form, search) if len(search.seen) > 1 and severity < _VETO else form
        found = sorted(search.found.items(), key=_gravest_first) if search.found else []
        return Judged(severity, tuple([each for _, each in found]), final, jurisdiction.packs)

    def _candidates(self, form: Form, search: _Search) -> tuple[PlannedConstraint, ...]:
        """The constraints that could look at such a form: what stands fast of it decides for most of them, once."""
        key = (*search.key, form.values)
        found = self._chosen.get(key)
        if found is None:
            settled = {**{name: search.base[name] for name in STATIC_FIELDS}, **_values(form)}
            names = {EVERYWHERE, *search.key[0]}
            found = self._chosen[key] = tuple(
                each for each in self._constraints if each.constraint.pack in names and self._may_apply(each, settled)
            )
        return found

    def _may_apply(self, each: PlannedConstraint, settled: dict[str, Any]) -> bool:
        try:
            return may_hold(each.applies, settled)
        except Exception:  # noqa: BLE001 - it is asked in earnest, and fails there
            return True

    def _explore(self, form: Form, search: _Search) -> int:
        """The gravest effect of any way in which `form` may be rewritten, so that one more constraint never makes it milder."""
        known = search.seen.get(form.state)
        if known is not None and known != _UNDER_WAY:
            return known
        if known == _UNDER_WAY or len(search.seen) >= MAX_FORMS:
            return self._endless(search)
        search.seen[form.state] = _UNDER_WAY
        record = self._record(form, search)
        broken = [each for each in self._candidates(form, search) if self._is_broken(each, record, search)]
        worst = 0
        for each in broken:
            search.found[each.constraint.id] = each
            worst = max(worst, SEVERITY[each.constraint.effect])
        if worst < _VETO:  # what is forbidden as it is need not be followed further
            rewrites = [self._rewritten(each, form, record, search) for each in broken if each.constraint.effect == "rewrite"]
            worst = max((worst, *rewrites))
        search.seen[form.state] = worst
        return worst

    def _rewritten(self, each: PlannedConstraint, form: Form, record: Record, search: _Search) -> int:
        try:
            changed = apply(each, form, record)
        except Exception:  # noqa: BLE001 - as in `_is_broken`
            return self._fault(each, search)
        if self._is_broken(each, self._record(changed, search), search):  # it does not mend what it was made for
            return self._endless(search)
        return self._explore(changed, search)

    def _endless(self, search: _Search) -> int:
        search.found[ENDLESS.constraint] = ENDLESS
        return _VETO

    def _final(self, form: Form, search: _Search) -> Form:
        """The form at which no rewriting is left; each takes its turn in canonical order. What was explored without a veto has an end."""
        while True:
            record = self._record(form, search)
            rewrites = (each for each in self._candidates(form, search) if each.constraint.effect == "rewrite")
            rewriting = next((each for each in rewrites if self._is_broken(each, record, search)), None)
            if rewriting is None:
                return form
            form = apply(rewriting, form, record)

    def _is_broken(self, each: PlannedConstraint, record: Record, search: _Search) -> bool:
        try:
            return each.applies_to(record) and not each.permits(record)
        except Exception:  # noqa: BLE001 - whatever fails, the guard fails closed
            self._fault(each, search)
            return False

    def _fault(self, each: PlannedConstraint, search: _Search) -> int:
        search.found[f"guard.failed.{each.constraint.id}"] = Fault(each.constraint.id, _FAILED)
        search.failed = True
        return _VETO

    def _record(self, form: Form, search: _Search) -> Record:
        today = search.debtor["local_today"]
        record = Record(search.base, fields=self._fields, parent=search.debtor, source=search.invoice)
        record.update(form.values)
        record["is_contact"] = record["channel"] in CONTACT_CHANNELS
        record["amount"] = form.amount
        record["days_ahead"] = max(form.on - today, 0) if form.on is not None else 0
        record["unproved_claims"] = 0 if form.drops_claims else search.unproved
        return record


_OWN = ("id", "urgency", "age_days", "tip", "window_start", "window_end", "working_day", "not_at_meals")
_changeable = itemgetter(*CHANGEABLE)


def _values(form: Form) -> dict[str, Any]:
    """What constraints see of a form; whether it reaches the debtor follows from its channel."""
    values: dict[str, Any] = dict(form.values)
    return {**values, "is_contact": values["channel"] in CONTACT_CHANNELS}


def apply(each: PlannedConstraint, form: Form, record: Record) -> Form:
    """The lawful form that a constraint makes of `form`."""
    lawful = cast("LawfulForm", each.constraint.form)  # a constraint that rewrites has one
    values = tuple((name, lawful.changes.get(name, value)) for name, value in form.values)
    amount = form.amount if each.amount is None else each.amount(record)
    day = None if each.on is None else each.on(record)
    on = form.on if day is None else max(day, form.on or day)
    return replace(
        form, values=values, amount=amount, on=on, drops_claims=form.drops_claims or lawful.drops_claims, forms=(*form.forms, lawful)
    )


def _gravest_first(named: tuple[str, Found]) -> tuple[int, str]:
    name, found = named
    return -(_VETO if isinstance(found, Fault) else SEVERITY[found.constraint.effect]), name
