"""Says on standard error which rows could not be used."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dunning_rules.cli.streams import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning_rules.rejects import Reject

_SHOWN = 5


def tell_rejects(rejects: Sequence[Reject]) -> None:
    """Name the first rows that were rejected, and how to see the others."""
    if not rejects:
        return
    sys.stdout.flush()
    lines = [f"{len(rejects)} {'row' if len(rejects) == 1 else 'rows'} could not be used:", *map(_line, rejects[:_SHOWN])]
    if len(rejects) > _SHOWN:
        lines.append(f"  and {len(rejects) - _SHOWN} more: `--format json` lists them all under `rejects`")
    sys.stderr.write("\n".join(lines) + "\n")


def _line(reject: Reject) -> str:
    place = f"{reject.file}:{reject.line}" if reject.line is not None else reject.file or reject.table
    what = " ".join(part for part in (place, reject.field, f"`{reject.value}`" if reject.value else "") if part)
    return printable(f"  {what}: {reject.reason}" + (f" (help: {reject.help})" if reject.help else ""))
