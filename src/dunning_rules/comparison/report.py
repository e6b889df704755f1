"""What a comparison found: plain frozen data, with a case to show each difference, and JSON of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from dunning_rules.comparison.measured import Measured
from dunning_rules.models import Case
from dunning_rules.report_json import read_report_json
from dunning_rules.verify.report import Certainty

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Verdict: TypeAlias = Literal["equivalent", "stricter", "looser", "incomparable", "added", "removed", "renamed", "undecided"]
"""`equivalent`: fires for the same records of the same cases. `stricter`: for fewer. `looser`: for more. `incomparable`: for others."""
SizeChange: TypeAlias = Literal["higher", "lower", "either", "same", "undecided"]
Part: TypeAlias = Literal[
    "parameter", "field", "action", "exclusion", "constraint", "weight", "text", "plugin", "setting", "pack", "in force"
]


@dataclass(frozen=True, slots=True)
class Witness:
    """A case that shows a difference; it was run by both policies before.

    Attributes:
        case: the debtor with all of its records.
        as_of: the moment for which it was asked.
        record: the record that shows it, as `scope/id`.
        fired_before: the rules that fire by the earlier policy only, each with the record: `rule-id scope/id`.
        fires_now: those that fire by the later one only.
        advised_before: the actions that stay by the earlier policy.
        advised_now: those that stay by the later one.
    """

    case: Case
    as_of: datetime
    record: str
    fired_before: tuple[str, ...]
    fires_now: tuple[str, ...]
    advised_before: tuple[str, ...]
    advised_now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectChange:
    """A part of what follows from a rule that is another one.

    Attributes:
        effect: the action that it advises, or the field that it concludes.
        part: `action` or `conclusion` where all of it came or went; else `urgency`, `on`, `start`, `deadline`, `names_day`, `amount`,
            `claims`, `attributes` of the action, or `value`.
        change: `added`, `removed` or `changed`; or, of what has a size, whether it is `higher`, `lower`, or `either` by the case; `same`
            where it is built in another way and never has another value.
        before: what it was, in words.
        now: what it is.
        certainty: how it is known.
        higher: a case in which it is higher, or later.
        lower: a case in which it is lower, earlier, or missing.
    """

    effect: str
    part: str
    change: Literal["added", "removed", "changed"] | SizeChange
    before: str
    now: str
    certainty: Certainty
    higher: Witness | None = None
    lower: Witness | None = None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What becomes of a rule.

    Attributes:
        rule: its id; of a rule that is `renamed`, the new one.
        verdict: how it fires, against before.
        certainty: `proved`: for all cases; `shown`: by the cases that are given; `searched`: no other case was found.
        message: what it comes to, in words.
        was: of a rule that is `renamed`, the old id.
        before: its condition before, where it is built in another way.
        now: its condition now.
        reads: what its condition reads that is another thing than before: fields, and `recommendation` for the advice of other rules.
        fired_before: a case in which it fires by the earlier policy only.
        fires_now: a case in which it fires by the later policy only.
        effects: what follows from it that is another thing.
        plugin: the policy that it is from; empty for the book's own.
    """

    rule: str
    verdict: Verdict
    certainty: Certainty
    message: str
    was: str = ""
    before: str = ""
    now: str = ""
    reads: tuple[str, ...] = ()
    fired_before: Witness | None = None
    fires_now: Witness | None = None
    effects: tuple[EffectChange, ...] = ()
    plugin: str = ""


@dataclass(frozen=True, slots=True)
class PartChange:
    """Another part of the policy that came, went or changed.

    Attributes:
        part: what it is.
        name: its name.
        before: what it was, in words; empty where it is new.
        now: what it is; empty where it went.
    """

    part: Part
    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class CompareReport:
    """What a change of policy does.

    Attributes:
        old: the fingerprint of the earlier rule book.
        new: that of the later one.
        days: the days for which they were compared: one for each set of rules and values that is ever in force.
        identical: how many rules are built alike, of things that are the same.
        questions: how many questions the solver was asked.
        sizes: the largest cases that were searched: so many records of each scope.
        rules: all other rules, by id; `equivalent` where they are built in another way, and fire for the same.
        parts: what else is another thing.
        portfolio: what it does to a portfolio; `None` where none was given.
    """

    old: str
    new: str
    days: tuple[date, ...]
    identical: int
    questions: int
    sizes: dict[str, int]
    rules: tuple[RuleChange, ...]
    parts: tuple[PartChange, ...]
    portfolio: Measured | None
    schema_version: int = field(default=1)

    @property
    def is_same(self) -> bool:
        """Whether nothing is another thing: every rule fires for the same and says the same, and no other part differs."""
        return not self.parts and all(each.verdict == "equivalent" and not each.effects for each in self.rules)

    def of(self, verdict: Verdict) -> tuple[RuleChange, ...]:
        """The rules of one verdict."""
        return tuple(each for each in self.rules if each.verdict == verdict)

    def rule(self, name: str) -> RuleChange | None:
        """What becomes of a rule; `None` where it is built alike, of things that are the same."""
        return next((each for each in self.rules if each.rule == name), None)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON text; the same report gives the same bytes."""
        return compare_adapter().dump_json(self, indent=indent).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> CompareReport:
        """A report from its JSON text.

        Raises:
            ReportError: the text is not a report of a comparison.
        """
        return read_report_json(compare_adapter(), text, what="a report of a comparison", written_by="`CompareReport.to_json`")


@cache
def compare_adapter() -> TypeAdapter[CompareReport]:
    """Reads and writes reports of comparisons."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - only when a report is read or written

    return TypeAdapter(CompareReport)
