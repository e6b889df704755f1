"""The gate of coverage."""

from __future__ import annotations

from typing import Any

from tests.coverage_gate import COMPLETE, File, read, shortfalls

WHOLE = [File(f"{part}/plain.py" if "." not in part else part, 10, 10, "") for part in COMPLETE]
REST = File("cli/main.py", 95, 100, "7, 9->exit")


def measured(lines: int, branches: int) -> dict[str, Any]:
    summary = {"covered_lines": lines, "num_statements": 3, "covered_branches": branches, "num_branches": 2}
    return {"summary": summary, "missing_lines": [7], "missing_branches": [[9, -1], [9, 12]]}


def test_reads_lines_and_branches() -> None:
    report = {"files": {"src/dunning_rules/engine/plain.py": measured(2, 1), "src\\dunning_rules\\errors.py": measured(3, 2)}}
    missing = "7, 9->exit, 9->12"
    assert read(report) == [File("engine/plain.py", 3, 5, missing), File("errors.py", 5, 5, missing)]


def test_all_is_well() -> None:
    assert shortfalls([*WHOLE, REST]) == []


def test_almost_all_is_not_all() -> None:
    found = shortfalls([*WHOLE, REST, File("engine/durable.py", 99_999, 100_000, "41")])
    assert found == ["engine: 99.99 % of lines and branches, 100 % is asked for", "    99.99 %  engine/durable.py  41"]


def test_the_rest_is_taken_together_and_the_worst_comes_first() -> None:
    found = shortfalls([*WHOLE, REST, File("io/csv.py", 0, 1, "1"), File("errors.py", 1, 1, "")])
    assert found == [
        "everything else: 94.11 % of lines and branches, 95 % is asked for",
        "     0.00 %  io/csv.py  1",
        "    95.00 %  cli/main.py  7, 9->exit",
    ]


def test_a_gate_that_measures_nothing_is_shut() -> None:
    assert shortfalls([*WHOLE[1:], REST]) == [f"{COMPLETE[0]}: no file of this name was measured"]
