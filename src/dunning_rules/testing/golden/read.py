"""Reads a golden file into cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dunning_rules.errors import did_you_mean, quote
from dunning_rules.models import Case
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.golden.days import Calendar, parse_date
from dunning_rules.testing.golden.drafts import TABLES, Drafts, begin, changed
from dunning_rules.testing.golden.expectations import Concluded, Firing, Reader
from dunning_rules.testing.golden.place import Place
from dunning_rules.testing.golden.records import build_case
from dunning_rules.testing.golden.yaml_tree import Leaf, Tree, read_tree
from dunning_rules.tips import standard_book

TODAY = date(2026, 7, 15)
"""`today` of a file that does not say it: a Wednesday."""
NOON = time(12)
_CHANGES = ("with", "add", "without")
_KEYS = ("case", "why", "today", "like", "near_miss_of", *_CHANGES, *TABLES, "fires", "not", "conclusions")
_FIRST_YEAR = 1990
_LAST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """One case and what it expects.

    Attributes:
        name: unique in its file.
        why: the reason, for people.
        place: where it stands.
        as_of: noon of its day, at the debtor's place where its zone is known, else in UTC.
        case: the records.
        fires: the rules that have to fire.
        misses: the rules and letters that must not fire.
        conclusions: the facts that have to be concluded.
        near_miss_of: name of the case from which it differs in one thing, or `None`.
    """

    name: str
    why: str
    place: Place
    as_of: datetime
    case: Case
    fires: tuple[Firing, ...]
    misses: tuple[str, ...]
    conclusions: tuple[Concluded, ...]
    near_miss_of: str | None


@dataclass(frozen=True, slots=True)
class GoldenFile:
    """The cases of a file, in its order, by name."""

    name: str
    cases: Mapping[str, GoldenCase]


def read_golden(path: Path, book: RuleBook | None = None) -> GoldenFile:
    """The golden cases of a file.

    Args:
        path: a YAML file.
        book: the rules that the cases are about; the built-in ones where absent.

    Raises:
        GoldenFileError: the file is not as `docs/golden-cases.md` describes it.
    """
    top = read_tree(path)
    place = Place(path.name, top.line)
    fields = place.fields(top, ("about", "today", "cases"))
    if "about" in fields:
        place.at("about").text(fields["about"])
    if "cases" not in fields:
        raise place.error("`cases` is missing", "list the cases below `cases:`")
    today = _today(fields["today"], place.at("today", fields["today"])) if "today" in fields else TODAY
    reader = _FileReader(path.name, today, Reader(standard_book() if book is None else book))
    for spot, item in place.at("cases").items(fields["cases"]):
        reader.take(item, spot)
    return GoldenFile(path.name, reader.cases)


@dataclass(frozen=True, slots=True)
class _Base:
    """What a like case takes over."""

    drafts: Drafts
    calendar: Calendar


class _FileReader:
    def __init__(self, file: str, today: date, expectations: Reader) -> None:
        self.cases: dict[str, GoldenCase] = {}
        self._bases: dict[str, _Base] = {}
        self._file = file
        self._today = today
        self._expectations = expectations

    def take(self, tree: Tree, spot: Place) -> None:
        """Read one case."""
        fields = spot.fields(tree)
        if "case" not in fields:
            raise spot.error("`case` is missing", "give the case a name: `case: an order while overdue`")
        name = spot.at("case").text(fields["case"])
        place = Place(self._file, tree.line, name)
        if name in self.cases:
            raise place.error(f"the case {quote(name)} occurs twice", "give each its own name")
        fields = place.fields(tree, _KEYS)
        if "why" not in fields:
            raise place.error("`why` is missing", "say in a line why, in the words of the trade")
        base = self._base(fields, place)
        self._bases[name] = base
        case = build_case(base.drafts, base.calendar, place)
        as_of = datetime.combine(base.calendar.today, NOON, base.calendar.zone)
        fires, misses, conclusions = self._expected(fields, case, base.calendar, place)
        near = place.at("near_miss_of").text(fields["near_miss_of"]) if "near_miss_of" in fields else None
        if near is not None and not misses:
            raise place.error("a near miss says what does not fire", "name the rules or letters in `not`")
        why = place.at("why").text(fields["why"])
        self.cases[name] = GoldenCase(name, why, place, as_of, case, fires, misses, conclusions, near)

    def _expected(
        self, fields: Mapping[str, Tree], case: Case, calendar: Calendar, place: Place
    ) -> tuple[tuple[Firing, ...], tuple[str, ...], tuple[Concluded, ...]]:
        fires = self._expectations.fires(fields["fires"], calendar, place.at("fires")) if "fires" in fields else ()
        misses = self._expectations.misses(fields["not"], place.at("not")) if "not" in fields else ()
        scopes = {each.id: "event" for each in case.events} | {each.id: "visit" for each in case.visits}
        scopes |= {each.id: "invoice" for each in case.invoices} | {case.debtor.id: "debtor"}
        found = fields.get("conclusions")
        conclusions = () if found is None else self._expectations.conclusions(found, scopes, place.at("conclusions"))
        if not (fires or misses or conclusions):
            raise place.error("the case expects nothing", "say what `fires`, what does `not`, or which `conclusions` follow")
        return fires, misses, conclusions

    def _base(self, fields: Mapping[str, Tree], place: Place) -> _Base:
        links = [key for key in ("like", "near_miss_of") if key in fields]
        if not links:
            stray = next((key for key in _CHANGES if key in fields), None)
            if stray is not None:
                raise place.at(stray).error(f"`{stray}` changes another case, but none is named", "name it in `like` or `near_miss_of`")
            return self._own(fields, place)
        own = next((key for key in ("today", *TABLES) if key in fields), None)
        if own is not None:
            raise place.at(own).error(f"`{own}` stands beside `{links[0]}`", "change the other case by `with`, `add` and `without`")
        if len(links) > 1:
            raise place.error("`like` and `near_miss_of` exclude each other", "keep one of them")
        spot = place.at(links[0])
        name = spot.text(fields[links[0]])
        if name not in self._bases:
            raise spot.error(f"there is no case {quote(name)} above this one", did_you_mean(name, self._bases))
        base = self._bases[name]
        drafts, count = changed(base.drafts, {key: fields[key] for key in _CHANGES if key in fields}, base.calendar, place)
        if links[0] == "near_miss_of" and count != 1:
            raise place.error(
                f"a near miss differs in one thing, this one in {count}", "change one field, add one record, or leave one record out"
            )
        return _Base(drafts, Calendar(base.calendar.today, _zone(drafts)))

    def _own(self, fields: Mapping[str, Tree], place: Place) -> _Base:
        today = _today(fields["today"], place.at("today", fields["today"])) if "today" in fields else self._today
        debtor = place.at("debtor").fields(fields["debtor"]) if "debtor" in fields else {}
        calendar = Calendar(today, _zone_named(debtor.get("timezone")))
        return _Base(begin(fields, calendar, place), calendar)


def _today(tree: Tree, place: Place) -> date:
    text = place.text(tree)
    day = parse_date(text)
    if day is None:
        raise place.error(f"{quote(text)} is not a date", "write it as 2026-07-15")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise place.error(f"{quote(text)} is out of range", f"give a day of the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return day


def _zone(drafts: Drafts) -> tzinfo:
    return _zone_named(drafts["debtor"].fields.get("timezone"))


def _zone_named(tree: Tree | None) -> tzinfo:
    """The zone of a name; the model says what is wrong with one that is not known."""
    try:
        return ZoneInfo(tree.text) if isinstance(tree, Leaf) and tree.text else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
