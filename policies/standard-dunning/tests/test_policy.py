"""Every law that a policy has to keep, as a test of its own."""

from __future__ import annotations

from pathlib import Path

from dunning_rules.testing import PolicySuite


class TestPolicy(PolicySuite):
    """The suite, about the installed policy."""

    policy = "standard-dunning"
    golden = Path(__file__).parent / "golden"
