"""Rules of every scope: what they conclude, what they recommend, and the reason with its places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dunning_rules.language import DATE, MINUTE, MONEY, SCORE, Condition, Term, Type, Wording, band, coalesce
from dunning_rules.rules.rule import Claim, Conclude, Effect, Recommend, Rule
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.testing.make_aggregates import among_earlier
from dunning_rules.testing.make_atoms import make_constant
from dunning_rules.testing.stages import fields_of_scope
from dunning_rules.testing.wide_vocabulary import WIDE
from dunning_rules.testing.writer import CHILD_SCOPES, Place, Writer

_CLAIMS = (Claim(Wording("so we say", "如此声称")), Claim(Wording("our bank presses us", "银行催我方"), needs="bank_pressure"))
_DEPTH = 3
_DAYS = (-1, 0, 1, -30)


def make_rule(writer: Writer, number: int, target: str) -> Rule:
    """A rule that concludes the field, or recommends the action, `target`, and at times more."""
    choices = writer.choices
    stages = writer.stages
    concludes = target in stages.fields
    stage = stages.fields[target] if concludes else stages.actions[target]
    scope = WIDE.named(target).ref.scope if concludes else _scope(writer, stage)
    place = Place(scope, stage, choices.whole(1, _DEPTH))
    return Rule(
        id=f"{choices.one_of(('r', 'a', 'z', '规则'))}-{number}",
        when=_condition(writer, place),
        then=tuple(_effect(writer, place, each) for each in (target, *_more(writer, place, target))),
        why=_reason(writer, scope),
        tip=choices.maybe(20, (1, 17)),
        since=writer.today + timedelta(days=choices.one_of(_DAYS)) if choices.chance(5) else None,
        until=writer.today + timedelta(days=choices.one_of(_DAYS)) if choices.chance(5) else None,
    )


def _scope(writer: Writer, stage: int) -> str:
    scopes = ("debtor", *CHILD_SCOPES)
    return writer.choices.one_of((*scopes, RECOMMENDATION) if writer.stages.earlier_actions(stage) else scopes)


def _condition(writer: Writer, place: Place) -> Condition:
    condition = writer.condition(place)
    if place.scope == RECOMMENDATION:
        return among_earlier(writer, place.stage) & condition
    # something of the record itself is read, so that the rule looks at the records of its scope
    chained = writer.stages.chained(place.scope, place.stage)
    own = writer.choices.one_of(chained if chained and writer.choices.chance(60) else writer.stages.readable(place.scope, place.stage))
    return condition & (own.is_known() | own.is_missing())


def _more(writer: Writer, place: Place, target: str) -> list[str]:
    """Further effects that may follow from the same condition: nothing that is produced before its stage."""
    if not writer.choices.chance(30):
        return []
    fields = [name for name in writer.stages.fields if WIDE.named(name).ref.scope == place.scope]
    produced = {**{name: writer.stages.fields[name] for name in fields}, **writer.stages.actions}
    return writer.choices.some([name for name, stage in produced.items() if stage >= place.stage and name != target], 0, 2)


def _effect(writer: Writer, place: Place, target: str) -> Effect:
    if target in writer.stages.actions:
        return _recommend(writer, place, target)
    field = WIDE.named(target).ref
    if field.type != MONEY and writer.choices.chance(60):
        return Conclude.that(field, make_constant(writer, field.type))
    return Conclude.that(field, writer.term(Place(place.scope, place.stage, 2), field.type))


def _recommend(writer: Writer, place: Place, action: str) -> Recommend:
    choices = writer.choices
    inner = Place(place.scope, place.stage, 1)

    def some(percent: int, kind: Type) -> Term | None:
        return writer.term(inner, kind) if choices.chance(percent) else None

    return Recommend(
        action,
        choices.one_of(_URGENCIES)(writer, inner),
        on=some(30, DATE),
        start=some(30, MINUTE),
        deadline=some(30, DATE),
        names_day=some(20, DATE),
        amount=some(50, MONEY),
        claims=tuple(choices.some(_CLAIMS, 0, 2)) if choices.chance(20) else (),
    )


def _fixed_urgency(writer: Writer, _place: Place) -> Term:
    return make_constant(writer, SCORE)


def _known_urgency(writer: Writer, place: Place) -> Term:
    return coalesce(writer.term(place, SCORE), 0)


def _stepped_urgency(writer: Writer, place: Place) -> Term:
    amount = coalesce(writer.term(place, MONEY), 0)
    return band(amount, ((0, 30),), below=5) + writer.choices.one_of((0, 40, 80))


_URGENCIES: tuple[Callable[[Writer, Place], Term], ...] = (_fixed_urgency, _known_urgency, _stepped_urgency)


def _reason(writer: Writer, scope: str) -> Wording:
    shown = writer.choices.some((*fields_of_scope(scope), *fields_of_scope("debtor")), 0, 2)
    text = " ".join(["why", *(f"{{{ref.key}}}" for ref in shown)])
    return Wording(text, text.replace("why", "因为"))
