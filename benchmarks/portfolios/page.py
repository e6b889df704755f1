"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.portfolios.contenders import ALL, COLUMNS, CONTENDERS, DURABLE, POLARS, RULES, Contender
from benchmarks.portfolios.results import Found, Results, told_in_words

_BOOK = max(each.rules for each in CONTENDERS)


def page(results: Results, largest: int) -> str:
    """All tables.

    Args:
        results: what was measured.
        largest: the size that figures to reach are about.
    """
    parts = [
        told_in_words(results.told),
        table(
            ("what", "from → to", "rules", "debtors asked", "debtors a second", "× durable", "peak memory, MiB"),
            [row for each in CONTENDERS for row in _rows(each, results)],
            texts=2,
        ),
        _durable(results),
        _figures(results, largest),
        _growth(results),
    ]
    return "\n\n".join(part for part in parts if part)


def put(text: str, path: Path, mark: str) -> None:
    """Write a text to a file, between the marks of its name where it has them."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if begin in before and end in before:
        head, tail = before.partition(begin)[0], before.partition(end)[2]
        text = f"{head}{begin}\n\n{text}\n\n{end}{tail}"
    else:
        text = f"{text}\n"
    path.write_text(text, encoding="utf-8")


def _rows(contender: Contender, results: Results) -> Iterable[tuple[str, ...]]:
    rules = f"{contender.rules} of {_BOOK}"
    for number, found in enumerate(results.all(contender.name)):
        gives = contender.gives if not number else "as above"
        asked = f"{found.asked:,}{' (sample)' if found.asked == contender.most else ''}"
        if found.rate is None:
            yield contender.name, gives, rules, asked, found.note.replace("|", "/"), "", ""
        else:
            yield contender.name, gives, rules, asked, f"{found.rate:,.0f}", _times(found, _of(results, DURABLE)), f"{found.peak_mib:,.0f}"


def _durable(results: Results) -> str:
    durable = _of(results, DURABLE)
    if durable is None:
        return "Durable was not measured, so there are no ratios to it."
    return (
        f"All ratios to durable are to its rate on a sample of {durable.asked:,} debtors, at whatever size the other was asked: it takes"
        " one case after\nthe other, so its rate does not depend on how many there are. It was not run over the larger portfolios."
    )


def _figures(results: Results, largest: int) -> str:
    whole, rules, polars = (_of(results, name, largest) for name in (COLUMNS, RULES, POLARS))
    second = largest // 10
    before = _of(results, COLUMNS, second)
    size = f"{largest:,}"
    grown = _ratio(before, whole)
    memory = None if whole is None or whole.peak_mib is None else whole.peak_mib / 1024
    rows = [
        (f"columns, everything, {size} debtors, × durable (from its sample)", _times(whole, _of(results, DURABLE)), "at least 50"),
        (f"columns, rules alone, {size} debtors, × Polars by hand", _times(rules, polars, 2), "at least 0.5"),
        (f"columns, everything, {size} debtors, × Polars by hand (which has no guard, no windows, no order)", _times(whole, polars, 2), ""),
        (f"peak memory of columns, everything, {size} debtors, GiB", "" if memory is None else f"{memory:.1f}", "at most 6"),
        (f"a debtor at {size} costs × one at {second:,}", "" if grown is None else f"{grown:.2f}", "at most 1.2"),
    ]
    return table(("figure", "measured", "to reach"), [row for row in rows if row[1]])


def _growth(results: Results) -> str:
    rows = []
    for each in [contender for contender in CONTENDERS if contender.most == ALL]:
        measured = [found for found in results.all(each.name) if found.rate is not None]
        for small, large in pairwise(measured):
            rows.append((each.name, f"{small.asked:,} → {large.asked:,}", f"{_ratio(small, large):.2f}"))
    return table(("how the cost of a debtor grows", "debtors", "×"), rows) if rows else ""


def _of(results: Results, name: str, asked: int | None = None) -> Found | None:
    measured = [each for each in results.all(name) if each.rate is not None and asked in {None, each.asked}]
    return measured[-1] if measured else None


def _ratio(above: Found | None, below: Found | None) -> float | None:
    if above is None or below is None or above.rate is None or below.rate is None:
        return None
    return above.rate / below.rate


def _times(above: Found | None, below: Found | None, digits: int = 1) -> str:
    found = _ratio(above, below)
    return "" if found is None else f"{found:,.{digits}f}"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, texts: int = 1) -> str:
    """A table, whose first columns are texts."""
    lines = [head, tuple("---" if number < texts else "---:" for number in range(len(head))), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
