"""From a fact down to the records: conclusions, the rules that concluded them, computed fields, and what these were computed from."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from dunning_rules.engine.given import attribute_of
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.engine.run import Outcome
from dunning_rules.engine.workings import Workings
from dunning_rules.language import Aggregate, Node, Outer, Ref
from dunning_rules.language.text import read_text
from dunning_rules.models import Creditor, Debtor
from dunning_rules.reasons import Reason, shown
from dunning_rules.rules.describe import names_of
from dunning_rules.rules.rule import leaves
from dunning_rules.vocabulary import Field
from dunning_rules.why.because import Because
from dunning_rules.why.looker import DEBTOR, Looker, Place

MAX_DEPTH = 16
MAX_RECORDS = 5
"""Records shown behind one fact."""


class Tracer:
    """Traces facts of one outcome. What stands in the same tree already is not repeated."""

    def __init__(self, workings: Workings, looker: Looker, outcome: Outcome) -> None:
        """Begin a tree."""
        self._workings = workings
        self._looker = looker
        self._formatter = workings.formatter
        self._digits = workings.plan.digits
        self._concluded = {(id(each.subject), each.key): each for each in outcome.conclusions}
        self._proposed = {id(each.record): each for each in outcome.proposals}
        self._done: set[tuple[int, str]] = set()

    def of_rule(self, planned: PlannedRule, place: Place, depth: int = 0) -> tuple[Because, ...]:
        """The facts of a rule that fired for a record, each with what stands behind it."""
        read: dict[str, Ref | Aggregate] = {leaf.key: leaf for leaf in leaves(planned.when)}
        for fact in planned.facts:
            if fact.name not in read:
                read[fact.name] = self._looker.book.vocabulary.named(fact.name).ref
        return tuple(self.of_leaf(read[fact.name], place, depth) for fact in planned.facts)

    def of_leaf(self, leaf: Ref | Aggregate | Outer, place: Place, depth: int = 0) -> Because:
        """One field or aggregate that is read at `place`."""
        home = self._looker.home(leaf, place)
        if isinstance(leaf, Outer):
            leaf = leaf.ref
        return self._of_field(leaf, home, depth) if isinstance(leaf, Ref) else self._of_aggregate(leaf, home, depth)

    def bare(self, ref: Ref, place: Place) -> Because:
        """A field without what stands behind it, for where that is told otherwise."""
        return replace(self._of_field(ref, self._looker.home(ref, place), MAX_DEPTH), cut=False)

    def _of_field(self, ref: Ref, home: Place, depth: int) -> Because:
        field = self._looker.field(ref)
        value = self._looker.value(ref, home)
        kind = ref.type.kind
        record, attribute = self._source(field, home)
        concluded = self._concluded.get((id(home.record), ref.key))
        proposal = self._proposed.get(id(home.record))
        definition = self._looker.definition(ref)
        rules: tuple[str, ...] = ()
        reason = ""
        because: tuple[Because, ...] = ()
        more = 0
        cut = False
        if definition is not None or concluded is not None or proposal is not None:
            cut = depth >= MAX_DEPTH or (id(home.record), ref.key) in self._done
            self._done.add((id(home.record), ref.key))
        if concluded is not None:
            rules = tuple(planned.rule.id for planned in concluded.rules)
            reason = self._reason(concluded.rules[0], home)
            because = () if cut else self.of_rule(concluded.rules[0], home, depth + 1)
        elif definition is not None:
            because, more = ((), 0) if cut else self._behind(definition, home, depth + 1)
        elif proposal is not None:
            subject = Place(proposal.rule.rule.scope, proposal.subject)
            rules, reason = (proposal.rule.rule.id,), self._reason(proposal.rule, subject)
            because = () if cut else self.of_rule(proposal.rule, subject, depth + 1)
        return Because(
            ref.key, shown(value, kind, self._digits), rules, reason, because, record, attribute,
            field.label.text(self._formatter.lang), self._formatter.show(kind, value), more, cut,
        )  # fmt: skip

    def _of_aggregate(self, aggregate: Aggregate, home: Place, depth: int) -> Because:
        value = self._looker.value(aggregate, home)
        kind = aggregate.type.kind
        names = names_of(self._looker.book, home.scope, self._formatter, self._digits)
        because, more = self._behind(aggregate, home, depth + 1)
        return Because(
            aggregate.key, shown(value, kind, self._digits), (), "", because, home.name, "",
            read_text(aggregate, self._formatter.lang, names), self._formatter.show(kind, value), more,
        )  # fmt: skip

    def _behind(self, tree: Node, place: Place, depth: int) -> tuple[tuple[Because, ...], int]:
        found: dict[tuple[str, str, str], Because] = {}
        more = 0
        for leaf in self._looker.reads(tree, place):
            if isinstance(leaf, Aggregate):
                counted = self._looker.chosen(leaf, place)
                more += max(len(counted) - MAX_RECORDS, 0)
                for child in counted[:MAX_RECORDS]:
                    each = self._of_child(leaf, child, depth)
                    found.setdefault((each.record, each.name, ""), each)
            else:
                key = leaf.ref.key if isinstance(leaf, Outer) else leaf.key
                home = self._looker.home(leaf, place)
                if (home.name, key, "") not in found:
                    found[home.name, key, ""] = self.of_leaf(leaf, place, depth)
        return tuple(found.values()), more

    def _of_child(self, aggregate: Aggregate, child: Place, depth: int) -> Because:
        """A record that was counted: what was taken of it, and why it counts."""
        key = (id(child.record), aggregate.key)
        cut = depth >= MAX_DEPTH or key in self._done
        self._done.add(key)
        because: tuple[Because, ...] = ()
        if not cut:
            taken, _ = ((), 0) if aggregate.value is None else self._behind(aggregate.value, child, depth + 1)
            counts, _ = self._behind(aggregate.where, child, depth + 1)
            named = {(each.record, each.name): each for each in (*taken, *counts)}
            because = tuple(named.values())
        label = self._looker.book.vocabulary.scopes[child.scope].label.text(self._formatter.lang)
        return Because(child.scope, child.id, (), "", because, child.name, "", label, child.id, 0, cut)

    def _source(self, field: Field, home: Place) -> tuple[str, str]:
        """The record that a field is a fact of, and the attribute that it was read from."""
        if field.source is None:
            return home.name, ""
        case = self._workings.case
        if home.scope == DEBTOR:
            root, _, path = field.source.partition(".")
            models: dict[str, tuple[str, type[BaseModel]]] = {
                "debtor": (home.name, Debtor),
                "creditor": (f"creditor/{case.creditor.id}", Creditor),
            }
            if root not in models:
                return root, ""
            name, model = models[root]
            return name, attribute_of(replace(field, source=path), model) or ""
        source = home.record.source
        return home.name, "" if source is None else attribute_of(field, type(source)) or ""

    def _reason(self, planned: PlannedRule, place: Place) -> str:
        return Reason(planned, self._formatter, self._digits).fill(place.record)[1]
