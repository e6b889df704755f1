"""What the check of a policy finds and its author means: accepted in the book, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, TypeAlias, get_args

from dunning_rules.errors import BookError, LanguageError, did_you_mean, quote
from dunning_rules.language import Condition, Term, Wording, as_condition
from dunning_rules.language.reads import DEBTOR, check_reads

FindingKind: TypeAlias = Literal[
    "DEAD",
    "MASKED",
    "SUBSUMED",
    "CONTRADICTION",
    "OVERLAP",
    "GAP",
    "NON_MONOTONE",
    "RED_LINE",
    "UNUSED",
    "UNREACHABLE",
    "UNKNOWN",
]
FINDING_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
"""What a check can find, in the order in which it is told."""


@dataclass(frozen=True, slots=True, eq=False)
class Accepted:
    """Findings that are meant to be: they are told, and are no failure.

    Attributes:
        finding: what is found.
        why: why it is meant, for people.
        names: what it is about: ids of rules, or names of actions, fields or parameters, in which `*` stands for any text; each name of the
            finding has to fit one of them.
        when: for a gap: the debtors that are meant to be left alone.
    """

    finding: FindingKind
    why: Wording
    names: tuple[str, ...] = ()
    when: Condition | Term | None = None

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            BookError: there is no such finding, or it does not say which ones are accepted.
            LanguageError: `when` is no condition on the debtor.
        """
        if self.finding not in FINDING_KINDS:
            message = f"there is no finding {quote(self.finding)}"
            raise BookError(message, help=did_you_mean(self.finding, FINDING_KINDS))
        if not isinstance(self.why, Wording):
            message = f"the reason why {self.finding} is accepted is no `Wording`"
            raise BookError(message, help='write `Wording(en="…", zh="…")`')
        if (self.finding == "GAP") is not (self.when is not None) or bool(self.names) is (self.when is not None):
            message = f"it is not said which {self.finding} is accepted"
            raise BookError(message, help="give `when` for a gap: whom it leaves alone; and `names` for all others")
        if self.when is not None:
            try:
                object.__setattr__(self, "when", as_condition(self.when))
                check_reads(self.condition, DEBTOR)
            except LanguageError as error:
                raise LanguageError(error.message, where="an accepted gap", help=error.help) from None

    @property
    def condition(self) -> Condition:
        """Of an accepted gap: whom it leaves alone."""
        assert isinstance(self.when, Condition)  # noqa: S101 - it is made one above
        return self.when

    def fits(self, finding: str, names: tuple[str, ...]) -> bool:
        """Whether a finding is meant."""
        return finding == self.finding and all(any(fnmatchcase(name, pattern) for pattern in self.names) for name in names)
