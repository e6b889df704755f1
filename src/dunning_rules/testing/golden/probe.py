"""Which rules fire in a case: also those whose conclusion another one outbids, or whose effect a report does not show by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.choose import ENGINES, Engine, EngineName, make_engine
from dunning_rules.engine.durable_host import is_available
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import PlannedConclusion, PlannedRule, make_plan
from dunning_rules.engine.records import Projector
from dunning_rules.language import Kind
from dunning_rules.language.record import Record
from dunning_rules.models import Case
from dunning_rules.rules.book import RuleBook


@dataclass(frozen=True, slots=True, order=True)
class Fired:
    """A rule that fired, and the record for which it did, as `scope/id`."""

    rule: str
    record: str


def engines() -> tuple[EngineName, ...]:
    """The engines that can be had here."""
    return tuple(name for name in ENGINES if name == "plain" or is_available())


class Probe:
    """Asks one engine which rules of a book fire. It is used by one thread at a time."""

    def __init__(self, book: RuleBook, engine: EngineName) -> None:
        """Prepare; what a day and a currency need is compiled when they are first met."""
        self._book = book
        self._engine = engine
        self._ready: dict[tuple[date, str], tuple[Engine, Projector]] = {}
        self._found: set[Fired] = set()

    def fired(self, case: Case, as_of: datetime) -> frozenset[Fired]:
        """The rules that fire in `case`.

        Raises:
            CurrencyError: an amount is in another currency than the creditor's.
        """
        key = as_of.date(), case.creditor.currency
        if key not in self._ready:
            self._ready[key] = self._compiled(*key)
        engine, projector = self._ready[key]
        self._found.clear()
        engine.run(projector.records(case, as_of))
        return frozenset(self._found)

    def _compiled(self, day: date, currency: str) -> tuple[Engine, Projector]:
        money = Money(currency, (), day)
        plan = make_plan(self._book, day, money.digits)
        heard = ({scope: tuple(map(self._heard, rules)) for scope, rules in stratum.items()} for stratum in plan.strata)
        plan = replace(plan, strata=tuple(heard))
        return make_engine(self._engine, plan), Projector(plan, money, Accruals())

    def _heard(self, planned: PlannedRule) -> PlannedRule:
        """The rule with one conclusion more, which has no value: nothing follows from it, but it is read when the rule fires."""

        def note(subject: Record) -> None:
            self._found.add(Fired(planned.rule.id, f"{planned.rule.scope}/{subject['id']}"))

        return replace(planned, conclusions=(PlannedConclusion("", "", Kind.FLAG, note, max), *planned.conclusions))
