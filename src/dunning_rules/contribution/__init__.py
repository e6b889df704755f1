"""What policies give to a rule book, and the book that they make together. Plain data: how it is found is the business of `plugins`."""

from dunning_rules.contribution.combine import Combined, combine
from dunning_rules.contribution.plugin import Observer, Plugin

__all__ = ["Combined", "Observer", "Plugin", "combine"]
