"""Which actions give way, as formulas: it is settled as the engine settles it."""

from __future__ import annotations

from dunning_rules.language.solver import NO, Truth, both, choose, either, opposite
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.precedence import Ranking
from dunning_rules.verify.space import Space


def is_lost(book: RuleBook, space: Space, action: str) -> Truth:
    """Whether an action gives way, by the precedence that holds for the debtor."""
    precedence = book.precedence
    scope = space.world.vocabulary.scopes["debtor"]
    flags = [space.debtor.reader.term(scope.field(flag)) for flag in precedence.flags]
    truths = [both(flag.known, flag.value) for flag in flags]
    result: Truth = NO
    for answers, ranking in precedence.rankings.items():
        fits = both(*(truth if answer else opposite(truth) for truth, answer in zip(truths, answers, strict=True)))
        result = choose(fits, _lost(space, ranking, answers, action), result)
    return result


def _lost(space: Space, ranking: Ranking, answers: tuple[bool, ...], action: str) -> Truth:
    def find() -> Truth:
        winners = (both(_made(space, other), opposite(_lost(space, ranking, answers, other))) for other in ranking.yields_to[action])
        return either(*winners)

    return space.once(f"lost {answers} {action}", find)


def _made(space: Space, action: str) -> Truth:
    """Whether an action is advised at all."""

    def find() -> Truth:
        emitters = (each for each in space.world.emitters if each.effect.effect.action == action)
        return either(*(fires for each in emitters for _, fires in space.occasions(each.planned, among=True)))

    return space.once(f"made {action}", find)
