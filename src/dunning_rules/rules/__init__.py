"""Rules, parameters, actions and the book that joins them."""

from dunning_rules.rules.accepted import Accepted
from dunning_rules.rules.action import Action, Exclusion
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.constraint import Constraint, LawfulForm
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Claim, Conclude, Recommend, Rule
from dunning_rules.rules.trace import Trace

__all__ = [
    "Accepted",
    "Action",
    "Claim",
    "Conclude",
    "Constraint",
    "Exclusion",
    "LawfulForm",
    "Parameter",
    "Recommend",
    "Rule",
    "RuleBook",
    "Trace",
]
