"""The compliance guard: what it forbids is never there as permitted, and further law never makes it milder."""

from __future__ import annotations

from datetime import datetime

from dunning_rules.guard.verdict import SEVERITY, VERDICTS
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Recommendation, Report
from dunning_rules.testing.invariants.broken import named, require

LAWS = ("US", "CN", "GB", "FR", "JP")
"""Countries of packs of their own, and one of the strict default."""
_FORBIDDEN = {"audience": "third_parties", "place": "residence", "tone": "threatening", "information": "informant", "measure": "take_goods"}


def check_verdicts(report: Report) -> None:
    """No recommendation that the guard forbids is ever returned as permitted (what must always hold, 7).

    The verdict is the gravest of the findings, and what is not held back crosses none of the red lines that can be seen in it.

    Raises:
        InvariantError: a verdict is milder than its findings, or a red line is crossed.
    """
    for each in (*report.recommendations, *(gone.recommendation for gone in report.gave_way)):
        gravest = VERDICTS[max((SEVERITY[finding.effect] for finding in each.findings), default=0)]
        require(
            each.verdict == gravest, f"{named(each)} is {each.verdict}, its findings say {gravest}", report, "judge each by `Guard.judge`"
        )
        if not each.is_held_back:
            crossed = [f"{name} `{value}`" for name, value in _FORBIDDEN.items() if getattr(each, name) == value]
            require(not crossed, f"{named(each)} may be done, with {', '.join(crossed)}", report, "give it a lawful form, or a veto")


def check_more_law(policy: Policy, case: Case, *, as_of: datetime, law: str) -> None:
    """Further law never permits more (what must always hold, 5): the same steps with a governing law beside the others.

    Args:
        policy: what is checked.
        case: for whom.
        as_of: the moment for which it is asked.
        law: the country whose law is to govern, too.

    Raises:
        InvariantError: some verdict is milder, or a step is missing.
    """
    under_both = case.model_copy(update={"debtor": case.debtor.model_copy(update={"governing_law": law})})
    alone = case.model_copy(update={"debtor": case.debtor.model_copy(update={"governing_law": None})})
    report = policy.evaluate(under_both, as_of=as_of)
    found = {_key(each): each for each in report.recommendations}
    for before in policy.evaluate(alone, as_of=as_of).recommendations:
        after = found.get(_key(before))
        mend = "let no constraint ask which law governs in order to permit something"
        require(after is not None, f"{named(before)} is missing under the law of {law}", report, mend)
        if after is not None:
            milder = VERDICTS.index(after.verdict) < VERDICTS.index(before.verdict)
            require(not milder, f"{named(before)} is {before.verdict}, and {after.verdict} under the law of {law}, too", report, mend)


def _key(each: Recommendation) -> tuple[str, str, str]:
    return each.rule_id, each.action, each.record
