"""What a test of rules or of a policy needs: cases and rule books by the thousand.

Hypothesis strategies (`cases`, `rulebooks` and their parts) find and shrink counterexamples; `sample_cases` and `sample_books` make the
same variety from a seed, many times faster. `PolicySuite` holds a policy to every law.

Raises:
    ExtraError: Hypothesis cannot be imported.
"""

from __future__ import annotations

from dunning_rules.errors import ExtraError

try:
    from dunning_rules.testing.firing import cases_firing, near_miss
    from dunning_rules.testing.policy_suite import PolicySuite
    from dunning_rules.testing.pools import AS_OF
    from dunning_rules.testing.samples import sample_books, sample_cases
    from dunning_rules.testing.strategies import cases, creditors, debtors, events, exchange_rates, invoices, rulebooks, visits
except ImportError as error:
    if error.name != "hypothesis":
        raise
    raise ExtraError(
        "`dunning_rules.testing` needs Hypothesis, which is not installed here", help="`pip install dunning-rules[testing]`"
    ) from None

__all__ = [
    "AS_OF",
    "PolicySuite",
    "cases",
    "cases_firing",
    "creditors",
    "debtors",
    "events",
    "exchange_rates",
    "invoices",
    "near_miss",
    "rulebooks",
    "sample_books",
    "sample_cases",
    "visits",
]
