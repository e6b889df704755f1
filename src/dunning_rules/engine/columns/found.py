"""What goes into the columns engine, and what comes out of it: frames of many debtors.

How facts stand in columns:

- One frame for each scope. Row `i` of the frame `debtor` is debtor number `i`. Each other frame has a column `@debtor` (`UInt32`), the
  number of its debtor, and is sorted by it, then by the canonical order of its scope; a record is known by its row number.
- A column is named as its field. Numbers of all kinds are `Int64` (money in minor units of the reporting currency, dates as day numbers,
  ratios in basis points, times of day in minutes), flags `Boolean`, choices `Enum` of their values in order, names `String`.
- Missing is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

DEBTOR_NUMBER = "@debtor"
"""The column of a child's frame that holds the row number of its debtor."""
OF_DEBTOR = "debtor."
"""What the name of a debtor's column begins with where it stands beside a child's."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The given fields (`Plan.given`) of the records of many debtors, by scope: `debtor`, `invoice`, `visit`, `event`.

    Every column of a given field is there, also where all of it is null.
    """

    frames: Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules find in `Facts`, before conflicts are settled and the guard is asked.

    Attributes:
        frames: the facts with every computed and concluded field of the plan, and what constraints and weights read of the debtor.
        proposals: one row for each action that a rule proposes; see below.
        conclusions: one row for each concluded fact: `@debtor`, `scope`, `subject` (row number in the frame of the scope), `name`
            (`debtor.risk_class`), `rules` (list of rule orders that concluded it, rising). Its value stands in the frame of the scope.

    The columns of `proposals`: `@debtor`; `scope` and `subject`, the record for which the rule fired, by scope and row number; `rule`, the
    place of the rule in the canonical order of the book (`PlannedRule.order`); `effect`, the place of the recommendation in
    `PlannedRule.recommendations`; `action`; `urgency` (0 to 100); `on`, `start`, `deadline`, `names_day`, `amount`, nullable; `shown`, a
    list of flags: whether the facts show each claim of the effect (null for a claim that needs an attestation); and the computed and
    concluded fields of the scope `recommendation` that the plan has, such as `window_start`.
    """

    frames: Mapping[str, pl.DataFrame]
    proposals: pl.DataFrame
    conclusions: pl.DataFrame
