"""The condition language: one tree, many readers."""

from dunning_rules.language.aggregates import Aggregate, count, exists, highest, latest, lowest, total
from dunning_rules.language.arithmetic import band, coalesce, greatest, holds, least, outer, ratio, share_of, when
from dunning_rules.language.grammar import ALWAYS, Condition, Const, Outer, Param, Ref, Term, as_condition, as_term
from dunning_rules.language.node import Node
from dunning_rules.language.types import COUNT, DATE, DAYS, FLAG, MINUTE, MONEY, NAME, RATIO, SCORE, Kind, Type, Value, choice
from dunning_rules.language.wording import LANGUAGES, Wording

__all__ = [
    "ALWAYS",
    "COUNT",
    "DATE",
    "DAYS",
    "FLAG",
    "LANGUAGES",
    "MINUTE",
    "MONEY",
    "NAME",
    "RATIO",
    "SCORE",
    "Aggregate",
    "Condition",
    "Const",
    "Kind",
    "Node",
    "Outer",
    "Param",
    "Ref",
    "Term",
    "Type",
    "Value",
    "Wording",
    "as_condition",
    "as_term",
    "band",
    "choice",
    "coalesce",
    "count",
    "exists",
    "greatest",
    "highest",
    "holds",
    "latest",
    "least",
    "lowest",
    "outer",
    "ratio",
    "share_of",
    "total",
    "when",
]
