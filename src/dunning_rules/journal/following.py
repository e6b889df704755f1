"""What follows from what was done: the events by which the rules know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from dunning_rules.journal.entries import Decided, Followed, Recommended
from dunning_rules.models import Event
from dunning_rules.models.event import (
    Channel,
    ClaimSecured,
    CollectionResumed,
    ContactAttempt,
    DebtShelved,
    ExcuseChecked,
    MeasureType,
    NoticeSent,
    NoticeType,
    PressingMeasure,
    PromiseToPay,
)
from dunning_rules.vocabulary.steps import CONTACT_CHANNELS

_PREFIX = "journal/"


def events_of(about: Recommended, done: Decided, outcomes: Iterable[Followed]) -> Iterator[Event]:
    """The events that follow from one recommendation that was done, and from what came of it.

    Their ids are the same whenever they are asked for. They are known from the moment of the decision, or of the outcome, on.

    Args:
        about: what was recommended.
        done: the decision.
        outcomes: what is known to have come of it, in the order in which it was written.
    """
    found = list(outcomes)
    yield from _contact(about, done, found)
    name, debtor, at = f"{_PREFIX}{done.id}", about.debtor_id, done.at
    if about.measure is not None:
        yield PressingMeasure(id=f"{name}/measure", debtor_id=debtor, at=at, measure=cast("MeasureType", about.measure))
    if about.change == "claim_secured":
        yield ClaimSecured(id=f"{name}/change", debtor_id=debtor, at=at)
    elif about.change == "debt_shelved" and about.names_day is not None:
        yield DebtShelved(id=f"{name}/change", debtor_id=debtor, at=at, review_on=about.names_day)
    elif about.change == "collection_resumed":
        yield CollectionResumed(id=f"{name}/change", debtor_id=debtor, at=at)
    for each in found:
        yield from _outcome(about, each)


def _contact(about: Recommended, done: Decided, outcomes: list[Followed]) -> Iterator[Event]:
    name, debtor, at = f"{_PREFIX}{done.id}", about.debtor_id, done.at
    if about.notice is not None:
        delivered = next((each for each in reversed(outcomes) if each.result == "delivered"), None)
        yield NoticeSent(
            id=name,
            debtor_id=debtor,
            at=at,
            notice=cast("NoticeType", about.notice),
            level=about.level,
            deadline_on=about.names_day,
            delivered_on=None if delivered is None else delivered.on or delivered.at.date(),
        )
    elif about.channel in CONTACT_CHANNELS:
        # what is not said to have failed has reached somebody: so the guard counts it as a conversation
        last = next((each.result for each in reversed(outcomes) if each.result in {"reached", "not_reached"}), "reached")
        yield ContactAttempt(id=name, debtor_id=debtor, at=at, channel=cast("Channel", about.channel), reached=last == "reached")


def _outcome(about: Recommended, each: Followed) -> Iterator[Event]:
    name = f"{_PREFIX}{each.id}"
    if each.result == "promised" and each.amount is not None and each.currency is not None and each.on is not None:
        yield PromiseToPay(
            id=name,
            debtor_id=about.debtor_id,
            at=each.at,
            amount=each.amount,
            currency=each.currency,
            due_on=each.on,
            invoice_id=about.invoice_id,
        )
    elif each.result == "verified" or each.result == "refuted":  # noqa: PLR1714 - so that its type is known
        excuse = about.record.partition("/")[2]
        yield ExcuseChecked(id=name, debtor_id=about.debtor_id, at=each.at, excuse_id=excuse, finding=each.result)
