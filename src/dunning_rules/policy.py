"""A policy: a rule book made ready to be asked. Immutable, shared by threads, reused for every case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING

from dunning_rules.askable import check_case, check_moment, checked_rates
from dunning_rules.assemble import Answer, Assembler
from dunning_rules.contribution import Plugin, combine
from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.choose import Engine, choose_engine, make_engine
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import Plan, make_plan
from dunning_rules.engine.records import Projector
from dunning_rules.engine.workings import Workings
from dunning_rules.errors import CaseError, DunningError, LedgerError, quote
from dunning_rules.extras import need
from dunning_rules.guard import Guard
from dunning_rules.language import Wording
from dunning_rules.language.format import Formatter, check_language
from dunning_rules.language.types import Literal
from dunning_rules.late_payment import Rates
from dunning_rules.metadata import Metadata, OverrideNote, PluginNote, verified, versions
from dunning_rules.models import Case, Creditor, ExchangeRate
from dunning_rules.packs import Pack, added_packs, builtin_constraints, builtin_packs, check_pack
from dunning_rules.ranking import Place, place_of
from dunning_rules.rejects import Counts, Reject, reject_of
from dunning_rules.result import Recommendation, Report
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.guard_facts import check_guard_facts
from dunning_rules.tips import standard_book
from dunning_rules.totals import sum_of
from dunning_rules.vocabulary.choices import choice_label

if TYPE_CHECKING:
    from dunning_rules.frames.check import Portfolio
    from dunning_rules.frames.evaluate import Evaluator
    from dunning_rules.frames.report import FrameReport

NOTICE = Wording(
    en="engineering defaults, not legal advice: have counsel review what matters",
    zh="工程默认值, 非法律意见: 重要事项请由法务复核",
)
_DAYS_KEPT = 1024


@dataclass(frozen=True, slots=True)
class _Ready:
    engine: Engine
    projector: Projector
    assembler: Assembler
    plan: Plan
    formatter: Formatter


class Policy:
    """A compiled rule book.

    Build it once and ask it as often as you like, from as many threads as you like.

    Attributes:
        book: the rules, with their parameters.
        engine: the engine that runs: `durable` or `plain`.
        engine_note: why it is not the default one; empty where it is.
        lang: the language of the texts.
        combined: the policies that take part, and what they changed.
    """

    def __init__(
        self,
        book: RuleBook | None = None,
        *,
        parameters: Mapping[str, Literal] | None = None,
        engine: str | None = None,
        currency: str | None = None,
        rates: Iterable[ExchangeRate] = (),
        lang: str = "en",
        interest_rates: Rates | None = None,
        packs: Iterable[Pack] = (),
        plugins: Iterable[Plugin] = (),
    ) -> None:
        """Compile.

        Args:
            book: the rules; the built-in 21 tips where absent.
            parameters: other values for parameters of the book, by name.
            engine: `durable`, `plain`, or `None` for durable where it can be had, else plain.
            currency: the reporting currency; each case's creditor's where absent.
            rates: exchange rates to the reporting currency; the last one on or before the day of `as_of` is used.
            lang: a language of the texts.
            interest_rates: rates and laws of interest over those that are shipped, see `dunning_rules.io.read_rates` (tip 10).
            packs: packs of the compliance guard that hold beside the built-in ones; they can forbid more, never permit more.
            plugins: policies, e.g. those of `installed_plugins()`; `parameters` and `packs` are added after them.

        Raises:
            BookError: a constraint bears the id of another, or the book gives another meaning to a fact that the guard asks.
            PackError: a pack that the guard cannot use.
            PluginError: the policies do not go together, or with the book.
            ParameterError: a parameter is unknown, or its value out of range.
            EngineError: the engine cannot be had.
            CurrencyError: the reporting currency is not one of ISO 4217.
            LanguageError: `lang` is not a language.
        """
        self.combined = combine(standard_book() if book is None else book, plugins)
        chosen = self.combined.book
        self._packs = added_packs((*self.combined.packs, *packs))
        chosen = chosen.guarded_by((*builtin_constraints(), *(each for pack in self._packs.values() for each in pack.constraints)))
        check_guard_facts(chosen.vocabulary, builtin_constraints())
        for constraint in chosen.constraints:
            check_pack(constraint, {*builtin_packs(), *self._packs})
        self.book = chosen.with_parameters(parameters) if parameters else chosen
        self.engine, note = choose_engine(engine)
        self.engine_note = note.text(lang) if note is not None else ""
        check_language(lang)
        self.lang = lang
        if currency is not None:
            Money(currency, (), date.min)
        self._currency = currency
        self._rates = checked_rates(rates)
        added = [each for plugin in self.combined.plugins for each in plugin.interest_rates]
        self._accruals = Accruals(*added, *([interest_rates] if interest_rates is not None else []))
        self._metadata = Metadata(
            self.engine,
            self.engine_note,
            self.book.digest,
            lang,
            verified(self._packs),
            versions(self.engine),
            NOTICE.text(lang),
            tuple(PluginNote(each.name, each.version, each.digest) for each in self.combined.plugins),
            tuple(OverrideNote(each.rule_id, each.kind, by.name, each.reason.text(lang)) for each, by in self.combined.overrides),
            self._accruals.digest,
        )
        self._lock = Lock()
        self._days: dict[tuple[date, str], _Ready] = {}
        self._compiled: dict[tuple[object, ...], tuple[Plan, Engine, Assembler, Formatter]] = {}
        self._is_sealed = True

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change a policy: threads share it, and what was compiled would not follow.

        Raises:
            AttributeError: always, once it is built.
        """
        if getattr(self, "_is_sealed", False):
            message = f"a policy cannot be changed: {quote(name)}; build another one"
            raise AttributeError(message)
        super().__setattr__(name, value)

    def evaluate(self, case: Case, *, as_of: datetime) -> Report:
        """What to do next about one debtor.

        Args:
            case: the debtor with all of its records.
            as_of: the moment for which you ask; what is dated after it is not known.

        Raises:
            AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
            CaseError: `case` is not a `Case`, or an amount cannot be converted.
        """
        check_moment(as_of)
        check_case(case)
        return self._observed(self._report([self._answer(case, as_of)], as_of, (), None, Counts(1, 1, 0)))

    def evaluate_all(
        self,
        cases: Iterable[Case],
        *,
        as_of: datetime,
        rejects: Iterable[Reject] = (),
        rows: Counts | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> Report:
        """What to do next about many debtors, in one report.

        A case that cannot be answered becomes a reject; the others go on.

        Args:
            cases: the debtors, each once, all to be reported in one currency.
            as_of: the moment for which you ask.
            rejects: rows that were already rejected when the cases were read.
            rows: the count of those rows.
            on_progress: called with the number of cases done, after each.

        Raises:
            AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
            CaseError: one of `cases` is not a `Case`.
        """
        check_moment(as_of)
        answers: list[Answer] = []
        refused = list(rejects)
        before = len(refused)
        read = 0
        seen: dict[str, str] = {}
        for read, case in enumerate(cases, 1):
            check_case(case)
            try:
                answers.append(self._answer_once(case, as_of, seen))
            except DunningError as error:
                refused.append(reject_of(case.debtor.id, error))
            if on_progress is not None:
                on_progress(read)
        refused_here = len(refused) - before
        return self._observed(self._report(answers, as_of, refused, rows, Counts(read, read - refused_here, refused_here)))

    def evaluate_frames(
        self,
        tables: Mapping[str, object],
        *,
        as_of: datetime,
        creditor: Creditor | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> FrameReport:
        """What to do next about a portfolio, given and answered as frames: the same as `evaluate_all` says, many times faster.

        Needs the extra `frames`. Rows that cannot be used become rejects; the others go on.

        Args:
            tables: frames of Polars, pandas or Arrow by name: `debtors`, and where there are any `contacts`, `invoices`, `visits` and
                `events`. Their columns are named as the fields of the records, see `dunning-rules schema`.
            as_of: the moment for which you ask.
            creditor: who is owed; where absent, one with the policy's reporting currency.
            on_progress: called with the number of debtors done, now and then.

        Raises:
            AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
            ExtraError: Polars is not installed.
            LedgerError: a table or a column is not known, there are no debtors, or nobody says who is owed.
        """
        need("polars", extra="frames", what="`evaluate_frames`")
        from dunning_rules.frames.check import check_tables  # noqa: PLC0415 - Polars is an extra

        check_moment(as_of)
        return self.evaluate_portfolio(
            check_tables(tables, Currencies(None, None)), as_of=as_of, creditor=creditor, on_progress=on_progress
        )

    def evaluate_portfolio(
        self, portfolio: Portfolio, *, as_of: datetime, creditor: Creditor | None = None, on_progress: Callable[[int], None] | None = None
    ) -> FrameReport:
        """As `evaluate_frames`, of tables that have been checked already.

        Args:
            portfolio: checked tables.
            as_of: the moment for which you ask.
            creditor: who is owed; where absent, one with the policy's reporting currency.
            on_progress: called with the number of debtors done, now and then.

        Raises:
            AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
            LedgerError: nobody says who is owed.
        """
        from dunning_rules.frames.answer import answer_portfolio  # noqa: PLC0415 - Polars is an extra

        owed = self._owed(creditor)
        evaluator = self.evaluator(as_of, owed)
        metadata = replace(self._metadata, engine="columns", engine_note="", versions=versions("columns"))

        def word(cases: Iterable[Case]) -> Report:
            return self.evaluate_all(cases, as_of=as_of)

        return answer_portfolio(evaluator, portfolio, owed, as_of, metadata=metadata, word=word, on_progress=on_progress)

    def evaluator(self, as_of: datetime, creditor: Creditor) -> Evaluator:
        """What evaluates parts of a portfolio, for those who bring the parts themselves.

        Raises:
            AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
        """
        from dunning_rules.frames.evaluate import Evaluator, Setting  # noqa: PLC0415 - Polars is an extra

        check_moment(as_of)
        day, currency = as_of.date(), self._currency or creditor.currency
        ready = self._made_ready(day, currency)
        guard = Guard(ready.plan, builtin_packs(), self._packs)
        money = Money(currency, self._rates, day)
        return Evaluator(Setting(self.book, ready.plan, guard, money, self._accruals, creditor, as_of, self.lang))

    def _owed(self, creditor: Creditor | None) -> Creditor:
        if creditor is not None:
            return creditor
        if self._currency is None:
            message = "nobody says who is owed"
            raise LedgerError(message, help="give `creditor=Creditor(id=…, currency=…)`, or build the policy with `currency=…`")
        return Creditor(id="creditor", currency=self._currency)

    @property
    def currency(self) -> str | None:
        """The reporting currency; `None` where it is each case's creditor's."""
        return self._currency

    @property
    def digest(self) -> str:
        """A fingerprint of all that decides an answer, but for the case and the moment: rules, guard, rates, currency and language."""
        return sha256("\n".join((self.book.digest, *chain(*self.settings.values()))).encode()).hexdigest()

    @property
    def settings(self) -> Mapping[str, tuple[str, ...]]:
        """What decides an answer beside the book, by name, each as texts that are equal where it is the same."""
        return {
            "interest": (self._accruals.digest,),
            "currency": (str(self._currency),),
            "language": (self.lang,),
            "packs": tuple(f"{name} {each.extends} {each.countries} {each.hours}" for name, each in sorted(self._packs.items())),
            "exchange rates": tuple(sorted(f"{each.source}>{each.target}={each.rate}@{each.on}" for each in self._rates)),
        }

    def workings(self, case: Case, *, as_of: datetime) -> Workings:
        """What stands behind the answer about one debtor, for `explain` and `why_not`.

        Raises:
            AsOfError: `as_of` has no zone, or is not of the years 1900 to 2999.
            CaseError: `case` is not a `Case`.
        """
        check_moment(as_of)
        check_case(case)
        ready = self._made_ready(as_of.date(), self._reporting(case))
        return Workings(self.book, ready.plan, ready.engine, ready.projector, ready.formatter, case, as_of)

    def _answer_once(self, case: Case, as_of: datetime, seen: dict[str, str]) -> Answer:
        currency = self._reporting(case)
        if case.debtor.id in seen:
            message = f"debtor {quote(case.debtor.id)} occurs twice"
            raise CaseError(message, help="put all of its records into one case")
        first = next(iter(seen.values()), currency)
        if currency != first:
            message = f"the report is in {quote(first)}, this case in {quote(currency)}"
            raise CaseError(message, help="give one reporting currency and the exchange rates")
        answer = self._answer(case, as_of)
        seen[case.debtor.id] = currency
        return answer

    def _answer(self, case: Case, as_of: datetime) -> Answer:
        ready = self._made_ready(as_of.date(), self._reporting(case))
        records = ready.projector.records(case, as_of)
        answer = ready.assembler.answer(ready.engine.run(records), case, as_of)
        records.release()
        return answer

    def _reporting(self, case: Case) -> str:
        return self._currency or case.creditor.currency

    def _made_ready(self, day: date, currency: str) -> _Ready:
        found = self._days.get((day, currency))
        if found is None:
            with self._lock:
                if len(self._days) >= _DAYS_KEPT:
                    self._days.clear()
                found = self._days[day, currency] = self._make(day, currency)
        return found

    def _make(self, day: date, currency: str) -> _Ready:
        money = Money(currency, self._rates, day)
        values = tuple(parameter.value_on(day) for parameter in self.book.parameters)
        in_force = (*(each.in_force(day) for each in self.book.rules), *(each.in_force(day) for each in self.book.constraints))
        key = (currency, values, in_force)
        if key not in self._compiled:
            plan = make_plan(self.book, day, money.digits)
            formatter = Formatter(self.lang, currency, money.digits, choice_label)
            assembler = Assembler(self.book, plan, Guard(plan, builtin_packs(), self._packs), currency, formatter)
            self._compiled[key] = (plan, make_engine(self.engine, plan), assembler, formatter)
        plan, engine, assembler, formatter = self._compiled[key]
        return _Ready(engine, Projector(plan, money, self._accruals), assembler, plan, formatter)

    def _observed(self, report: Report) -> Report:
        """The report after all observers have looked at it; a fault of theirs is told in it, and changes nothing else."""
        faults = tuple(fault for plugin in self.combined.plugins for fault in plugin.shown(report))
        return replace(report, metadata=replace(report.metadata, observer_faults=faults)) if faults else report

    def _place(self, each: Recommendation) -> Place:
        return place_of(each, self.book)

    def _report(self, answers: list[Answer], as_of: datetime, rejects: Iterable[Reject], rows: Counts | None, cases: Counts) -> Report:
        return Report(
            as_of=as_of.astimezone(timezone(as_of.utcoffset() or timedelta())),
            totals=sum_of([answer.totals for answer in answers], self._currency or "XXX"),
            recommendations=tuple(sorted((each for answer in answers for each in answer.recommendations), key=self._place)),
            gave_way=tuple(
                sorted((each for answer in answers for each in answer.gave_way), key=lambda each: self._place(each.recommendation))
            ),
            conclusions=tuple(
                sorted(
                    (each for answer in answers for each in answer.conclusions), key=lambda each: (each.debtor_id, each.name, each.record)
                )
            ),
            rejects=tuple(rejects),
            rows=rows,
            cases=cases,
            metadata=self._metadata,
        )
