"""`schema` on the command line."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Dunning


@pytest.mark.parametrize(
    ("thing", "field"),
    [
        ("case", "debtor"),
        ("creditor", "attestations"),
        ("debtor", "contacts"),
        ("invoice", "due_on"),
        ("visit", "recorded_at"),
        ("report", "recommendations"),
        ("interest", "periods"),
        ("rates", "table"),
    ],
)
def test_records(dunning: Dunning, thing: str, field: str) -> None:
    result = dunning("schema", thing)
    assert result.exit_code == 0
    schema = json.loads(result.stdout)
    assert field in schema["properties"]
    assert list(schema) == sorted(schema)


def test_events_by_kind(dunning: Dunning) -> None:
    schema = json.loads(dunning("schema", "event").stdout)
    assert schema["discriminator"]["propertyName"] == "kind"


def test_a_case_where_nothing_is_said(dunning: Dunning) -> None:
    assert dunning("schema").stdout == dunning("schema", "case").stdout
