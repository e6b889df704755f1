"""A part that needs a package which is not there says what to install."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dunning_rules.errors import ExtraError
from dunning_rules.extras import need


def test_what_is_there_is_given() -> None:
    assert need("json", extra="frames", what="this test") is sys.modules["json"]


def test_what_is_not_there_is_named_with_its_extra() -> None:
    with pytest.raises(ExtraError, match="the columns engine needs `no_such_package`") as raised:
        need("no_such_package", extra="frames", what="the columns engine")
    assert "pip install dunning-rules[frames]" in raised.value.help


def test_a_package_that_is_broken_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "half_there.py").write_text("import no_such_package", encoding="utf-8")
    with pytest.raises(ImportError) as raised:
        need("half_there", extra="frames", what="this test")
    assert not isinstance(raised.value, ExtraError)
