"""A new policy, as its author begins: it is written, found, fires, and keeps every law."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from dunning_rules.cli.faults import OutputError, UsageError
from dunning_rules.cli.scaffold import check_name, write_package
from dunning_rules.testing import PolicySuite
from tests.cli.conftest import Dunning


@pytest.fixture
def written(tmp_path: Path, dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new policy `zz-first`, as good as installed."""
    result = dunning("new-policy", "zz-first", "--directory", tmp_path)
    assert result.exit_code == 0
    assert "dunning-rules demo --plugins zz-first" in result.stdout
    folder = tmp_path / "zz-first"
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / "src" / "zz_first-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
    ((name, module),) = project["entry-points"]["dunning_rules"].items()
    (info / "entry_points.txt").write_text(f"[dunning_rules]\n{name} = {module}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder / "src")
    return folder


def test_its_rule_fires_in_the_demo(written: Path, dunning: Dunning) -> None:
    report = json.loads(dunning("demo", "--plugins", "zz-first", "--format", "json").stdout)
    assert "zz-first.late" in {each["rule_id"] for each in report["recommendations"]}
    (facts,) = (each for each in json.loads(dunning("plugins", "--format", "json").stdout)["plugins"] if each["name"] == "zz-first")
    assert (facts["status"], facts["version"]) == ("active", "0.1.0")
    assert written.name in facts["name"]


LAWS = [
    pytest.param(name, marks=pytest.mark.bulk if name == "test_a_check_finds_nothing" else ())
    for name in vars(PolicySuite)
    if name.startswith("test_")
]


@pytest.mark.parametrize("law", LAWS)
def test_it_keeps_every_law(written: Path, law: str) -> None:
    space: dict[str, object] = {"__file__": str(written / "tests" / "test_policy.py")}
    source = (written / "tests" / "test_policy.py").read_text(encoding="utf-8")
    assert "class TestPolicy(PolicySuite):" in source
    assert not space.keys() - {"__file__"}
    ours = type("TestPolicy", (PolicySuite,), {"policy": "zz-first", "golden": written / "tests" / "golden", "examples": 10})
    getattr(ours(), law)()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    first = write_package("our-dealers", tmp_path)
    before = {name: (first.folder / name).read_bytes() for name in first.files}
    with pytest.raises(OutputError, match="is there already"):
        write_package("our-dealers", tmp_path)
    assert {name: (first.folder / name).read_bytes() for name in first.files} == before


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(OutputError):
        write_package("our-dealers", file)


@pytest.mark.parametrize(
    "name", ["", "Our", "our_dealers", "-our", "our-", "our--x", "../x", "a" * 51, "9x", "class", "json", "dunning-rules", "ö"]
)
def test_names_that_cannot_be(name: str) -> None:
    with pytest.raises(UsageError):
        check_name(name)


def test_names_that_can_be() -> None:
    assert check_name("our-dealers-2") == "our_dealers_2"
