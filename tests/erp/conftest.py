"""A company in a real Tryton, on SQLite in memory: parties with invoices of each kind, made by Tryton's own client."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

LEVELS = (0, 20, 40)
"""Days after the maturity date at which Tryton's levels apply."""


MONTH, FIRST_HALF = 30, 10
"""Days after which an invoice, or the first half of one in parts, falls due."""


@dataclass(frozen=True)
class Plan:
    """An invoice to be made."""

    party: str
    amount: Decimal
    overdue: int
    paid: Decimal | None = None
    name: str = ""
    has_procedure: bool = True
    in_parts: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or self.party)

    @property
    def first_due(self) -> int:
        return FIRST_HALF if self.in_parts else MONTH


PLANS = (
    Plan("late", Decimal(1000), 60),
    Plan("part-paid", Decimal(1000), 30, paid=Decimal(700)),
    Plan("paid", Decimal(400), 30, paid=Decimal(400)),
    Plan("not-yet-due", Decimal(800), -10),
    Plan("due-today", Decimal(900), 0),
    Plan("credited", Decimal(500), 30),
    Plan("credited", Decimal(-600), -10, name="credit-note"),
    Plan("no-procedure", Decimal(700), 50, has_procedure=False),
    Plan("in-parts", Decimal(600), 40, in_parts=True),
    Plan("blocked", Decimal(1200), 25),
    Plan("two-invoices", Decimal(300), 50, name="older"),
    Plan("two-invoices", Decimal(350), 3, name="newer"),
    Plan("trifle", Decimal("0.40"), 30),
)
"""Parties by what is peculiar about them, each with the invoices that show it."""


@dataclass
class Tryton:
    """The company, and what stands in it."""

    config: Any
    models: Any
    today: date
    parties: dict[str, Any] = field(default_factory=dict)
    invoices: dict[str, Any] = field(default_factory=dict)

    @property
    def as_of(self) -> datetime:
        """The end of the day of the company's books."""
        return datetime.combine(self.today, time(23, 59), tzinfo=UTC)

    def ask(self, model: str, domain: Sequence[object], fields: Sequence[str]) -> list[dict[str, object]]:
        """What the caller of the reader writes: `search_read` of Tryton's own interface."""
        found: list[dict[str, object]] = self.config.get_proxy(model).search_read(
            list(domain), 0, None, None, list(fields), self.config.context
        )
        return found

    def create(self, model: str, values: Mapping[str, object]) -> None:
        """What the caller of the writer writes."""
        self.config.get_proxy(model).create([dict(values)], self.config.context)

    def run_dunning(self, day: date) -> None:
        """Tryton's own wizard."""
        wizard = self.models.Wizard("account.dunning.create")
        wizard.form.date = day
        wizard.execute("create_")

    def dunnings(self) -> list[Any]:
        """What Tryton proposes or has sent."""
        found: list[Any] = self.models.Model.get("account.dunning").find([])
        return found


@pytest.fixture(scope="session")
def tryton() -> Tryton:
    """The company."""
    pytest.importorskip("trytond", reason="Tryton is not installed here: `nox -s erp` brings it")
    os.environ["TRYTOND_DATABASE_URI"] = "sqlite://"
    os.environ["DB_NAME"] = ":memory:"
    import proteus  # noqa: PLC0415 - only here, where it is installed
    from trytond.modules.account.tests.tools import create_chart  # noqa: PLC0415
    from trytond.modules.company.tests.tools import create_company  # noqa: PLC0415
    from trytond.tests.tools import activate_modules  # noqa: PLC0415

    config = activate_modules(["account_invoice", "account_dunning"], create_company, create_chart)
    config.skip_warning = True  # an invoice of last spring falls due in the past, of which Tryton's clients warn
    world = Tryton(config, proteus, datetime.now(tz=UTC).date())
    _Books(world).fill()
    return world


class _Books:
    """Fills the company's books."""

    def __init__(self, world: Tryton) -> None:
        from trytond.modules.account.tests.tools import create_fiscalyear, get_accounts  # noqa: PLC0415
        from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences  # noqa: PLC0415

        self._world = world
        self._get = world.models.Model.get
        year = set_fiscalyear_invoice_sequences(create_fiscalyear(today=(world.today - timedelta(200), world.today)))
        year.click("create_period")
        self._accounts = get_accounts()
        self._term = self._payment_term((MONTH, None))
        self._halves = self._payment_term((FIRST_HALF, Decimal("0.5")), (90, None))
        self._procedure = self._dunning_procedure()
        self._cash = self._payment_method()
        germany = self._get("country.country")(name="Germany", code="DE")
        germany.save()
        self._germany = germany

    def fill(self) -> None:
        """Post the invoices, in the order of their dates as Tryton wants it, and pay some."""
        for plan in sorted(PLANS, key=lambda plan: -plan.overdue - plan.first_due):
            self._post(plan)
        for plan in PLANS:
            if plan.paid:
                self._pay(self._world.invoices[plan.name], plan.paid)

    def _party(self, name: str, *, procedure: bool) -> Any:  # noqa: ANN401 - a model of proteus is made when it is asked for
        if name not in self._world.parties:
            party = self._get("party.party")(name=name)
            party.addresses[0].country = self._germany
            party.dunning_procedure = self._procedure if procedure else None
            party.save()
            self._world.parties[name] = party
        return self._world.parties[name]

    def _post(self, plan: Plan) -> None:
        invoice = self._get("account.invoice")(type="out")
        invoice.party = self._party(plan.party, procedure=plan.has_procedure)
        invoice.invoice_date = self._world.today - timedelta(plan.overdue + plan.first_due)
        invoice.payment_term = self._halves if plan.in_parts else self._term
        line = invoice.lines.new()
        line.account = self._accounts["revenue"]
        line.description = "goods"
        line.quantity = 1 if plan.amount > 0 else -1
        line.unit_price = abs(plan.amount)
        invoice.save()
        invoice.click("post")
        self._world.invoices[plan.name] = invoice

    def _pay(self, invoice: Any, amount: Decimal) -> None:  # noqa: ANN401 - as above
        wizard = invoice.click("pay")
        wizard.form.amount = amount
        wizard.form.payment_method = self._cash
        wizard.form.date = self._world.today - timedelta(10)
        wizard.execute("choice")
        if wizard.state == "choice":
            wizard.form.type = "partial"
            wizard.execute("pay")
        invoice.reload()

    def _payment_term(self, *parts: tuple[int, Decimal | None]) -> Any:  # noqa: ANN401
        term = self._get("account.invoice.payment_term")(name=f"in {len(parts)} parts")
        for days, share in parts:
            line = term.lines.new(type="remainder") if share is None else term.lines.new(type="percent", ratio=share)
            line.relativedeltas.new(days=days)
        term.save()
        return term

    def _dunning_procedure(self) -> Any:  # noqa: ANN401
        procedure = self._get("account.dunning.procedure")(name="three levels")
        for number, days in enumerate(LEVELS, 1):
            level = procedure.levels.new()
            level.sequence = number
            level.overdue = timedelta(days)
        procedure.save()
        return procedure

    def _payment_method(self) -> Any:  # noqa: ANN401
        (journal,) = self._get("account.journal").find([("type", "=", "cash")])
        method = self._get("account.invoice.payment.method")(name="cash", journal=journal)
        method.credit_account = method.debit_account = self._accounts["cash"]
        method.save()
        return method
