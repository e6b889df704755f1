"""How many golden cases each letter of a rule book has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dunning_rules.errors import GoldenCoverageError, quote
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.golden.letters import letters_of, rules_named
from dunning_rules.testing.golden.read import GoldenFile

MIN_FIRING = 3
MIN_NEAR_MISSES = 2


@dataclass(frozen=True, slots=True)
class LetterCoverage:
    """The golden cases of one letter.

    Attributes:
        letter: e.g. `tip-03b`.
        firing: cases in which one of its rules is expected to fire.
        near_misses: near misses of one of its rules.
        untried: its rules that no case expects to fire.
    """

    letter: str
    firing: int
    near_misses: int
    untried: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are at least three that fire and two near misses, and each rule fires at least once."""
        return self.firing >= MIN_FIRING and self.near_misses >= MIN_NEAR_MISSES and not self.untried


def coverage(files: Iterable[GoldenFile], book: RuleBook) -> tuple[LetterCoverage, ...]:
    """The golden cases of each letter of `book`, by letter."""
    letters = letters_of(book)
    cases = [case for file in files for case in file.cases.values()]
    firing = [{each.rule for each in case.fires} for case in cases]
    missed = [{rule for name in case.misses for rule in rules_named(name, letters)} for case in cases if case.near_miss_of is not None]
    tried = set().union(*firing)
    return tuple(
        LetterCoverage(
            letter,
            sum(not found.isdisjoint(rules) for found in firing),
            sum(not found.isdisjoint(rules) for found in missed),
            tuple(rule for rule in rules if rule not in tried),
        )
        for letter, rules in letters.items()
    )


def require_coverage(files: Iterable[GoldenFile], book: RuleBook) -> None:
    """Hold the golden files to the least that each letter of `book` needs.

    Raises:
        GoldenCoverageError: a letter has too few; all that are wanting are told.
    """
    short = [each for each in coverage(files, book) if not each.is_enough]
    if short:
        raise GoldenCoverageError(
            f"too few golden cases: {'; '.join(map(_told, short))}",
            help=f"each letter needs {MIN_FIRING} cases that fire and {MIN_NEAR_MISSES} near misses, each rule one that fires",
        )


def _told(each: LetterCoverage) -> str:
    untried = f", {', '.join(map(quote, each.untried))} never" if each.untried else ""
    return f"{quote(each.letter)} fires in {each.firing}{untried}, near misses {each.near_misses}"
