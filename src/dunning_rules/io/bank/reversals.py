"""Money that was taken back: it cancels the payment that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from dunning_rules.io.bank.statement import Credit


def cancel(credits_: Iterable[Credit]) -> tuple[list[Credit], list[Credit]]:
    """Take each reversal together with the payment before it that has its amount and its reference.

    Args:
        credits_: in the order of the statement.

    Returns:
        The payments that remain, and the reversals whose payment is not there.
    """
    remaining: list[Credit] = []
    lonely: list[Credit] = []
    for credit in credits_:
        if not credit.is_reversal:
            remaining.append(credit)
            continue
        place = next((place for place in reversed(range(len(remaining))) if _belongs(credit, remaining[place])), None)
        if place is None:
            lonely.append(credit)
        else:
            del remaining[place]
    return remaining, lonely


def _belongs(reversal: Credit, credit: Credit) -> bool:
    same_money = (reversal.account, reversal.currency, reversal.amount) == (credit.account, credit.currency, credit.amount)
    named = [each.document for each in reversal.references]
    same_reference = (
        (reversal.end_to_end_id is not None and reversal.end_to_end_id == credit.end_to_end_id)
        or (bool(named) and named == [each.document for each in credit.references])
        or (bool(reversal.text) and reversal.text == credit.text)
    )
    return same_money and same_reference and credit.at <= reversal.at
