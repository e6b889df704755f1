"""The tests of a policy: a class that its author subclasses, with every law as a test of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import ClassVar
from unittest import SkipTest

from hypothesis import HealthCheck, given, settings

from dunning_rules.contribution import Plugin
from dunning_rules.engine.durable_host import is_available
from dunning_rules.errors import ExtraError, InvariantError, quote
from dunning_rules.guard.verdict import VERDICTS
from dunning_rules.language import Wording
from dunning_rules.language.wording import LANGUAGES
from dunning_rules.models import Case
from dunning_rules.plugins import installed_plugins
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.template import fields_of
from dunning_rules.testing import pools
from dunning_rules.testing.firing import TRIES, first_firing, near_miss
from dunning_rules.testing.golden import check_golden, golden_paths, read_golden
from dunning_rules.testing.invariants import (
    check_advised,
    check_engines,
    check_exclusions,
    check_facts,
    check_more_law,
    check_nothing_owed,
    check_order,
    check_order_of_rules,
    check_paying,
    check_unrelated,
    check_verdicts,
)
from dunning_rules.testing.invariants.age import check_ages
from dunning_rules.testing.invariants.changes import neighbour
from dunning_rules.testing.invariants.lawful import LAWS
from dunning_rules.testing.strategies import cases
from dunning_rules.testing.texts import texts_of
from dunning_rules.verify import check


class PolicySuite:
    """Every law that a policy has to keep, as a test of its own.

    Subclass it in a test module, with a name that begins with `Test`, and name the policy. Nothing else is needed; pytest finds the tests.
    Where a law is not meant for a policy, set its test to `None` in the subclass, with a comment that says why.

    Attributes:
        policy: the name of the entry point of the policy, which is installed; or a `Plugin`, e.g. of `read_plugin`.
        golden: golden cases of the policy: a YAML file, or a folder of them.
        firing: cases in which a rule fires, by the rule's id, where neither a golden case nor a random one does it.
        examples: so many random cases are tried for each law.
        tries: so many random cases are tried to find one in which a rule fires.
        as_of: the moment for which random cases are asked.
    """

    policy: ClassVar[str | Plugin]
    golden: ClassVar[Path | None] = None
    firing: ClassVar[Mapping[str, Case]] = {}
    examples: ClassVar[int] = 25
    tries: ClassVar[int] = TRIES
    as_of: ClassVar[datetime] = pools.AS_OF

    @classmethod
    def plugin(cls) -> Plugin:
        """The policy.

        Raises:
            PluginError: it is not installed, or broken.
        """
        return _plugin(cls.policy)

    def test_it_goes_together_with_the_book(self) -> None:
        """It loads, its ids are its own, and its rules find their strata beside the built-in ones."""
        _policy(self.plugin())

    def test_every_text_is_there_in_every_language(self) -> None:
        """Reasons, orders and labels are not empty, and the languages show the same facts."""
        for place, wording in texts_of(self.plugin()):
            for lang in LANGUAGES:
                _require(wording.text(lang).strip(), f"{place} has no text in `{lang}`", "write it")
            facts = [set(fields_of(Wording(wording.text(lang), wording.text(lang)))) for lang in LANGUAGES]
            _require(facts[0] == facts[1], f"{place} shows other facts in `en` than in `zh`", "name the same fields in both")

    def test_reports_survive_json(self) -> None:
        """A report that is written and read again is the same, in every language."""
        for lang in LANGUAGES:
            policy = _policy(self.plugin(), lang=lang)

            def check(case: Case, policy: Policy = policy) -> None:
                report = policy.evaluate(case, as_of=self.as_of)
                same = Report.from_json(report.to_json()) == report
                _require(same, "a report is another one after JSON", "give facts of the types of the language")

            self._try(check)

    def test_every_rule_fires_and_has_a_near_miss(self) -> None:
        """For each rule there is a case in which it fires, and one that differs in one thing, in which it does not."""
        policy = _policy(self.plugin())
        rules = [rule.id for rule in self.plugin().rules if rule.in_force(self.as_of.date())]
        found = {**{rule: (case, self.as_of) for rule, case in self.firing.items()}, **self._golden_firing(rules)}
        missing = [rule for rule in rules if rule not in found]
        random = first_firing(policy, missing, as_of=self.as_of, fields=self.plugin().fields, tries=self.tries)
        found |= {rule: (case, self.as_of) for rule, case in random.items()}
        for rule in rules:
            mend = "is its condition possible? If so, write a golden case, or give a case by `firing`"
            _require(rule in found, f"no case was found in which {quote(rule)} fires", mend)
            case, as_of = found[rule]
            missed = near_miss(policy, case, rule, as_of=as_of)
            _require(missed is not None, f"{quote(rule)} fires whatever is changed in its case", "let it ask for more")

    def test_the_engines_agree(self) -> None:
        """Both engines give the same report."""
        if not is_available():
            raise SkipTest("durable-rules cannot be imported here")
        durable, plain = (_policy(self.plugin(), engine=engine) for engine in ("durable", "plain"))
        self._try(lambda case: check_engines(durable, plain, case, as_of=self.as_of))

    def test_order_does_not_matter(self) -> None:
        """Neither that of records nor that of rules."""
        policy = _policy(self.plugin())
        self._try(lambda case: check_order(policy, case, as_of=self.as_of))
        self._try(lambda case: check_order_of_rules(policy.book, case, as_of=self.as_of, make=_plain), one_in=5)

    def test_who_is_overdue_gets_advice(self) -> None:
        """Every overdue debtor gets at least one recommendation."""
        self._try_reports(check_advised)

    def test_what_is_not_owed_is_not_demanded(self) -> None:
        """No payment is demanded where nothing is owed."""
        self._try_reports(check_nothing_owed)

    def test_what_excludes_each_other_does_not_stand_together(self) -> None:
        """Soft and hard included; what gave way says to what and why."""
        book = _policy(self.plugin()).book
        self._try_reports(lambda report: check_exclusions(report, book))

    def test_reasons_follow_from_their_facts(self) -> None:
        """Each recommendation names its rule and its facts, and the condition holds for these facts alone."""
        book = _policy(self.plugin()).book
        self._try_reports(lambda report: check_facts(report, book))

    def test_paying_never_makes_it_worse(self) -> None:
        """Who pays everything is asked for nothing, who pays an invoice is not asked for it, and no demand grows."""
        policy = _policy(self.plugin())
        self._try(lambda case: check_paying(policy, case, as_of=self.as_of))

    def test_growing_older_never_makes_it_milder(self) -> None:
        """A later day with all else equal lowers neither the risk class nor the urgency of tip 1."""
        policy = _policy(self.plugin())
        self._try(lambda case: check_ages(policy, case, as_of=self.as_of))

    def test_other_debtors_change_nothing(self) -> None:
        """Another debtor beside it changes nothing for a debtor."""
        policy = _policy(self.plugin())
        self._try(lambda case: check_unrelated(policy, case, neighbour(case), as_of=self.as_of))

    def test_the_guard_is_not_loosened(self) -> None:
        """Verdicts follow from their findings, no red line is crossed, and what the policy adds to the guard permits nothing more."""
        plugin = self.plugin()
        policy, without = _policy(plugin), _policy(replace(plugin, constraints=(), packs=()))

        def check(case: Case) -> None:
            report = policy.evaluate(case, as_of=self.as_of)
            check_verdicts(report)
            before = {(each.rule_id, each.action, each.record): each for each in without.evaluate(case, as_of=self.as_of).recommendations}
            for each in report.recommendations:
                other = before.get((each.rule_id, each.action, each.record))
                milder = other is not None and VERDICTS.index(each.verdict) < VERDICTS.index(other.verdict)
                _require(not milder, f"{quote(each.rule_id)} is judged milder with the constraints of the policy", "let them only forbid")
            check_more_law(policy, case, as_of=self.as_of, law=LAWS[len(case.events) % len(LAWS)])

        self._try(check)

    def test_a_check_finds_nothing(self) -> None:
        """It is proved: no rule is dead or adds nothing, none contradicts another, no overdue debtor is left alone, and more.

        Raises:
            SkipTest: the solver is not installed.
        """
        try:
            report = check(_policy(self.plugin()))
        except ExtraError as error:
            raise SkipTest(f"{error.message}: {error.help}") from None
        found = "; ".join(f"{each.kind} {', '.join(each.names)}: {each.message}" for each in report.findings)
        _require(report.ok, f"a check finds {found}", "mend it, or accept it with a reason; `dunning-rules check` shows the cases")

    def test_golden_cases(self) -> None:
        """The golden cases hold, on every engine.

        Raises:
            SkipTest: the policy has none.
        """
        if self.golden is None:
            raise SkipTest('the policy has no golden cases: `golden = Path(__file__).parent / "golden"`')
        check_golden(self.golden, plugins=[self.plugin()], require_all_letters=False)

    def _golden_firing(self, rules: list[str]) -> dict[str, tuple[Case, datetime]]:
        if self.golden is None:
            return {}
        book = _policy(self.plugin()).book
        files = [read_golden(path, book) for path in golden_paths(self.golden)]
        golden = [case for file in files for case in file.cases.values()]
        return {firing.rule: (case.case, case.as_of) for case in golden for firing in case.fires if firing.rule in rules}

    def _try_reports(self, check: Callable[[Report], None]) -> None:
        policy = _policy(self.plugin())
        self._try(lambda case: check(policy.evaluate(case, as_of=self.as_of)))

    def _try(self, check: Callable[[Case], None], *, one_in: int = 1) -> None:
        """Try a check on random cases; one that fails is made as small as can be."""
        quick = settings(
            max_examples=max(self.examples // one_in, 1),
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )

        @quick
        @given(case=cases(as_of=self.as_of, fields=self.plugin().fields))
        def run(case: Case) -> None:
            check(case)

        run()


@cache
def _plugin(policy: str | Plugin) -> Plugin:
    return policy if isinstance(policy, Plugin) else installed_plugins(allow=[policy])[0]


@cache
def _policy(plugin: Plugin, *, engine: str = "plain", lang: str = "en") -> Policy:
    return Policy(engine=engine, lang=lang, plugins=[plugin])


def _plain(book: RuleBook) -> Policy:
    return Policy(book, engine="plain")


def _require(holds: object, message: str, mend: str) -> None:
    if not holds:
        raise InvariantError(message, help=mend)
