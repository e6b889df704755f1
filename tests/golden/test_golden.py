"""The golden cases of the tips: every case of every file, on every engine, and enough of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dunning_rules.testing.golden import GoldenFile, GoldenRunner, golden_paths, read_golden, require_coverage
from dunning_rules.testing.golden.count import coverage

FOLDER = Path(__file__).parent
PATHS = golden_paths(FOLDER)


@cache
def runner() -> GoldenRunner:
    return GoldenRunner()


@cache
def golden(path: Path) -> GoldenFile:
    return read_golden(path, runner().book)


@pytest.mark.parametrize(
    ("path", "name"), [pytest.param(path, name, id=f"{path.stem}: {name}") for path in PATHS for name in golden(path).cases]
)
def test_the_rules_say_what_the_case_expects(path: Path, name: str) -> None:
    file = golden(path)
    runner().check(file.cases[name], file)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_letter_of_the_tip_has_enough_cases(path: Path) -> None:
    tip = path.stem.replace("_", "-")
    short = [each for each in coverage([golden(path)], runner().book) if each.letter.startswith(tip) and not each.is_enough]
    assert not short


def test_every_letter_of_the_book_has_enough_cases() -> None:
    require_coverage([golden(path) for path in PATHS], runner().book)
