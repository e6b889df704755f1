"""What measures portfolios: the rules by hand are those of the book, results are kept, and pages are written between their marks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from benchmarks.hand_polars.evaluate import evaluate
from benchmarks.portfolios.data import AS_OF, CREDITOR, portfolio
from benchmarks.portfolios.fired import Columns, differences, named, staying
from benchmarks.portfolios.page import page, put
from benchmarks.portfolios.results import Found, Results, conditions
from benchmarks.portfolios.same import check_polars
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import tables_of
from dunning_rules.io.demo_portfolio import DEMO_CREDITOR, demo_portfolio
from dunning_rules.models import Case, Creditor
from dunning_rules.rows.currencies import Currencies
from dunning_rules.testing import AS_OF as SAMPLED_AT
from dunning_rules.testing import sample_cases
from dunning_rules.tips import standard_book
from tests.frames.whole import alike


def checked(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return dict(check_tables(tables, Currencies(None, None)).tables)


def in_euros(case: Case) -> bool:
    records = (case.debtor, *case.invoices, *case.visits, *case.events)
    return all(getattr(each, "currency", None) in {None, "EUR"} for each in records)


def samples(seed: int, size: str) -> tuple[dict[str, pl.DataFrame], datetime, Creditor]:
    cases = alike(sample_cases(seed, 800, as_of=SAMPLED_AT))
    told = {"size": size, "is_group": size == "large", "country": "DE", "large_amount": None, "margin_rank_cut": None}
    us = cases[0].creditor.model_copy(update=told)
    return checked(tables_of([case.model_copy(update={"creditor": us}) for case in cases])), SAMPLED_AT, us


def test_the_rules_by_hand_in_polars_are_those_of_the_book() -> None:
    demo = [case for case in demo_portfolio() if case.creditor == DEMO_CREDITOR and in_euros(case)]
    portfolios = [
        (checked(portfolio(2_000)), AS_OF, CREDITOR),
        (checked(tables_of(demo)), datetime(2026, 7, 15, 12, tzinfo=UTC), DEMO_CREDITOR),
        samples(4, "large"),
        samples(5, "small"),
    ]
    fired: set[str] = set()
    for tables, as_of, creditor in portfolios:
        assert check_polars(tables, as_of, creditor) > 100
        fired |= set(evaluate(tables, as_of, creditor)[0]["rule"])
    assert fired == {rule.id for rule in standard_book().rules}


def test_a_rule_that_fires_otherwise_is_found() -> None:
    tables = checked(portfolio(50))
    columns = Columns(tables, AS_OF, CREDITOR)
    wanted = columns.fired(columns.run(tables))
    firings, records = evaluate(tables, AS_OF, CREDITOR)
    frames = {"debtor": records.debtors, "invoice": records.invoices, "visit": records.visits, "event": records.events}
    found = staying(named(firings, frames))
    assert differences(wanted, found) == []
    lost = found.filter(pl.col("rule") != "tip-16.unsigned")
    assert [each.partition(":")[0] for each in differences(wanted, lost)] == ["tip-16.unsigned"]
    assert [each.partition(":")[0] for each in differences(lost, found)] == ["tip-16.unsigned"]


def test_results_are_kept_and_gone_on_with(tmp_path: Path) -> None:
    path, told = tmp_path / "results.json", conditions(7, 2)
    first = Results(path, told, resume=True)
    first.keep("dunning_rules, durable", 5_000, Found(5_000, 8.0, 170.0))
    first.keep("clipspy", 1_000, Found(1_000, None, note="not installed: clips"))
    again = Results(path, told, resume=True)
    assert again.get("dunning_rules, durable", 5_000) == Found(5_000, 8.0, 170.0)
    assert again.get("clipspy", 1_000) is None  # what failed is tried again
    assert Results(path, told, resume=False).get("dunning_rules, durable", 5_000) is None
    with pytest.raises(SystemExit, match="other conditions"):
        Results(path, conditions(8, 2), resume=True)


def test_ratios_to_durable_are_to_its_sample(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.json", conditions(7, 2), resume=False)
    results.keep("dunning_rules, durable", 5_000, Found(5_000, 10.0, 170.0))
    results.keep("dunning_rules, columns", 100_000, Found(100_000, 5.0, 900.0))
    results.keep("dunning_rules, columns", 1_000_000, Found(1_000_000, 40.0, 6144.0))
    text = page(results, 1_000_000)
    assert "its rate on a sample of 5,000 debtors" in text
    assert "| columns, everything, 1,000,000 debtors, × durable (from its sample) | 50.0 | at least 50 |" in text
    assert "| peak memory of columns, everything, 1,000,000 debtors, GiB | 6.0 | at most 6 |" in text
    assert "| a debtor at 1,000,000 costs × one at 100,000 | 0.80 | at most 1.2 |" in text


def test_a_page_is_written_between_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("before\n<!-- portfolio: begin -->\nold\n<!-- portfolio: end -->\nafter\n", encoding="utf-8")
    put("new", path, "portfolio")
    put("newer", path, "portfolio")
    assert path.read_text(encoding="utf-8") == "before\n<!-- portfolio: begin -->\n\nnewer\n\n<!-- portfolio: end -->\nafter\n"
    put("alone", tmp_path / "new.md", "portfolio")
    assert (tmp_path / "new.md").read_text(encoding="utf-8") == "alone\n"
