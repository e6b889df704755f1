"""The text reader: a condition as a sentence, in English or Chinese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.grammar import All, Any, Compare, Condition, Const, In, Known, Outer, Param, Product, Ref, Sum, Term
from dunning_rules.language.types import BASIS_POINTS, FLAG, Kind, Value
from dunning_rules.language.wording import Wording

_RELATIONS = {
    "lt": Wording("below", "小于"),
    "le": Wording("at most", "至多"),
    "gt": Wording("above", "大于"),
    "ge": Wording("at least", "至少"),
    "eq": Wording("is", "为"),
    "ne": Wording("is not", "不为"),
}
_OPERATIONS = {
    "exists": Wording("there is a {scope}{where}", "存在{scope}{where}"),
    "count": Wording("number of {scope}s{where}", "{scope}数量{where}"),
    "sum": Wording("total {value} of {scope}s{where}", "{scope}{value}合计{where}"),
    "min": Wording("least {value} of {scope}s{where}", "{scope}{value}最小值{where}"),
    "max": Wording("greatest {value} of {scope}s{where}", "{scope}{value}最大值{where}"),
    "latest": Wording("latest {value} of {scope}s{where}", "{scope}最近的{value}{where}"),
}
_AND = Wording(" and ", " 且 ")
_OR = Wording(" or ", " 或 ")
_WITH = Wording(" with {condition}", " (其中 {condition})")
_KNOWN = Wording("{term} is known", "{term} 已知")
_MISSING = Wording("{term} is not known", "{term} 不详")
_NOT = Wording("not {term}", "非 {term}")
_ONE_OF = Wording("{term} is {values}", "{term} 为 {values}")
_NONE_OF = Wording("{term} is none of {values}", "{term} 不为 {values}")
_SHARE = Wording("share of {above} in {below}", "{above} 占 {below} 之比")
_RATIO = Wording("{above} divided by {below}", "{above} 除以 {below}")
_LEAST = Wording("the least of {terms}", "{terms} 中最小者")
_GREATEST = Wording("the greatest of {terms}", "{terms} 中最大者")
_FIRST = Wording("{terms}, whichever is known first", "{terms} 中首个已知者")
_BAND = Wording("points for {term}", "{term} 的分值")
_WHEN = Wording("{term} where {condition}", "{condition} 时的 {term}")
_OUTER = Wording("its own {term}", "其自身的 {term}")
_ALWAYS = Wording("always", "总是")
_NEVER = Wording("never", "从不")


@dataclass(frozen=True, slots=True)
class Names:
    """What people call things, in one language.

    Attributes:
        field: the label of a field.
        scope: the label of a scope.
        parameter: the label of a parameter, with its value where that is known.
        value: a value of a kind, as people write it.
    """

    field: Callable[[Ref], str]
    scope: Callable[[str], str]
    parameter: Callable[[str], str]
    value: Callable[[Kind, Value], str]


def read_text(tree: Condition | Term, lang: str, names: Names) -> str:
    """`tree` as text in `lang`."""
    return _Reader(lang, names).condition(tree) if isinstance(tree, Condition) else _Reader(lang, names).term(tree)


class _Reader:
    def __init__(self, lang: str, names: Names) -> None:
        self._lang = lang
        self._names = names

    def condition(self, condition: Condition) -> str:
        match condition:
            case Compare("eq", term, Const(bool() as value)) if term.type == FLAG:
                return self.term(term) if value else self._say(_NOT, term=self.term(term))
            case Compare("ne", term, Const(bool() as value)) if term.type == FLAG:
                return self._say(_NOT, term=self.term(term)) if value else self.term(term)
            case Compare(op, left, right):
                return f"{self.term(left)} {_RELATIONS[op].text(self._lang)} {self.term(right)}"
            case In(term, values, negated):
                shown = self._join(_OR, [self._names.value(term.type.kind, value) for value in values])
                return self._say(_NONE_OF if negated else _ONE_OF, term=self.term(term), values=shown)
            case Known(term, known):
                return self._say(_KNOWN if known else _MISSING, term=self.term(term))
            case All(conditions):
                return self._join(_AND, [self._inner(each) for each in conditions]) or _ALWAYS.text(self._lang)
            case Any(conditions):
                return self._join(_OR, [self._inner(each) for each in conditions]) or _NEVER.text(self._lang)
        raise NotImplementedError(condition.key)

    def term(self, term: Term) -> str:
        match term:
            case Const(value, kind):
                return self._names.value(kind.kind, value)
            case Ref():
                return self._names.field(term)
            case Outer(ref):
                return self._say(_OUTER, term=self._names.field(ref))
            case Param(name):
                return self._names.parameter(name)
            case Sum(terms):
                return self._sum(terms)
            case Product(left, right):
                return f"{self.term(left)} × {self.term(right)}"
            case Quotient(above, below, scale):
                return self._say(_SHARE if scale == BASIS_POINTS else _RATIO, above=self.term(above), below=self.term(below))
            case Extreme(which, terms):
                return self._say(_LEAST if which == "least" else _GREATEST, terms=self._listed(terms))
            case Coalesce(terms):
                return self._say(_FIRST, terms=self._listed(terms))
            case Band(inner):
                return self._say(_BAND, term=self.term(inner))
            case When(condition, inner):
                return self._say(_WHEN, term=self.term(inner), condition=self.condition(condition))
            case Holds(condition):
                return f"({self.condition(condition)})"
            case Aggregate(operation, scope, value, where):
                inner_where = "" if where.key == All(()).key else self._say(_WITH, condition=self.condition(where))
                shown = "" if value is None else self.term(value)
                return self._say(_OPERATIONS[operation], scope=self._names.scope(scope), value=shown, where=inner_where)
        raise NotImplementedError(term.key)

    def _inner(self, condition: Condition) -> str:
        text = self.condition(condition)
        return f"({text})" if isinstance(condition, All | Any) else text

    def _sum(self, terms: tuple[Term, ...]) -> str:
        text = ""
        for term in terms:
            match term:
                case Product(Const(-1), inner):
                    text += f" − {self.term(inner)}"
                case _:
                    text += f" + {self.term(term)}" if text else self.term(term)
        return text

    def _listed(self, terms: tuple[Term, ...]) -> str:
        return ", ".join(self.term(term) for term in terms)

    def _join(self, word: Wording, parts: list[str]) -> str:
        return word.text(self._lang).join(parts)

    def _say(self, wording: Wording, **parts: str) -> str:
        return wording.text(self._lang).format(**parts)
