"""Asks the rules about golden cases, on every engine, and says where the answer is not the expected one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dunning_rules.contribution import Plugin
from dunning_rules.errors import DunningError, GoldenCaseError, quote
from dunning_rules.policy import Policy
from dunning_rules.result import Conclusion, GaveWay, Recommendation, Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.golden.expectations import Concluded, Expected, Firing
from dunning_rules.testing.golden.letters import letters_of, rules_named
from dunning_rules.testing.golden.probe import Fired, Probe, engines
from dunning_rules.testing.golden.read import GoldenCase, GoldenFile


class GoldenRunner:
    """Checks golden cases against one rule book. Build it once; it is used by one thread at a time.

    Attributes:
        book: the rules.
        engines: the engines on which each case is run.
    """

    def __init__(self, book: RuleBook | None = None, *, plugins: Iterable[Plugin] = ()) -> None:
        """Compile the book (the built-in one where absent) with `plugins` for every engine that can be had here."""
        self.engines = engines()
        taken = tuple(plugins)
        self._policies = {name: Policy(book, engine=name, plugins=taken) for name in self.engines}
        self.book = self._policies["plain"].book
        self._probes = {name: Probe(self.book, name) for name in self.engines}
        self._letters = letters_of(self.book)

    def check(self, case: GoldenCase, file: GoldenFile) -> None:
        """Hold a case to what it expects; of a near miss, also that the case which it misses fires.

        Raises:
            GoldenCaseError: the answer is another one; all differences are told.
        """
        try:
            found = list(self._differences(case, file))
        except DunningError as error:
            raise GoldenCaseError(f"the rules cannot answer: {error.message}", where=str(case.place), help=error.help) from None
        if found:
            raise GoldenCaseError("; ".join(found), where=str(case.place), help="correct the case, or the rule if the case is right")

    def fired(self, case: GoldenCase) -> frozenset[Fired]:
        """The rules that fire in a case, by the specification (the engine `plain`)."""
        return self._probes["plain"].fired(case.case, case.as_of)

    def _differences(self, case: GoldenCase, file: GoldenFile) -> Iterator[str]:
        reports = {name: policy.evaluate(case.case, as_of=case.as_of) for name, policy in self._policies.items()}
        firings = {name: probe.fired(case.case, case.as_of) for name, probe in self._probes.items()}
        report, fired = reports["plain"], firings["plain"]
        for engine in self.engines:
            if firings[engine] != fired or replace(reports[engine], metadata=report.metadata) != report:
                yield f"the engines {quote(engine)} and `plain` disagree"
        rules = {each.rule for each in fired}
        for firing in case.fires:
            yield from _missing(firing, fired, report)
        for name in case.misses:
            if hit := sorted(rules.intersection(rules_named(name, self._letters))):
                yield f"{quote(hit[0])} fires and must not"
        for expected in case.conclusions:
            yield from _otherwise(expected, report)
        if case.near_miss_of is not None:
            base = {each.rule for each in self.fired(file.cases[case.near_miss_of])}
            for name in case.misses:
                if not base.intersection(rules_named(name, self._letters)):
                    yield f"it is no near miss of {quote(case.near_miss_of)}: {quote(name)} does not fire there either"


def _missing(firing: Firing, fired: frozenset[Fired], report: Report) -> Iterator[str]:
    if not any(each.rule == firing.rule for each in fired):
        others = ", ".join(quote(name) for name in sorted({each.rule for each in fired})) or "nothing"
        yield f"{quote(firing.rule)} does not fire, but {others}"
        return
    if not firing.advice:
        return
    shown = [*map(_shown, report.recommendations), *map(_shown, report.gave_way)]
    found = [each for each in shown if firing.rule in str(each["rules"]).split()]
    if not found:
        yield f"{quote(firing.rule)} fires, but recommends nothing"
        return
    wanted = {"gave_way_to": None, **firing.advice}
    differences = [[name for name, value in wanted.items() if each[name] != value] for each in found]
    nearest = min(range(len(found)), key=lambda number: len(differences[number]))
    for name in differences[nearest]:
        yield f"{name} of {quote(firing.rule)} is {_text(found[nearest][name])}, not {_text(wanted[name])}"


def _shown(each: Recommendation | GaveWay) -> dict[str, object]:
    advice, to = (each.recommendation, each.to) if isinstance(each, GaveWay) else (each, None)
    names = ("action", "urgency", "amount", "on", "deadline", "names_day", "invoice_id")
    sides = ("actor", "channel", "audience", "place", "tone", "stance")
    window = advice.window
    return {
        **{name: getattr(advice, name) for name in (*names, *sides)},
        "record": advice.record.partition("/")[2],
        "rules": " ".join((advice.rule_id, *advice.also)),
        "gave_way_to": to,
        **{f"window.{name}": None if window is None else getattr(window, name) for name in ("on", "start", "end")},
    }


def _otherwise(expected: Concluded, report: Report) -> Iterator[str]:
    found = next((each for each in report.conclusions if (each.name, each.record) == (expected.field, expected.record)), None)
    value = expected.default if found is None else _value(found, expected.value)
    if value != expected.value:
        yield f"{expected.field} is {_text(value)}, not {_text(expected.value)}"


def _value(found: Conclusion, like: Expected) -> object:
    """The concluded value, in the type in which it is expected."""
    if isinstance(found.value, bool) or found.value is None or isinstance(like, (str, bool, date)):
        return found.value
    return type(like)(str(found.value))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "`yes`" if value else "`no`"
    return "nothing" if value is None else quote(str(value))
