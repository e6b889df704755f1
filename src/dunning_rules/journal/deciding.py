"""What people may say of a recommendation, and what has to be said with it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import cast, get_args

from pydantic import ValidationError

from dunning_rules.askable import check_moment
from dunning_rules.errors import JournalError, did_you_mean, quote
from dunning_rules.journal.digests import short_id
from dunning_rules.journal.entries import Decided, Decision, Followed, Recommended, Result, as_data, in_utc
from dunning_rules.models.event import PromiseToPay

_MOST_TEXT = 2000
_UNKEPT = re.compile("[\0\ud800-\udfff]")
_NO_ID = frozenset({"id"})


def decided(
    about: Recommended, decision: str, *, by: str, at: datetime, until: date | None, reason: str, before: Decided | None
) -> Decided:
    """A decision that is complete.

    Raises:
        AsOfError: `at` has no zone.
        JournalError: there is no such decision, or something is missing or too much.
    """
    kind = cast("Decision", _known(decision, get_args(Decision), "decision"))
    _check_said(by, at, reason)
    if kind == "snoozed" and until is None:
        raise JournalError("a snooze has no end", help="give the day on which it is shown again: `until`")
    if kind == "snoozed" and until is not None and until <= at.date():
        raise JournalError(f"a snooze ends on {until.isoformat()}, before it begins", help="give a later day")
    if kind in {"done", "reopened"} and until is not None:
        raise JournalError(f"{quote(kind)} has no end", help="leave `until` out, or snooze it")
    if kind == "overridden" and not reason.strip():
        raise JournalError("an override has no reason", help="say why: `reason`")
    if kind == "done" and about.verdict == "vetoed" and not reason.strip():
        raise JournalError(
            f"{quote(about.id)} was vetoed by the compliance guard, and is said to be done",
            help="say why it was done all the same: `reason`",
        )
    made = Decided("", about.id, kind, by, in_utc(at), until, reason, None if before is None else before.id)
    return replace(made, id=short_id(as_data(made, without=_NO_ID)))


def is_same(one: Decided, other: Decided) -> bool:
    """Whether two decisions say the same, wherever they stand."""
    left_out = frozenset({"id", "after"})
    return as_data(one, without=left_out) == as_data(other, without=left_out)


def followed(
    about: Recommended, result: str, *, by: str, at: datetime, amount: Decimal | None, currency: str | None, on: date | None, note: str
) -> Followed:
    """An outcome that is complete.

    Raises:
        AsOfError: `at` has no zone.
        JournalError: there is no such outcome, or something is missing, or it does not go with what was recommended.
    """
    kind = cast("Result", _known(result, get_args(Result), "outcome"))
    _check_said(by, at, note)
    if kind == "promised" and (amount is None or on is None):
        raise JournalError("a promise has no amount or no day", help="give `amount` and `on`")
    if kind in {"verified", "refuted"} and not about.record.startswith("event/"):
        raise JournalError(
            f"{quote(about.id)} is not about an excuse, so nothing of it is {kind}", help="say it of the step that checks the excuse"
        )
    if kind == "delivered" and about.notice is None:
        raise JournalError(f"{quote(about.id)} is no notice, so it is not delivered", help="say `reached` or `not_reached`")
    money = None if amount is None else currency or about.currency
    made = Followed("", about.id, kind, by, in_utc(at), amount, money, on, note)
    _check_amount(about, made)
    return replace(made, id=short_id(as_data(made, without=_NO_ID)))


def _known(name: str, known: tuple[str, ...], what: str) -> str:
    if name not in known:
        raise JournalError(f"{quote(name)} is no {what}", help=did_you_mean(name, known))
    return name


def _check_said(by: str, at: datetime, said: str) -> None:
    check_moment(at)
    if not by.strip() or not by.isprintable():
        raise JournalError("nobody is said to have decided", help="give a name or a number of the person: `by`")
    if len(said) > _MOST_TEXT or len(by) > _MOST_TEXT:
        raise JournalError(f"the text is longer than {_MOST_TEXT}", help="shorten it")
    if _UNKEPT.search(said):
        raise JournalError("the text has characters that no database keeps", help="write it anew")


def _check_amount(about: Recommended, made: Followed) -> None:
    """Hold the money of an outcome to what holds for the money of any event."""
    if made.amount is None:
        return
    try:
        PromiseToPay(
            id="outcome",
            debtor_id=about.debtor_id,
            at=made.at,
            amount=made.amount,
            currency=made.currency or "",
            due_on=made.on or made.at.date(),
        )
    except ValidationError as error:
        raise JournalError(f"the amount cannot be used: {error.errors()[0]['msg'].lower()}", help="give e.g. `250.00` and `EUR`") from None
