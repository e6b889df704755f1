"""Texts with places for values: `{debtor.overdue_amount}`."""

from __future__ import annotations

from functools import lru_cache
from string import Formatter

from dunning_rules.errors import BookError, quote
from dunning_rules.language import Wording


@lru_cache(maxsize=4096)
def split(template: str) -> tuple[tuple[str, str | None], ...]:
    """Pairs of a literal and the name of the field after it (`None` after the last literal).

    Raises:
        BookError: the braces do not match, or a field has a conversion or a format.
    """
    try:
        parts = tuple((literal, name, spec, conversion) for literal, name, spec, conversion in Formatter().parse(template))
    except ValueError as error:
        message = f"the text {quote(template)} cannot be read: {error}"
        raise BookError(message, help="write `{scope.field}` for a value, `{{` for a brace") from None
    for _, name, spec, conversion in parts:
        if name is not None and (spec or conversion or not name.strip()):
            message = f"the text {quote(template)} has a place that is not a plain field: {quote(name)}"
            raise BookError(message, help="write `{scope.field}`; the type of the field decides its format")
    return tuple((literal, name) for literal, name, _, _ in parts)


def fields_of(wording: Wording) -> tuple[str, ...]:
    """The fields that a text names in any of its languages, each once."""
    texts = (wording.en, wording.zh, *(text for _, text in wording.others))
    return tuple(dict.fromkeys(name for text in texts for _, name in split(text) if name is not None))
