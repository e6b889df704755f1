"""A policy made anew from its recipe is the same one."""

from __future__ import annotations

import pytest

from dunning_rules.errors import ParameterError, PluginError
from dunning_rules.policy import Policy
from dunning_rules.recipe import Recipe


def test_there_and_back() -> None:
    recipe = Recipe(parameters={"cadence_bad": 3}, currency="EUR", lang="zh")
    again = Recipe.model_validate_json(recipe.model_dump_json())
    assert again == recipe
    assert again.policy().digest == recipe.policy().digest == Policy(parameters={"cadence_bad": 3}, currency="EUR", lang="zh").digest


def test_whatever_decides_is_in_the_fingerprint() -> None:
    made = [Recipe(), Recipe(parameters={"cadence_bad": 3}), Recipe(currency="EUR"), Recipe(lang="zh")]
    assert len({each.policy().digest for each in made}) == len(made)


def test_what_cannot_be_made() -> None:
    with pytest.raises(PluginError, match="`nowhere` is not installed here"):
        Recipe(plugins=("nowhere",)).policy()
    with pytest.raises(ParameterError):
        Recipe(parameters={"no_such": 1}).policy()
