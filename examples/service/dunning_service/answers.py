"""What the rules say to a request: from its bytes to those of the report."""

from __future__ import annotations

from http import HTTPStatus

from dunning_rules import Policy, Report
from dunning_rules.io import read_cases, read_json, read_record
from dunning_service.asked import Batch, Question
from dunning_service.limits import Limits
from dunning_service.problem import ProblemError


def answer_question(policy: Policy, body: bytes) -> bytes:
    """The report on one debtor.

    Raises:
        DunningError: the body is no question, or it cannot be answered.
    """
    asked = read_record(read_json(body), Question)
    return _bytes(policy.evaluate(asked.case, as_of=asked.as_of))


def answer_batch(policy: Policy, body: bytes, limits: Limits) -> bytes:
    """The report on several debtors.

    Raises:
        DunningError: the body is no batch.
        ProblemError: it holds too many cases.
    """
    data = read_json(body)
    asked = read_record(data, Batch)
    given: list[object] = list(asked.cases)
    if len(given) > limits.cases:
        message = f"the batch has more than {limits.cases:,} cases"
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message, help="send several smaller ones")
    ledger = read_cases(given)
    return _bytes(policy.evaluate_all(ledger.cases, as_of=asked.as_of, rejects=ledger.rejects, rows=ledger.counts))


def _bytes(report: Report) -> bytes:
    return report.to_json(indent=None).encode()
