"""What the how-to says of the regimes is what the data say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dunning_rules.io import read_rates
from dunning_rules.late_payment import Law, shipped_rates

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/interest.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("law", shipped_rates().law, ids=lambda law: law.name)
def test_each_law_has_a_row_with_the_day_of_its_verification(law: Law) -> None:
    state = f'`member_state="{law.member_state}"`' if law.member_state else ""
    (row,) = [row for row in ROWS if f"`{law.regime}`" in row.split("|")[1] and (state in row if state else "member_state" not in row)]
    assert row.endswith(f"| {law.last_verified} |")


def test_the_example_is_the_file_that_it_reads() -> None:
    shown = TEXT.split("```toml\n")[1].split("```")[0]
    path = ROOT / "examples/rates/ecb-2026-h2.toml"
    assert path.read_text(encoding="utf-8").endswith(shown)
    assert read_rates(path).table
