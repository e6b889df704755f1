"""Rules, parameters, actions and the book that joins them."""

from dunning_rules.rules.action import Action, Exclusion
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Claim, Conclude, Recommend, Rule

__all__ = ["Action", "Claim", "Conclude", "Exclusion", "Parameter", "Recommend", "Rule", "RuleBook"]
