"""All golden files of a folder, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dunning_rules.contribution import Plugin
from dunning_rules.errors import GoldenCaseError, GoldenFileError, quote
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.golden.check import GoldenRunner
from dunning_rules.testing.golden.count import require_coverage
from dunning_rules.testing.golden.read import read_golden


def golden_paths(path: Path) -> tuple[Path, ...]:
    """The golden files of a folder, by name, or the file itself.

    Raises:
        GoldenFileError: there is none.
    """
    found = tuple(sorted(path.glob("*.yaml"))) if path.is_dir() else (path,)
    if not found:
        raise GoldenFileError(f"{quote(str(path))} has no golden file", help="give a folder with files that end in `.yaml`, or one file")
    return found


def check_golden(path: Path, book: RuleBook | None = None, *, plugins: Iterable[Plugin] = (), require_all_letters: bool = True) -> int:
    """Read and run the golden cases of a file or a folder, on every engine.

    Args:
        path: a file, or a folder with files that end in `.yaml`.
        book: the rules; the built-in ones where absent.
        plugins: policies that take part.
        require_all_letters: whether each letter of the book has to have enough cases.

    Returns:
        How many cases were checked.

    Raises:
        GoldenFileError: a file cannot be read.
        GoldenCaseError: cases do not hold; all of them are told.
        GoldenCoverageError: a letter has too few cases.
    """
    runner = GoldenRunner(book, plugins=plugins)
    files = [read_golden(each, runner.book) for each in golden_paths(path)]
    wrong: list[GoldenCaseError] = []
    for file in files:
        for case in file.cases.values():
            try:
                runner.check(case, file)
            except GoldenCaseError as error:
                wrong.append(error)
    if wrong:
        first = wrong[0]
        told = "".join(f"\n{each.where}: {each.message}" for each in wrong[1:])
        raise GoldenCaseError(f"{first.message}{told}", where=first.where, help=first.help)
    if require_all_letters:
        require_coverage(files, runner.book)
    return sum(len(file.cases) for file in files)
