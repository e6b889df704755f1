"""Every field that a rule may name. The modules fill the scopes in the order in which one builds on another."""

from dunning_rules.vocabulary.conclusions import debtor, event, invoice
from dunning_rules.vocabulary.lawful import recommendation
from dunning_rules.vocabulary.scope import Field, Scope, Vocabulary, merger
from dunning_rules.vocabulary.visits import visit

VOCABULARY = Vocabulary((debtor, invoice, visit, event, recommendation))
"""The built-in vocabulary."""

__all__ = ["VOCABULARY", "Field", "Scope", "Vocabulary", "debtor", "event", "invoice", "merger", "recommendation", "visit"]
