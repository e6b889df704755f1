"""Without Hypothesis or PyYAML the test kit says what to install."""

from __future__ import annotations

import sys

import pytest

from dunning_rules.errors import DunningError, ExtraError


@pytest.fixture
def without_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the test kit had not been imported yet."""
    for name in [name for name in sys.modules if name.startswith("dunning_rules.testing")]:
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.usefixtures("without_the_kit")
def test_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ExtraError, match="needs Hypothesis") as raised:
        import dunning_rules.testing  # noqa: F401, PLC0415 - the import is what is tested
    assert isinstance(raised.value, DunningError)
    assert isinstance(raised.value, ImportError)
    assert "pip install dunning-rules[testing]" in raised.value.help


@pytest.mark.usefixtures("without_the_kit")
def test_another_package_that_is_missing_is_not_mistaken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dunning_rules.testing.samples", None)
    with pytest.raises(ImportError) as raised:
        import dunning_rules.testing  # noqa: F401, PLC0415 - as above
    assert not isinstance(raised.value, ExtraError)


@pytest.mark.usefixtures("without_the_kit")
def test_golden_files_need_pyyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(ExtraError, match="needs PyYAML") as raised:
        import dunning_rules.testing.golden  # noqa: F401, PLC0415 - as above
    assert "pip install dunning-rules[testing]" in raised.value.help


@pytest.mark.usefixtures("without_the_kit")
def test_a_missing_module_of_golden_files_is_not_mistaken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dunning_rules.testing.golden.probe", None)
    with pytest.raises(ImportError) as raised:
        import dunning_rules.testing.golden  # noqa: F401, PLC0415 - as above
    assert not isinstance(raised.value, ExtraError)
