"""What the options of the command line say, before anything of it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

RegimeChoice: TypeAlias = Literal["cn-sme", "cn-sales", "cn-loan-cap", "cn-judgment", "eu", "gb", "us-contract", "contract"]
AllocationChoice: TypeAlias = Literal["principal-interest-costs", "costs-interest-principal"]


@dataclass(frozen=True, slots=True)
class Files:
    """What is read.

    Attributes:
        ledger: the ledger; the demo's portfolio where it is `None`.
        column_map: `--map`.
        system: `--system`.
        bank: each `--bank`.
        accounts: `--accounts`.
    """

    ledger: Path | None = None
    column_map: Path | None = None
    system: Literal["odoo", "erpnext", "sap"] | None = None
    bank: tuple[Path, ...] = ()
    accounts: Path | None = None

    @property
    def all(self) -> tuple[Path | None, ...]:
        """Every file and folder that is named."""
        return (self.ledger, self.column_map, *self.bank, self.accounts)

    @property
    def is_plain(self) -> bool:
        """Whether the ledger is one of ours, and nothing is added to it."""
        return self.system is None and not self.bank


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        as_of: `--as-of`.
        timezone: `--timezone`.
        currency: `--currency`.
        rates: each `--rate`.
        params: each `--param`.
        engine: `--engine`.
        lang: `--lang`.
        interest_rates: `--interest-rates`.
        plugins: `--plugins`.
    """

    as_of: str | None
    timezone: str
    currency: str | None
    rates: tuple[str, ...]
    params: tuple[str, ...]
    engine: str | None
    lang: str
    interest_rates: Path | None = None
    plugins: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the answer is shown.

    Attributes:
        form: `--format`; by the suffix of `output` where absent.
        output: `-o`; standard output where absent.
        limit: `--limit`.
    """

    form: str | None
    output: Path | None
    limit: int

    @property
    def chosen_form(self) -> str:
        """`table`, `json`, `csv` or, of a portfolio in columns, `parquet`."""
        suffix = "" if self.output is None else self.output.suffix.lower()
        return self.form or {".json": "json", ".csv": "csv", ".parquet": "parquet"}.get(suffix, "table")


@dataclass(frozen=True, slots=True)
class Memory:
    """Where is remembered what was done.

    Attributes:
        journal: `--journal`.
        repeat_after: `--repeat-after`.
    """

    journal: str
    repeat_after: int


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, and when.

    Attributes:
        by: `--by`.
        at: `--at`.
        timezone: `--timezone`.
    """

    by: str
    at: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Debt:
    """A debt that is paid late.

    Attributes:
        principal: `--principal`.
        currency: `--currency`.
        due: `--due`.
        paid: `--paid`.
        payments: each `--payments`.
        costs: each `--costs`.
        waivers: each `--waivers`.
    """

    principal: str
    currency: str
    due: str
    paid: str
    payments: tuple[str, ...]
    costs: tuple[str, ...]
    waivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """By what its interest is reckoned.

    Attributes:
        regime: `--regime`.
        rate: `--rate`.
        multiple: `--multiple`.
        agreed: `--agreed`.
        member_state: `--member-state`.
        allocation: `--allocation`.
        basis_days: `--basis-days`.
        compensation: `--compensation`.
        rates: `--rates`.
    """

    regime: RegimeChoice
    rate: str | None
    multiple: str | None
    agreed: str | None
    member_state: str | None
    allocation: AllocationChoice | None
    basis_days: int | None
    compensation: bool
    rates: Path | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be explained of a debtor.

    Attributes:
        rule: `--rule`.
        why_not: `--why-not`.
        record: `--record`.
        down_to_records: `--records`.
        form: `--format`.
    """

    rule: str | None
    why_not: str | None
    record: str | None
    down_to_records: bool
    form: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """Which days are replayed, and what counts as late.

    Attributes:
        first: `--from`; the last day is the question's.
        every: `--every`.
        grace_days: `--grace-days`.
        slow_after_days: `--slow-after-days`.
    """

    first: str
    every: str
    grace_days: int
    slow_after_days: int
