"""Which policies are found, and what becomes of those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from dunning_rules.errors import PluginError
from dunning_rules.plugins import find_plugins, installed_plugins
from dunning_rules.policy import Policy
from tests.cases import NOON, a_case, an_invoice
from tests.plugins.common import install, told

GOOD = """
from dunning_rules.plugins import hookimpl

@hookimpl
def dunning_parameter_values():
    return {values}
"""
NEVER = "raise RuntimeError('it was imported')"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages, the only ones there are beside the library's own."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def ours(names: set[str], **options: list[str]) -> dict[str, str]:
    """Name and status of the policies of a test; others may be installed where the tests run."""
    return {each.name: each.status for each in find_plugins(**options) if each.name in names}


def test_policies_are_found_by_their_entry_points_in_the_order_of_their_names(folder: Path) -> None:
    for name in ("zz-ours", "aa-ours"):
        install(folder, name, GOOD.format(values={"call_from": 900} if name == "zz-ours" else {}), version="2.1")
    found = installed_plugins(allow=["zz-ours", "aa-ours"])
    assert [(each.name, each.version) for each in found] == [("aa-ours", "2.1"), ("zz-ours", "2.1")]
    report = Policy(plugins=found).evaluate(a_case(an_invoice()), as_of=NOON)
    assert [(each.name, each.version, len(each.digest)) for each in report.metadata.plugins] == [
        ("aa-ours", "2.1", 64),
        ("zz-ours", "2.1", 64),
    ]


def test_what_is_blocked_is_not_even_imported(folder: Path) -> None:
    install(folder, "aa-never", NEVER)
    install(folder, "ab-good", GOOD.format(values={}))
    assert ours({"aa-never", "ab-good"}, block=["aa-never"]) == {"aa-never": "blocked", "ab-good": "active"}
    assert ours({"aa-never", "ab-good"}, allow=["ab-good"]) == {"aa-never": "blocked", "ab-good": "active"}
    assert [each.name for each in installed_plugins(allow=["ab-good"])] == ["ab-good"]
    assert ours({"aa-never"}, block=["not-there", "aa-never"]) == {"aa-never": "blocked"}


def test_a_broken_policy_stops_the_run_and_is_told(folder: Path) -> None:
    install(folder, "aa-never", NEVER)
    assert ours({"aa-never"}) == {"aa-never": "broken"}
    with pytest.raises(PluginError) as caught:
        installed_plugins()
    expected = "it cannot be imported: RuntimeError: it was imported | plugin `aa-never` 1.0 | mend `aa_never`, or block it"
    assert told(caught.value) == expected


def test_a_policy_that_is_asked_for_and_not_there_is_an_error(folder: Path) -> None:
    install(folder, "aa-good", GOOD.format(values={}))
    with pytest.raises(PluginError, match="there is no policy `aa-goood`") as caught:
        installed_plugins(allow=["aa-goood"])
    assert caught.value.help == "did you mean `aa-good`?"


def test_two_policies_of_one_name_are_both_refused(folder: Path) -> None:
    for name in ("aa-one", "aa-two"):
        install(folder, name, GOOD.format(values={}), point="aa-same")
    assert [each.status for each in find_plugins() if each.name == "aa-same"] == ["broken", "broken"]
    with pytest.raises(PluginError, match="there are two policies `aa-same`"):
        installed_plugins()
    assert [each.name for each in installed_plugins(block=["aa-same"]) if each.name.startswith("aa-")] == []


def test_where_none_is_installed_asking_for_one_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dunning_rules.plugins.discover.entry_points", lambda **_: ())
    assert installed_plugins() == ()
    with pytest.raises(PluginError) as caught:
        installed_plugins(allow=["ours"])
    assert caught.value.help == "none is installed: `pip install` its package"


def test_an_entry_point_without_a_package_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint  # noqa: PLC0415 - only here

    point = EntryPoint("ours", "no_such_module_of_ours", "dunning_rules")
    monkeypatch.setattr("dunning_rules.plugins.discover.entry_points", lambda **_: (point,))
    (found,) = find_plugins()
    assert (found.version, found.status) == ("", "broken")
