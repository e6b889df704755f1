"""Whatever stands in a statement: it is read, rejected or refused, and nothing else happens."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_rules.errors import LedgerError
from dunning_rules.io.bank import book_payments, read_camt
from tests.io.bank.camt_files import details, document, entry, statement
from tests.io.bank.test_book import case, invoice

WHOLE = statement(
    entry("100.00", details("INV-1", structured=document("INV-1", "60.00"), end_to_end="E1", reference="T1", payer="FR76")),
    entry("40.00", side="DBIT", reversal="<RvslInd>true</RvslInd>", reference="R2"),
)
PIECES = re.split(r"(<[^>]*>)", WHOLE)
JUNK = st.sampled_from(
    ["", "x", "-1", "1e400", "NaN", "9" * 300, "0.001", "9999-12-31", "0001-01-01T00:00:00", "true", "&lt;", "\u202e", "<x/>"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(PIECES) - 1), JUNK), min_size=1, max_size=3))
def test_it_is_read_rejected_or_refused(tmp_path: Path, changes: list[tuple[int, str]]) -> None:
    pieces = list(PIECES)
    for place, junk in changes:
        pieces[place] = junk
    path = tmp_path / "statement.xml"
    path.write_text("".join(pieces), encoding="utf-8")
    try:
        found = read_camt(path)
    except LedgerError:
        return
    assert found.counts.rejected == len(found.rejects)
    booked = book_payments(found, (case(invoice("INV-1")),), accounts={"FR76": "D1"})
    assert len(booked.unmatched) <= len(found.credits)
