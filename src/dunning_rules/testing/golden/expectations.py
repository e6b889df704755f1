"""What a golden case expects of the rules: what fires and with which advice, what does not, and what is concluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from dunning_rules.errors import did_you_mean, quote
from dunning_rules.language import Kind
from dunning_rules.language.types import Type
from dunning_rules.models.number import read_number
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.golden.days import MEND_DAY, Calendar, parse_clock
from dunning_rules.testing.golden.letters import letters_of
from dunning_rules.testing.golden.place import Place
from dunning_rules.testing.golden.yaml_tree import Leaf, Tree

Expected: TypeAlias = str | int | bool | Decimal | date

_FLAGS = {"yes": True, "no": False, "true": True, "false": False}
_TEXTS = ("record", "invoice_id", "action", "actor", "channel", "audience", "place", "tone", "stance", "gave_way_to")
_DAYS = ("on", "deadline", "names_day")
_WINDOW = ("on", "start", "end")


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that has to fire.

    Attributes:
        rule: its id.
        advice: what its recommendation has to be, by field of `Recommendation`; `gave_way_to` is the action to which it gave way, and
            `window.on`, `window.start` and `window.end` are parts of its window.
    """

    rule: str
    advice: Mapping[str, Expected]


@dataclass(frozen=True, slots=True)
class Concluded:
    """A fact that has to be concluded.

    Attributes:
        field: e.g. `debtor.payer_type`.
        record: its record as `scope/id`, or `None` where it is the only one of its scope.
        value: the value.
        default: the value where no rule concludes one.
    """

    field: str
    record: str | None
    value: Expected
    default: Expected | None


class Reader:
    """Reads expectations about one rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Gather the names that may be used."""
        self._book = book
        self._rules = {rule.id: rule for rule in book.rules}
        self._letters = letters_of(book)
        self._actions = {action.id for action in book.actions}
        scopes = book.vocabulary.scopes.items()
        self._fields = {(scope, name): each for scope, found in scopes for name, each in found.fields.items() if each.merge is not None}

    def fires(self, tree: Tree, calendar: Calendar, place: Place) -> tuple[Firing, ...]:
        """The rules that have to fire.

        Raises:
            GoldenFileError: a rule or an action is unknown or named twice, or a value is not of its type.
        """
        found: list[Firing] = []
        for spot, item in place.items(tree):
            firing = Firing(self._rule(item, spot), {}) if isinstance(item, Leaf) else self._firing(item, calendar, spot)
            if firing in found:
                raise spot.error(f"{quote(firing.rule)} occurs twice", "say it once")
            found.append(firing)
        return tuple(found)

    def misses(self, tree: Tree, place: Place) -> tuple[str, ...]:
        """The rules and letters that must not fire.

        Raises:
            GoldenFileError: there is no such rule and no such letter, or it is named twice.
        """
        found: list[str] = []
        for spot, item in place.items(tree):
            name = spot.text(item)
            if name not in self._rules and name not in self._letters:
                raise spot.error(f"there is no rule or letter {quote(name)}", did_you_mean(name, (*self._rules, *self._letters)))
            if name in found:
                raise spot.error(f"{quote(name)} occurs twice", "say it once")
            found.append(name)
        return tuple(found)

    def conclusions(self, tree: Tree, records: Mapping[str, str], place: Place) -> tuple[Concluded, ...]:
        """The facts that have to be concluded.

        Args:
            tree: values by field, or by record and field (`invoice-1.collection_class`).
            records: the scope of each record of the case, by id.
            place: of `tree`.

        Raises:
            GoldenFileError: there is no such record or field, or the value is not one of the field.
        """
        return tuple(self._concluded(key, value, records, place.at(key, value)) for key, value in place.fields(tree).items())

    def _concluded(self, key: str, tree: Tree, records: Mapping[str, str], place: Place) -> Concluded:
        record, _, name = key.rpartition(".")
        if record and record not in records:
            raise place.error(f"there is no record {quote(record)} in this case", did_you_mean(record, records))
        scopes = [records[record]] if record else sorted(set(records.values()))
        known = {field: (scope, each) for (scope, field), each in self._fields.items() if scope in scopes}
        if name not in known:
            raise place.error(f"{quote(name)} is not a fact that rules conclude here", did_you_mean(name, known))
        scope, field = known[name]
        ids = [record] if record else [each for each, its_scope in records.items() if its_scope == scope]
        if len(ids) > 1:
            raise place.error(f"{quote(name)} of which {scope}?", f"name it, e.g. `{ids[0]}.{name}`")
        value = _fact(place.text(tree), field.ref.type, place)
        return Concluded(field.ref.key, f"{scope}/{ids[0]}", value, field.default)

    def _firing(self, tree: Tree, calendar: Calendar, place: Place) -> Firing:
        fields = dict(place.fields(tree, ("rule", "urgency", "amount", "window", *_TEXTS, *_DAYS)))
        if "rule" not in fields:
            raise place.error("`rule` is missing", "name the rule that fires, e.g. `rule: tip-07.order-request`")
        rule = self._rule(fields.pop("rule"), place.at("rule"))
        advice: dict[str, Expected] = {}
        for name, value in fields.items():
            spot = place.at(name, value)
            if name == "window":
                window = spot.fields(value, _WINDOW)
                advice |= {f"window.{each}": _window(each, spot.at(each).text(window[each]), calendar, spot.at(each)) for each in window}
            else:
                advice[name] = self._advice(name, spot.text(value), calendar, spot)
        return Firing(rule, advice)

    def _advice(self, name: str, text: str, calendar: Calendar, place: Place) -> Expected:
        if name in {"action", "gave_way_to"} and text not in self._actions:
            raise place.error(f"there is no action {quote(text)}", did_you_mean(text, self._actions))
        if name in _DAYS:
            return _day(text, calendar, place)
        if name == "urgency":
            return _whole(text, place)
        return _number(text, place) if name == "amount" else text

    def _rule(self, tree: Tree, place: Place) -> str:
        name = place.text(tree)
        if name not in self._rules:
            raise place.error(f"there is no rule {quote(name)}", did_you_mean(name, self._rules))
        return name


def _fact(text: str, kind: Type, place: Place) -> Expected:
    if kind.choices:
        if text not in kind.choices:
            raise place.error(f"{quote(text)} is not one of its values", did_you_mean(text, kind.choices))
        return text
    if kind.kind is Kind.FLAG:
        if text not in _FLAGS:
            raise place.error(f"{quote(text)} is not yes or no", "write `yes` or `no`")
        return _FLAGS[text]
    return text if kind.kind is Kind.NAME else _number(text, place)


def _window(name: str, text: str, calendar: Calendar, place: Place) -> Expected:
    if name == "on":
        return _day(text, calendar, place)
    if text != "24:00" and parse_clock(text) is None:
        raise place.error(f"{quote(text)} is not a time", "write it as 15:30")
    return text


def _day(text: str, calendar: Calendar, place: Place) -> date:
    day = calendar.day(text)
    if day is None:
        raise place.error(f"{quote(text)} is not a day", MEND_DAY)
    return day


def _whole(text: str, place: Place) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len("100")):
        raise place.error(f"{quote(text)} is not an urgency", "write a whole number from 0 to 100")
    return int(text)


def _number(text: str, place: Place) -> Decimal:
    try:
        number = read_number(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise place.error(
            f"{quote(text)} is not a number", "write a plain number such as 1234.50, without thousands separators and currency"
        )
    return number
