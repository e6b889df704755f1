"""Golden files for tests of their runner: one good file, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

from dunning_rules.testing.golden import GoldenFile, read_golden

GOOD = """\
cases:
  - case: an order
    why: It owes and orders.
    invoices:
      - {amount: 100.00, due_on: 30 days ago}
    events:
      - {kind: order_request, at: yesterday}
    fires:
      - {rule: tip-07.order-request, action: DEFER_NEW_BUSINESS, amount: 100.00}
  - case: no order
    why: It orders nothing.
    near_miss_of: an order
    without: [order_request-1]
    not: [tip-07]
"""
CASE = """\
  - case: it
    why: because
"""


def written(folder: Path, text: str, name: str = "golden.yaml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def golden(folder: Path, text: str) -> GoldenFile:
    """The cases of a file with this text."""
    return read_golden(written(folder, text))


def one_case(body: str) -> str:
    """A file with one case, whose records and expectations are given."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"cases:\n{CASE}{lines}"
