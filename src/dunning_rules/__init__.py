"""Rules for B2B credit collection: what to do next to be paid, why, and from which facts.

>>> import dunning_rules as dr
>>> dr.Policy().engine in {"durable", "plain"}
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dunning_rules.errors import DunningError
    from dunning_rules.evaluation import evaluate
    from dunning_rules.explanation import explain, why_not
    from dunning_rules.io import read_ledger, read_rates
    from dunning_rules.late_payment import Interest, Rates, interest
    from dunning_rules.models import Case, Contact, Creditor, Debtor, Event, ExchangeRate, Invoice, Visit
    from dunning_rules.plugins import installed_plugins
    from dunning_rules.policy import Policy
    from dunning_rules.result import Conclusion, Recommendation, Report
    from dunning_rules.rules import Conclude, Parameter, Recommend, Rule, RuleBook
    from dunning_rules.verify import CheckReport, check

_HOMES = {
    "Case": "models",
    "CheckReport": "verify",
    "Conclude": "rules",
    "Conclusion": "result",
    "Contact": "models",
    "Creditor": "models",
    "Debtor": "models",
    "DunningError": "errors",
    "Event": "models",
    "ExchangeRate": "models",
    "Interest": "late_payment",
    "Invoice": "models",
    "Parameter": "rules",
    "Policy": "policy",
    "Rates": "late_payment",
    "Recommend": "rules",
    "Recommendation": "result",
    "Report": "result",
    "Rule": "rules",
    "RuleBook": "rules",
    "Visit": "models",
    "check": "verify",
    "evaluate": "evaluation",
    "explain": "explanation",
    "installed_plugins": "plugins",
    "interest": "late_payment",
    "read_ledger": "io",
    "read_rates": "io",
    "why_not": "explanation",
}

__all__ = [
    "Case",
    "CheckReport",
    "Conclude",
    "Conclusion",
    "Contact",
    "Creditor",
    "Debtor",
    "DunningError",
    "Event",
    "ExchangeRate",
    "Interest",
    "Invoice",
    "Parameter",
    "Policy",
    "Rates",
    "Recommend",
    "Recommendation",
    "Report",
    "Rule",
    "RuleBook",
    "Visit",
    "check",
    "evaluate",
    "explain",
    "installed_plugins",
    "interest",
    "read_ledger",
    "read_rates",
    "why_not",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
