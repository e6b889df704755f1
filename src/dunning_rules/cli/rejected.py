"""Says on standard error which rows could not be used."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from dunning_rules.cli.streams import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.rejects import Reject

_SHOWN = 8
_WHERE = re.compile(r" \(debtor `[^`]*`\)$")
_RATE = re.compile(r"give an `ExchangeRate` from ([A-Z]{3}) to ([A-Z]{3}).*")


def tell_rejects(rejects: Sequence[Reject], *, where: str = "`--format json` lists each of them under `rejects`") -> None:
    """Name the first rows that were rejected for each reason, and how to see the others.

    Args:
        rejects: all of them.
        where: how the others are seen.
    """
    if not rejects:
        return
    groups: dict[tuple[str, str], list[Reject]] = {}
    for reject in rejects:
        groups.setdefault((_WHERE.sub("", reject.reason), reject.help), []).append(reject)
    sys.stdout.flush()
    lines = [f"could not be used: {len(rejects)}", *(_line(*reason, group) for reason, group in list(groups.items())[:_SHOWN])]
    if any(len(group) > 1 for group in groups.values()) or len(groups) > _SHOWN:
        lines.append(f"  {where}")
    sys.stderr.write("\n".join(lines) + "\n")


def _line(reason: str, mend: str, group: Sequence[Reject]) -> str:
    first = group[0]
    place = f"{first.file}:{first.line}" if first.line is not None else first.file or first.table
    what = " ".join(part for part in (place, first.field, f"`{first.value}`" if first.value else "") if part)
    more = f", and {len(group) - 1} more" if len(group) > 1 else ""
    mend = _RATE.sub(r"add `--rate \1=…@DATE`: what one \1 is worth in \2, from a day on or before that of `--as-of`", mend)
    return printable(f"  {what}{more}: {reason}" + (f" (help: {mend})" if mend else ""))
