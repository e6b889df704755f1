"""The main job: read the cases, ask the rules, have the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dunning_rules.cli.moment import read_moment
from dunning_rules.cli.overview import Overview, overview_of
from dunning_rules.cli.parameters import read_parameters
from dunning_rules.cli.progress import Progress
from dunning_rules.cli.rates import check_currency, read_rates, towards
from dunning_rules.cli.which_plugins import read_choice
from dunning_rules.cli.wishes import Question
from dunning_rules.contribution import Plugin, combine
from dunning_rules.io import read_rates as read_interest_rates
from dunning_rules.io.demo_portfolio import demo_portfolio, demo_rates
from dunning_rules.io.ledger import Ledger
from dunning_rules.language.types import Literal
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.policy import Policy
from dunning_rules.rejects import Counts
from dunning_rules.result import Report
from dunning_rules.tips import standard_book


@dataclass(frozen=True, slots=True)
class Source:
    """Where the cases come from.

    Attributes:
        read: reads them; takes what is called with the number of rows done, `--currency`, and the currencies that have a rate.
        rates: rates that come with them, to a reporting currency.
        counts_rows: whether there were rows to count.
    """

    read: Callable[[Callable[[int], None], str | None, Iterable[str]], Ledger]
    rates: Callable[[str], tuple[ExchangeRate, ...]]
    counts_rows: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The report, the names of the debtors, which it does not hold, and what is counted of all of it, shown or not.

    Where all of it stands in files already, `stored` is their folder.
    """

    report: Report
    names: Mapping[str, str]
    overview: Overview
    stored: str | None = None


class Job:
    """A question whose options are sound. Nothing is read before they are."""

    def __init__(self, question: Question, source: Source) -> None:
        """Check the options.

        Raises:
            UsageError: one of them is missing or wrong.
            PluginError: a policy is broken, or the policies do not go together.
            RateError: the file of interest rates cannot be used.
        """
        self._question = question
        self._source = source
        self.as_of = read_moment(question.as_of, question.timezone)
        self._plugins = read_choice(question.plugins).plugins()
        self.book = combine(standard_book(), self._plugins).book
        self._parameters = read_parameters(self.book, question.params)
        self._currency = None if question.currency is None else check_currency(question.currency, "--currency")
        self._rates = read_rates(question.rates)
        self._interest_rates = None if question.interest_rates is None else read_interest_rates(question.interest_rates)
        if self._currency is not None:
            towards(self._rates, self._currency)

    def read(self) -> Ledger:
        """The ledger."""
        with Progress("reading rows") as progress:
            return self._source.read(progress.update, self._currency, self.convertible)

    def answer(self, ledger: Ledger, cases: Iterable[Case] | None = None) -> Answered:
        """The report on `cases`, or on all of the ledger."""
        asked = ledger.cases if cases is None else tuple(cases)
        policy = self.policy(ledger)
        with Progress("asking the rules", len(asked)) as progress:
            report = policy.evaluate_all(
                asked,
                as_of=self.as_of,
                rejects=ledger.rejects,
                rows=ledger.counts if self._source.counts_rows else None,
                on_progress=progress.update,
            )
        return Answered(report, {case.debtor.id: case.debtor.name for case in ledger.cases}, overview_of(report))

    def policy(self, ledger: Ledger) -> Policy:
        """The rules, ready to be asked about the cases of `ledger`."""
        return self.policy_in(self.reporting(ledger))

    def reporting(self, ledger: Ledger) -> str | None:
        """The reporting currency: the one that was given, else that of the first case."""
        return self._currency or next((case.creditor.currency for case in ledger.cases), None)

    @property
    def currency(self) -> str | None:
        """The reporting currency, where it was given."""
        return self._currency

    @property
    def convertible(self) -> frozenset[str]:
        """The currencies that have a rate."""
        return frozenset(rate.source for rate in self._rates if rate.on <= self.as_of.date())

    def policy_in(self, target: str | None) -> Policy:
        """The rules, ready to be asked, with `target` as the reporting currency."""
        return self.policy_of(target, self._plugins, self._parameters)

    def policy_of(self, target: str | None, plugins: Iterable[Plugin], parameters: Mapping[str, Literal]) -> Policy:
        """Other rules, ready to be asked as these are."""
        rates = () if target is None else (*self._source.rates(target), *towards(self._rates, target))
        return Policy(
            parameters=parameters,
            engine=None if self._question.engine == "columns" else self._question.engine,
            currency=target,
            rates=rates,
            interest_rates=self._interest_rates,
            lang=self._question.lang,
            plugins=plugins,
        )


def demo_source() -> Source:
    """The generated portfolio."""

    def read(_: Callable[[int], None], _currency: str | None, _convertible: Iterable[str]) -> Ledger:
        cases = demo_portfolio()
        return Ledger(cases, (), Counts(len(cases), len(cases), 0))

    return Source(read, demo_rates, counts_rows=False)
