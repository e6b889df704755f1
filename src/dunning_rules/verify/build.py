"""From the values that the solver found to a case: complete records, as the models want them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

import z3
from pydantic import BaseModel, ValidationError

from dunning_rules.engine.attributes import PREFIX
from dunning_rules.engine.given import attribute_of
from dunning_rules.language import Kind
from dunning_rules.language.types import decode
from dunning_rules.models import Case, Creditor, Debtor, Invoice, Visit
from dunning_rules.models.event import EVENT_ADAPTER, EVENT_MODELS
from dunning_rules.verify.counted import CURRENCY, CountedSpace
from dunning_rules.verify.frame import Frame
from dunning_rules.vocabulary import Field

_Values: TypeAlias = dict[str, Any]
_DEBTOR_ID = "debtor"
_DIGITS = 2
_MORNING = time(9)
_NOON = time(12)
_CONTACTS = {True: "contact-1", False: "contact-2"}
_COUNTRY = re.compile("[A-Z]{2}")


def moment_of(day: date) -> datetime:
    """The moment of a day for which made cases are asked."""
    return datetime.combine(day, _NOON, UTC)


class Builder:
    """Builds the case of one model of the solver."""

    def __init__(self, space: CountedSpace, model: z3.ModelRef, *, attests: bool = False) -> None:
        """Prepare.

        Args:
            space: the records as formulas.
            model: the values that were found.
            attests: whether what the claims of rules need is attested.
        """
        self._attests = attests
        self._space = space
        self._model = model
        self._fields = space.world.vocabulary.scopes
        self._as_of = moment_of(space.world.day)
        self._met: set[bool] = set()

    def case(self) -> Case | None:
        """The case; `None` where the models refuse it."""
        try:
            return self._case()
        except ValidationError:
            return None

    def _case(self) -> Case:
        children = {
            scope: [self._child(scope, record) for record, there in slots if self._is(there)] for scope, slots in self._space.slots.items()
        }
        roots = self._roots()
        contacts = tuple(
            {"id": _CONTACTS[may_pay], "role": "payer" if may_pay else "clerk", "authority_to_pay": may_pay}
            for may_pay in sorted(self._met)
        )
        debtor = {**roots["debtor"], "id": _DEBTOR_ID, **({"contacts": contacts} if contacts else {})}
        return Case.model_validate(
            {
                "creditor": Creditor.model_validate({"id": "creditor", "currency": CURRENCY, **self._attested(), **roots["creditor"]}),
                "debtor": Debtor.model_validate(debtor),
                "invoices": tuple(Invoice.model_validate(each) for each in children.get("invoice", ())),
                "visits": tuple(Visit.model_validate(each) for each in children.get("visit", ())),
                "events": tuple(EVENT_ADAPTER.validate_python(each) for each in children.get("event", ())),
            }
        )

    def _attested(self) -> _Values:
        """What the claims of rules need, attested where that is wanted."""
        if not self._attests:
            return {}
        day = self._space.world.day
        kinds = self._space.world.attested
        texts = {"attested_by": "manager", "attested_on": day}
        found = tuple({"kind": kind, "statement": kind.replace("_", " "), **texts} for kind in kinds)
        return {"attestations": found} if found else {}

    def _is(self, truth: Any) -> bool:  # noqa: ANN401 - a formula
        return bool(z3.is_true(self._model.eval(truth, model_completion=True)))

    def _values(self, scope: str, record: Frame) -> list[tuple[Field, Any]]:
        """The given fields that are known, each with its value as people have it."""
        found: list[tuple[Field, Any]] = []
        for name, formula in record.given.items():
            if self._is(formula.known):
                field = self._fields[scope].fields[name]
                found.append((field, self._value(field, formula.value)))
        return found

    def _value(self, field: Field, formula: Any) -> Any:  # noqa: ANN401 - a formula, and any literal
        kind = field.ref.type
        if kind.kind is Kind.FLAG:
            return self._is(formula)
        number = self._model.eval(formula, model_completion=True).as_long()
        if kind.kind is Kind.CHOICE:
            return kind.choices[number]
        return self._space.world.names.name(number) if kind.kind is Kind.NAME else decode(number, kind.kind, _DIGITS)

    def _roots(self) -> dict[str, _Values]:
        """The attributes of the debtor and of the creditor."""
        roots: dict[str, _Values] = {"debtor": {}, "creditor": {}}
        models: Mapping[str, type[BaseModel]] = {"debtor": Debtor, "creditor": Creditor}
        for field, value in self._values("debtor", self._space.debtor):
            root, _, path = (field.source or "").partition(".")
            if root not in roots or path == "id":
                continue
            if path == "dunning_block":
                if value:
                    roots[root].setdefault("dunning_block", {"reason": "agreed"})
            elif path == "dunning_block.until":
                roots[root].setdefault("dunning_block", {"reason": "agreed"})["until"] = value
            elif path.startswith("contact_preference.not_by:"):
                if value:
                    roots[root].setdefault("contact_preference", {"not_by": []})["not_by"].append(path.partition(":")[2])
            elif path in {"country", "governing_law"}:
                roots[root][path] = value if _COUNTRY.fullmatch(value) else "ZZ"
            elif path.startswith(PREFIX) or path.partition(".")[0] in models[root].model_fields:
                _put(roots[root], path, _written(field, value) if path.startswith(PREFIX) else value)
        return roots

    def _child(self, scope: str, record: Frame) -> _Values:
        found: _Values = {"id": record.tag, "debtor_id": _DEBTOR_ID}
        values = self._values(scope, record)
        model: type[BaseModel] = Visit if scope == "visit" else Invoice
        if scope == "event":
            found["kind"] = next(value for field, value in values if field.ref.name == "kind")
            model = EVENT_MODELS[str(found["kind"])]
        if scope == "visit":
            found["recorded_at"] = self._as_of
        place = int(record.tag.rpartition("-")[2])
        for field, value in values:
            attribute = attribute_of(field, model)
            if attribute is not None and attribute not in {"id", "kind"}:
                self._put_child(found, field, attribute, value, place)
        if found.get("currency") is None and "currency" in model.model_fields:
            found["currency"] = CURRENCY
        return found

    def _put_child(self, found: _Values, field: Field, attribute: str, value: Any, place: int) -> None:  # noqa: ANN401 - any literal
        path, _, how = (field.source or "").partition("@")
        member = path.partition(":")[2]
        if member:
            if value:
                found.setdefault(attribute, []).append(member)
        elif how == "authority":
            self._met.add(value)
            found[attribute] = _CONTACTS[value]
        elif how == "minute":
            known = found.get(attribute) or datetime.combine(self._space.world.day, _MORNING, UTC)
            found[attribute] = known.replace(hour=value // 60, minute=value % 60)
        elif how in {"day", "local_day"}:
            clock = (
                found[attribute].timetz()
                if attribute in found
                else (datetime.combine(value, _MORNING, UTC) + timedelta(minutes=place)).timetz()
            )
            found[attribute] = datetime.combine(value, clock)
        elif attribute.startswith(PREFIX):
            _put(found, attribute, _written(field, value))
        elif how != "own":
            found[attribute] = value


def _put(found: _Values, path: str, value: Any) -> None:  # noqa: ANN401 - any literal
    first, _, rest = path.partition(".")
    if rest:
        found.setdefault(first, {})[rest] = value
    else:
        found[first] = value


def _written(field: Field, value: Any) -> Any:  # noqa: ANN401 - any literal
    """The value as an attribute holds it."""
    if isinstance(value, Decimal):
        return str(value)
    if field.ref.type.kind is Kind.MINUTE:
        return f"{value // 60:02}:{value % 60:02}"
    return value.isoformat() if isinstance(value, date) else value
