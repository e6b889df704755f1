"""The records of a case as text: what the author wrote, what is filled in, and what a like case changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from dunning_rules.errors import did_you_mean, quote
from dunning_rules.testing.golden.days import Calendar
from dunning_rules.testing.golden.place import Place
from dunning_rules.testing.golden.yaml_tree import Fields, Leaf, Tree

Table: TypeAlias = Literal["creditor", "debtor", "invoices", "visits", "events"]
TABLES: tuple[Table, ...] = ("creditor", "debtor", "invoices", "visits", "events")
LISTS: tuple[Table, ...] = ("invoices", "visits", "events")
CURRENCY = "EUR"
TERMS = timedelta(days=30)
"""An invoice without `issued_on` was issued so long before it is due, but not after today."""
_APPOINTED = timedelta(days=7)
_KINDS_WITH_MONEY = frozenset({"payment", "promise", "funds_observed"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One record as text, complete with defaults.

    Attributes:
        table: where it belongs.
        fields: by name; an empty text means not known.
        place: where it was written.
    """

    table: Table
    fields: Mapping[str, Tree]
    place: Place

    def changed(self, fields: Mapping[str, Tree]) -> Draft:
        """This record with other values."""
        return Draft(self.table, {**self.fields, **fields}, self.place)


Drafts: TypeAlias = dict[str, Draft]
"""The records of a case by their handle: `creditor`, `debtor`, or the id."""


def begin(fields: Mapping[str, Tree], calendar: Calendar, place: Place) -> Drafts:
    """The records of a case that stands on its own.

    Raises:
        GoldenFileError: a table has the wrong form, or an id occurs twice.
    """
    drafts: Drafts = {}
    for table in ("creditor", "debtor"):
        given = place.at(table).fields(fields[table]) if table in fields else {}
        defaults: dict[str, Tree] = {"id": Leaf(table, place.line)}
        if table == "creditor":
            defaults["currency"] = Leaf(CURRENCY, place.line)
        drafts[table] = Draft(table, {**defaults, **given}, place.at(table))
    _append(drafts, {table: fields[table] for table in LISTS if table in fields}, calendar, place)
    return drafts


def changed(base: Drafts, change: Mapping[str, Tree], calendar: Calendar, place: Place) -> tuple[Drafts, int]:
    """The records of a case that is like another one, and how many things differ.

    Args:
        base: the records of the other case.
        change: `with` (fields by handle), `add` (records by table) and `without` (handles).
        calendar: as in the other case.
        place: of the case.

    Raises:
        GoldenFileError: a handle is unknown, a value is the one that the other case has, or as `begin`.
    """
    drafts = dict(base)
    count = 0
    if "without" in change:
        for spot, item in place.at("without").items(change["without"]):
            handle = spot.text(item)
            _known(handle, [each for each in drafts if each not in {"creditor", "debtor"}], spot)
            del drafts[handle]
            count += 1
    if "with" in change:
        spot = place.at("with", change["with"])
        for handle, tree in spot.fields(change["with"]).items():
            inner = spot.at(handle, tree)
            _known(handle, drafts, inner)
            fields = inner.fields(tree)
            for name, value in fields.items():
                if name == "id":
                    raise inner.at(name, value).error("an id cannot be changed", "give the record its id where it is first written")
                if _same(value, drafts[handle].fields.get(name)):
                    raise inner.at(name, value).error("this is the same value as in the other case", "change it, or leave it out")
            drafts[handle] = drafts[handle].changed(fields)
            count += len(fields)
    if "add" in change:
        count += _append(drafts, place.at("add", change["add"]).fields(change["add"], LISTS), calendar, place.at("add"))
    return drafts, count


def _append(drafts: Drafts, tables: Mapping[str, Tree], calendar: Calendar, place: Place) -> int:
    before = len(drafts)
    for table in LISTS:
        if table not in tables:
            continue
        for spot, item in place.at(table, tables[table]).items(tables[table]):
            given = spot.fields(item)
            handle = spot.at("id").text(given["id"]) if "id" in given else _free(drafts, _prefix(table, given))
            if handle in drafts:
                raise spot.at("id", item).error(f"the id {quote(handle)} occurs twice in this case", "give each record its own id")
            drafts[handle] = Draft(table, {**_defaults(table, given, drafts, calendar, spot), **given, "id": Leaf(handle, spot.line)}, spot)
    return len(drafts) - before


def _defaults(table: Table, given: Mapping[str, Tree], drafts: Drafts, calendar: Calendar, place: Place) -> dict[str, Tree]:
    found: dict[str, Tree] = {"debtor_id": drafts["debtor"].fields["id"]}
    kind = given.get("kind")
    if table == "invoices" or "expected_amount" in given or "collected_amount" in given or _text(kind) in _KINDS_WITH_MONEY:
        found["currency"] = drafts["creditor"].fields["currency"]
    if table == "invoices":
        due = calendar.day(_text(given.get("due_on")))
        if due is not None:
            found["issued_on"] = Leaf(min(due - TERMS, calendar.today).isoformat(), place.line)
    if table == "visits":
        took_place = given.get("ended_at", given.get("started_at"))
        planned = Leaf((calendar.today - _APPOINTED).isoformat(), place.line)
        found["recorded_at"] = planned if took_place is None else took_place
    return found


def _prefix(table: Table, given: Mapping[str, Tree]) -> str:
    return {"invoices": "invoice", "visits": "visit"}.get(table) or _text(given.get("kind")) or "event"


def _free(drafts: Drafts, prefix: str) -> str:
    taken = Counter(handle.rpartition("-")[0] for handle in drafts)
    return next(name for number in range(1, taken[prefix] + 2) if (name := f"{prefix}-{number}") not in drafts)


def _known(handle: str, drafts: Mapping[str, object] | list[str], place: Place) -> None:
    if handle not in drafts:
        raise place.error(f"there is no record {quote(handle)} in this case", did_you_mean(handle, drafts))


def _text(tree: Tree | None) -> str:
    return tree.text if isinstance(tree, Leaf) else ""


def _same(one: Tree, other: Tree | None) -> bool:
    return _bare(one) == ("" if other is None else _bare(other))


def _bare(tree: Tree) -> object:
    if isinstance(tree, Leaf):
        return tree.text
    if isinstance(tree, Fields):
        return {key: _bare(value) for key, value in tree.fields.items()}
    return [_bare(each) for each in tree.items]
