"""The workings behind one answer, laid open: for those who ask why, and what would be if."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dunning_rules.engine.choose import Engine
from dunning_rules.engine.plain import PlainEngine
from dunning_rules.engine.plan import Plan
from dunning_rules.engine.records import Projector
from dunning_rules.engine.run import Outcome
from dunning_rules.language import Value
from dunning_rules.language.format import Formatter
from dunning_rules.models import Case
from dunning_rules.rules.book import RuleBook


@dataclass(frozen=True, slots=True, order=True)
class Override:
    """A fact that is set by hand before the rules are asked.

    Attributes:
        scope: the scope of the record.
        id: the id of the record.
        name: the field.
        value: what it is set to; `None` = not known.
    """

    scope: str
    id: str
    name: str
    value: Value | None


@dataclass(frozen=True, slots=True, eq=False)
class Workings:
    """One case, ready to be run as often as needed, as it is or with other facts.

    Attributes:
        book: the rules.
        plan: the rules of that day, with the values of the parameters.
        engine: the engine that answers.
        projector: makes the records.
        formatter: shows values in the language and currency of the answer.
        case: the case.
        as_of: the moment for which is asked.
    """

    book: RuleBook
    plan: Plan
    engine: Engine
    projector: Projector
    formatter: Formatter
    case: Case
    as_of: datetime

    def run(self, overrides: Iterable[Override] = (), *, plainly: bool = False) -> Outcome:
        """What is found where the facts in `overrides` are as they say; its records are not yet released.

        Args:
            overrides: facts of records that come with the case; whatever follows from them is computed anew.
            plainly: let the plain engine run, which is faster and finds the same.

        Raises:
            CurrencyError: an amount cannot be converted.
        """
        records = self.projector.records(self.case, self.as_of)
        for each in overrides:
            for record in records.by_scope[each.scope]:
                if record["id"] == each.id:
                    record[each.name] = each.value
        return (PlainEngine(self.plan) if plainly else self.engine).run(records)
