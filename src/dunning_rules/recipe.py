"""How a policy was made, as data: so that another process can make the same one, and be held to its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from dunning_rules.contribution import Plugin
from dunning_rules.errors import PluginError, quote
from dunning_rules.late_payment import Rates
from dunning_rules.models import ExchangeRate
from dunning_rules.plugins import installed_plugins
from dunning_rules.policy import Policy


class Recipe(BaseModel):
    """What the built-in rules are made a policy with. Frozen; JSON out and in again.

    Attributes:
        parameters: other values for parameters, by name.
        plugins: the names of installed policies that take part.
        currency: the reporting currency.
        rates: exchange rates.
        interest_rates: rates and laws of interest over those that are shipped.
        lang: the language of the texts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    parameters: Mapping[str, str | int | bool] = {}
    plugins: tuple[str, ...] = ()
    currency: str | None = None
    rates: tuple[ExchangeRate, ...] = ()
    interest_rates: Rates | None = None
    lang: str = "en"

    def policy(self) -> Policy:
        """The policy.

        Raises:
            DunningError: as of `Policy`.
            PluginError: a policy is not installed here.
        """
        return Policy(
            parameters=dict(self.parameters),
            currency=self.currency,
            rates=self.rates,
            interest_rates=self.interest_rates,
            lang=self.lang,
            plugins=_chosen(self.plugins, installed_plugins() if self.plugins else ()),
        )


def _chosen(names: Iterable[str], installed: Iterable[Plugin]) -> tuple[Plugin, ...]:
    known = {each.name: each for each in installed}
    for name in names:
        if name not in known:
            message = f"the policy {quote(name)} is not installed here"
            raise PluginError(message, help="install it wherever the policy is made, on all workers too")
    return tuple(known[name] for name in names)
