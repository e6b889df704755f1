"""Whatever is said of a rule that did not fire is true, of any case and of any book."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dunning_rules import Policy, why_not
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.engine.workings import Override, Workings
from dunning_rules.language.types import decode
from dunning_rules.models import Case, Debtor, Invoice
from dunning_rules.testing import AS_OF, sample_books, sample_cases
from dunning_rules.testing.invariants.changes import changed
from dunning_rules.testing.invariants.facts import Rereader
from dunning_rules.why.failed import Failed, failing
from dunning_rules.why.looker import Looker, Place
from dunning_rules.why.search import has_fired
from dunning_rules.why.why_not import Change, WhyNot

ATTRIBUTES = {"invoice": frozenset(Invoice.model_fields), "debtor": frozenset(Debtor.model_fields)}


@cache
def built_in() -> Policy:
    return Policy(engine="plain")


def planned_rule(workings: Workings, rule_id: str) -> PlannedRule:
    return next(each for level in workings.plan.strata for rules in level.values() for each in rules if each.rule.id == rule_id)


def fires(policy: Policy, case: Case, found: WhyNot, changes: Iterable[Change]) -> bool:
    """Whether the rule fires for the record where these facts are changed."""
    workings = policy.workings(case, as_of=AS_OF)
    overrides = []
    for each in changes:
        scope, _, name = each.record.partition("/")
        ref = policy.book.vocabulary.named(each.name).ref
        value = Rereader(policy.book, AS_OF.date(), workings.plan.digits).encoded(each.after, ref.type.kind)
        overrides.append(Override(scope, name, ref.name, value))
    outcome = workings.run(overrides)
    planned, looker = planned_rule(workings, found.rule_id), Looker(policy.book, workings.plan)
    scope, _, name = found.changed_record.partition("/")
    places = [Place(scope, each) for each in outcome.records.by_scope[scope] if each["id"] == name]
    return any(has_fired(planned, place, outcome, looker) for place in places)


def check_changes(policy: Policy, case: Case) -> tuple[int, int]:
    """How many rules failed, and for how many of them a change was found; each fires with its change, and not with less of it."""
    failed = found = 0
    for rule in policy.book.rules:
        answer = why_not(case, rule.id, as_of=AS_OF, policy=policy)
        if answer.status != "failed":
            continue
        failed += 1
        assert answer.failed
        check_failing(policy, case, answer)
        if answer.changes is None:
            continue
        found += 1
        assert answer.changes
        assert fires(policy, case, answer, answer.changes)
        for left_out in answer.changes:
            if left_out.name != "invoice.issued_on":  # it may only be there so that the invoice is not due before it is issued
                assert not fires(policy, case, answer, [each for each in answer.changes if each is not left_out])
    return failed, found


def check_failing(policy: Policy, case: Case, answer: WhyNot) -> None:
    """What is said not to hold does not, and all that does not hold is said."""
    workings = policy.workings(case, as_of=AS_OF)
    outcome = workings.run()
    planned, looker = planned_rule(workings, answer.rule_id), Looker(policy.book, workings.plan)
    scope, _, name = answer.record.partition("/")
    place = next(Place(scope, each) for each in outcome.records.by_scope[scope] if each["id"] == name)
    parts = failing(planned.when, place, looker)
    assert len(parts) == len(answer.failed)
    assert not any(looker.holds(part, place) for part in parts)
    for part in answer.failed:
        check_sides(part)


def check_sides(part: Failed) -> None:
    """Every side of an `or` that failed has something that failed."""
    assert part.text
    assert not part.either or part.because
    for each in part.because:
        check_sides(each)


def test_the_built_in_rules() -> None:
    counts = [check_changes(built_in(), case) for case in sample_cases(11, 2)]
    failed, found = (sum(each) for each in zip(*counts, strict=True))
    assert failed > 50
    assert found > 0.8 * failed


def test_random_books() -> None:
    counts = [
        check_changes(Policy(book, engine="plain"), case) for book, case in zip(sample_books(12, 40), sample_cases(12, 40), strict=True)
    ]
    assert sum(found for _, found in counts) > 20


def test_changes_of_given_facts_are_records_that_can_be() -> None:
    """The case with its records changed so is asked anew, from its models on."""
    policy = built_in()
    seen = 0
    for case in sample_cases(13, 4):
        for rule in policy.book.rules[::2]:
            answer = why_not(case, rule.id, as_of=AS_OF, policy=policy)
            other = with_changes(policy, case, answer.changes or ())
            if other is not None:
                seen += 1
                assert why_not(other, rule.id, as_of=AS_OF, policy=policy).status in {"fires", "gave_way"}
    assert seen > 8, seen


def with_changes(policy: Policy, case: Case, changes: tuple[Change, ...]) -> Case | None:
    """The case with these changes in its models, or `None` where a fact is not an attribute as it is."""
    reader = Rereader(policy.book, AS_OF.date(), 2)
    values: dict[tuple[str, str], dict[str, object]] = {}
    for each in changes:
        field = policy.book.vocabulary.named(each.name)
        scope, _, name = each.record.partition("/")
        kind, attribute = field.ref.type.kind, (field.source or "").removeprefix("debtor.")
        if attribute not in ATTRIBUTES.get(scope, ()) or attribute == "dunning_block":
            return None
        value = reader.encoded(each.after, kind)
        values.setdefault((scope, name), {})[attribute] = None if value is None else decode(value, kind, 2)
    debtor = changed(case.debtor, values.get(("debtor", case.debtor.id), {}))
    invoices = tuple(changed(each, values.get(("invoice", each.id), {})) for each in case.invoices)
    return changed(case, {"debtor": debtor, "invoices": invoices}) if changes else None
