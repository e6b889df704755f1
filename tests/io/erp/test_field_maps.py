"""The documentation has every field that is read, and none else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dunning_rules.io.erp import ERPNEXT_FIELDS, ODOO_FIELDS, SAP_FIELDS, SAP_LEFT_OUT, TRYTON_FIELDS, FieldUse

ROW = re.compile(r"\| `([^`]+)` \| `([^`]+)` \| ", re.MULTILINE)


@pytest.mark.parametrize(
    ("page", "uses"),
    [("odoo", ODOO_FIELDS), ("erpnext", ERPNEXT_FIELDS), ("tryton", TRYTON_FIELDS), ("sap", SAP_FIELDS)],
)
def test_each_field_is_documented_as_it_is_read(page: str, uses: tuple[FieldUse, ...]) -> None:
    text = Path(f"docs/erp-{page}.md").read_text(encoding="utf-8")
    assert ROW.findall(text) == [(use.model, use.field) for use in uses]
    for use in uses:
        assert f"| `{use.model}` | `{use.field}` | {use.becomes}{'' if use.asked else ' (optional)'} |\n" in text


@pytest.mark.parametrize("column", SAP_LEFT_OUT)
def test_each_column_that_is_left_out_is_documented(column: str) -> None:
    assert f"| `{column}` | {SAP_LEFT_OUT[column]} |\n" in Path("docs/erp-sap.md").read_text(encoding="utf-8")
