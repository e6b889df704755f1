"""Columns of attributes: what a record holds beyond the models, one column each or all of them as JSON."""

from __future__ import annotations

from dunning_rules.rows.row_error import RowError

ATTRIBUTE = "attributes."
"""What the name of such a column begins with."""


def with_attributes(row: dict[str, object]) -> dict[str, object]:
    """The row with its columns `attributes.x` among its `attributes`.

    Raises:
        RowError: `attributes` is no object, or one of them is given twice.
    """
    own = {name: row.pop(name) for name in list(row) if name.startswith(ATTRIBUTE)}
    if own:
        whole = row.get("attributes", {})
        if not isinstance(whole, dict):
            raise RowError("this is not an object of JSON", field="attributes", help="leave it out: there are columns `attributes.…`")
        named = {name.removeprefix(ATTRIBUTE): value for name, value in own.items()}
        if twice := sorted(named.keys() & whole.keys()):
            raise RowError("it is given twice", field=f"{ATTRIBUTE}{twice[0]}", help="keep one of the two cells")
        row["attributes"] = {**whole, **named}
    return row
