"""Terms without a term below them: fields, parameters and constants near the values that occur."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from dunning_rules.language import Const, Kind, Term, Type, as_term
from dunning_rules.language.types import MONEY, Literal
from dunning_rules.testing import pools
from dunning_rules.testing.writer import Place, Writer

_RATIOS = ("0.5", "0", "0.1", "0.25", "0.8", "0.7999", "1", "2")
_SCORES = (50, 0, 1, 10, 25, 99, 100)
_MINUTES = (930, 0, 570, 720, 1080, 1439)
_DAYS = (0, 1, -1, 3, 14, 30, 31, 90, 91, 180, 365)


def make_atom(writer: Writer, place: Place, kind: Type) -> Term:
    """A field where there is one of the type, else a parameter or a constant."""
    if (refs := writer.refs(place, kind)) and not writer.choices.chance(15):
        return writer.choices.one_of(refs)
    return make_fixed(writer, kind)


def make_fixed(writer: Writer, kind: Type) -> Term:
    """A parameter or a constant."""
    parameters = writer.parameters.get(kind, ())
    if parameters and writer.choices.chance(40):
        return writer.choices.one_of(parameters)
    return make_constant(writer, kind)


def make_constant(writer: Writer, kind: Type) -> Const:
    """A constant."""
    found = as_term(_literal(writer, kind), kind)
    assert isinstance(found, Const)  # noqa: S101 - of a literal; this tells the type checker
    return found


def _literal(writer: Writer, kind: Type) -> Literal:  # noqa: PLR0911 - one for each kind of value
    choices = writer.choices
    if kind == MONEY:
        return 0
    match kind.kind:
        case Kind.COUNT:
            return choices.whole(0, 4)
        case Kind.SCORE:
            return choices.one_of(_SCORES)
        case Kind.MINUTE:
            return choices.one_of(_MINUTES)
        case Kind.DAYS:
            return choices.one_of(_DAYS)
        case Kind.DATE:
            return writer.today + timedelta(days=choices.one_of(_DAYS))
        case Kind.RATIO:
            return Decimal(choices.one_of(_RATIOS))
        case Kind.FLAG:
            return not choices.chance(40)
        case Kind.CHOICE:
            return choices.one_of(kind.choices)
    return pools.styled(choices, choices.whole(1, 3))
