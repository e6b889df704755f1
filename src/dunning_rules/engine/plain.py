"""The plain engine: the specification. Stratum by stratum, every rule looks at every record of its scope."""

from __future__ import annotations

from dunning_rules.engine.plan import Plan, PlannedRule, Stratum
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Outcome, Run


class PlainEngine:
    """Runs a plan naively."""

    name = "plain"

    def __init__(self, plan: Plan) -> None:
        """Keep the plan; the engine itself has no state and may be shared by threads."""
        self._plan = plan
        self._strata = [[(rule, rule.rule.scope, rule.holds) for rule in _in_order(stratum)] for stratum in plan.strata]

    def run(self, records: Records) -> Outcome:
        """What the plan finds in the records of one case."""
        run = Run(self._plan, records)
        for stratum in self._strata:
            run.open()
            known = run.records
            run.close([(rule, record) for rule, scope, holds in stratum for record in known[scope] if holds(record)])
        return run.finish()


def _in_order(stratum: Stratum) -> list[PlannedRule]:
    return sorted((rule for rules in stratum.values() for rule in rules), key=lambda rule: rule.order)
