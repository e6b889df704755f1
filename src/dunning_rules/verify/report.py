"""What a check found: plain frozen data, with a case to show each finding, and JSON of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from dunning_rules.models import Case
from dunning_rules.report_json import read_report_json
from dunning_rules.rules.accepted import FINDING_KINDS, FindingKind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Certainty: TypeAlias = Literal["proved", "shown", "searched"]
"""`proved`: it holds of all cases, whatever their size. `shown`: a case shows it. `searched`: the search found nothing else."""

DOCS: Mapping[FindingKind, str] = MappingProxyType({kind: f"docs/findings/{kind}.md" for kind in FINDING_KINDS})
"""The page of each finding: what it means, what to avoid, what to prefer, and why."""


@dataclass(frozen=True, slots=True)
class CounterExample:
    """A case that shows a finding; it was run through the engine before.

    Attributes:
        case: the debtor with all of its records.
        as_of: the moment for which it was asked.
        fired: the rules that fire, each with the record: `rule-id scope/id`.
        recommended: the actions that stay.
        gave_way: the actions that give way.
    """

    case: Case
    as_of: datetime
    fired: tuple[str, ...]
    recommended: tuple[str, ...]
    gave_way: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing that is wrong with a policy, or at least surprising.

    Attributes:
        kind: what it is.
        names: what it is about: ids of rules, or names of actions, fields or parameters.
        message: what was found.
        mend: what to do about it.
        certainty: how it is known.
        example: a case that shows it, where one can.
        other: where two cases are compared, the second one.
        accepted: why it is meant; `None` where it is not.
        plugin: the policy that the first of the rules is from; empty for the book's own.
    """

    kind: FindingKind
    names: tuple[str, ...]
    message: str
    mend: str
    certainty: Certainty
    example: CounterExample | None = None
    other: CounterExample | None = None
    accepted: str | None = None
    plugin: str = ""

    @property
    def page(self) -> str:
        """The page that explains it."""
        return DOCS[self.kind]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in one policy.

    Attributes:
        digest: the fingerprint of the rule book.
        days: the days for which it was checked: one for each set of rules and parameter values that is ever in force.
        rules: how many rules were looked at.
        questions: how many questions the solver was asked.
        sizes: the largest cases that were searched: so many records of each scope.
        findings: what is wrong.
        accepted: what is meant, with the reason.
    """

    digest: str
    days: tuple[date, ...]
    rules: int
    questions: int
    sizes: dict[str, int]
    findings: tuple[CheckFinding, ...]
    accepted: tuple[CheckFinding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; what could not be decided is wrong, too."""
        return not self.findings

    def of(self, kind: FindingKind) -> tuple[CheckFinding, ...]:
        """The findings of one kind that are not accepted."""
        return tuple(each for each in self.findings if each.kind == kind)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON text; the same report gives the same bytes."""
        return check_adapter().dump_json(self, indent=indent).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> CheckReport:
        """A report from its JSON text.

        Raises:
            ReportError: the text is not a report of a check.
        """
        return read_report_json(check_adapter(), text, what="a report of a check", written_by="`CheckReport.to_json`")


@cache
def check_adapter() -> TypeAdapter[CheckReport]:
    """Reads and writes reports of checks."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - only when a report is read or written

    return TypeAdapter(CheckReport)
