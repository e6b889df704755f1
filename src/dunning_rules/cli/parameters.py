"""`--param`: other values for parameters of the rules, read by their types. And how values are shown, which is how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.share import read_share
from dunning_rules.errors import ParameterError, did_you_mean, quote
from dunning_rules.language import Kind
from dunning_rules.language.types import Literal
from dunning_rules.models.number import read_number
from dunning_rules.rules import Parameter, RuleBook

_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_HOUR = 60
_FORMS = {
    Kind.MONEY: "an amount in the reporting currency, e.g. `5000.00`",
    Kind.RATIO: "a share, e.g. `0.8` or `80%`",
    Kind.MINUTE: "a time such as `15:30`, or minutes",
}


def read_parameters(book: RuleBook, texts: Iterable[str], *, option: str = "--param") -> dict[str, Literal]:
    """The values that an option gives for parameters of `book`.

    Args:
        book: the rules.
        texts: what was given, each as `NAME=VALUE`.
        option: the option.

    Raises:
        UsageError: a parameter is unknown, or its value is of the wrong type or out of range.
    """
    known = {parameter.name: parameter for parameter in book.parameters}
    values: dict[str, Literal] = {}
    for text in texts:
        name, given, value = text.partition("=")
        if not given:
            message = f"{quote(text)} gives no value"
            raise UsageError(message, where=option, help="write `NAME=VALUE`, e.g. `cadence_bad=3`")
        if name not in known:
            message = f"there is no parameter {quote(name)}"
            raise UsageError(message, where=option, help=f"{did_you_mean(name, known)} (`dunning-rules tips` lists them)")
        values[name] = _read(known[name], value, option)
    try:
        if values:
            book.with_parameters(values)
    except ParameterError as error:
        raise UsageError(error.message, where=f"{option}, {error.where}", help=error.help) from None
    return values


def shown(value: Literal, kind: Kind) -> str:
    """A value of a parameter, as `--param` takes it."""
    if kind is Kind.MINUTE and isinstance(value, int):
        return f"{value // _HOUR:02}:{value % _HOUR:02}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _read(parameter: Parameter, text: str, option: str) -> Literal:
    kind = parameter.type.kind
    try:
        if kind is Kind.RATIO:
            return read_share(text)
        if kind is Kind.MONEY:
            return read_number(text)
        if kind is Kind.MINUTE and (clock := _CLOCK.fullmatch(text)):
            return int(clock[1]) * _HOUR + int(clock[2])
        return int(text)
    except (ValueError, InvalidOperation):
        message = f"{quote(text)} is not {_FORMS.get(kind, 'a whole number')}"
        raise UsageError(message, where=f"{option}, parameter {quote(parameter.name)}", help=_range(parameter)) from None


def _range(parameter: Parameter) -> str:
    kind = parameter.type.kind
    return f"give a value from {shown(parameter.low, kind)} to {shown(parameter.high, kind)}"
