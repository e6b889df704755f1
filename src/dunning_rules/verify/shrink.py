"""Made cases without what does not matter: records and fields are left out one by one while the engine still bears the finding out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from pydantic import ValidationError

from dunning_rules.models import Case

TRIES = 200
"""So many smaller cases are run at most."""
_CHILDREN = ("events", "visits", "invoices")
_KEPT = frozenset({"id", "debtor_id", "kind"})
_Path: TypeAlias = tuple[str | int, ...]
_Data: TypeAlias = dict[str, Any]


def smallest(cases: tuple[Case, ...], holds: Callable[[tuple[Case, ...]], bool], *, tries: int = TRIES) -> tuple[Case, ...]:
    """The smallest cases that can be made of `cases`; from each of them the same is left out.

    Args:
        cases: one case, or several that differ in values only.
        holds: whether what they show is still shown.
        tries: so many smaller cases are run at most.
    """
    found = cases
    left = tries
    shrinks = True
    while shrinks and left > 0:
        shrinks = False
        data = [case.model_dump(exclude_unset=True) for case in found]
        for path in list(_paths(data[0])):
            smaller = _without(data, path)
            made = None if smaller is None else _made(smaller)
            if smaller is None or made is None or left == 0:
                continue
            left -= 1
            if holds(made):
                data, found, shrinks = smaller, made, True
    return found


def _paths(data: _Data) -> Iterator[_Path]:
    """What may be left out: whole records first, the last ones before the others, so that no place moves; then single fields."""
    for name in _CHILDREN:
        yield from ((name, number) for number in reversed(range(len(data.get(name, ())))))
    contacts = data["debtor"].get("contacts", ())
    yield from (("debtor", "contacts", number) for number in reversed(range(len(contacts))))
    for name in ("debtor", "creditor"):
        yield from _fields(data[name], (name,))
    for name in _CHILDREN:
        for number, record in enumerate(data.get(name, ())):
            yield from _fields(record, (name, number))


def _fields(record: _Data, path: _Path) -> Iterator[_Path]:
    for name, value in record.items():
        if name not in _KEPT:
            yield (*path, name)
            if isinstance(value, dict):
                yield from _fields(value, (*path, name))


def _without(data: list[_Data], path: _Path) -> list[_Data] | None:
    """The data without what stands at `path`; `None` where nothing stands there any more."""
    try:
        return [_cut(each, path) for each in data]
    except LookupError:
        return None


def _cut(data: Any, path: _Path) -> Any:  # noqa: ANN401 - a record, a list of them or a value, as `model_dump` gives it
    first, *rest = path
    inner = data[first]
    if isinstance(data, dict):
        return {name: value if name != first else _cut(inner, tuple(rest)) for name, value in data.items() if rest or name != first}
    return (*data[:first], *([_cut(inner, tuple(rest))] if rest else []), *data[int(first) + 1 :])


def _made(data: list[_Data]) -> tuple[Case, ...] | None:
    try:
        return tuple(Case.model_validate(each) for each in data)
    except ValidationError:
        return None
