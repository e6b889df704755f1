"""The command line as a whole: help, version, exit codes, processes."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from dunning_rules.cli import group, main
from dunning_rules.cli.app import app
from tests.cli.conftest import Dunning

BARE = ("PYTHONHASHSEED", "PYTHONIOENCODING", "PYTHONUTF8", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "PYTHONWARNINGS")


def process(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in BARE}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "dunning_rules", *args], env={**kept, **env}, capture_output=True, check=False, timeout=120
    )


def test_help_names_the_commands_and_exit_codes(dunning: Dunning) -> None:
    for args in (("--help",), ()):
        result = dunning(*args)
        assert result.exit_code == 0
        for name in ("demo", "run", "explain", "tips", "interest", "schema"):
            assert f" {name} " in result.stdout
        assert "Exit codes: 0 done" in result.stdout


@pytest.mark.parametrize("command", ["demo", "run", "explain", "tips", "interest", "schema"])
def test_help_of_each_command(dunning: Dunning, command: str) -> None:
    result = dunning(command, "--help")
    assert result.exit_code == 0
    assert "Exit codes: 0 done" in result.stdout


def test_the_entry_point(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["dunning-rules", "tips", "1"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("1 · ")


def test_version(dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.2.3")
    result = dunning("--version")
    assert (result.exit_code, result.stdout) == (0, "dunning-rules 1.2.3\n")


def test_version_where_it_is_not_installed(dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert dunning("--version").stdout == "dunning-rules (not installed)\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom dunning_rules.cli.app import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'dunning_rules.policy', 'dunning_rules.models', 'dunning_rules.language', 'dunning_rules.late_payment', 'babel'}\n"
        "heavy |= {'holidays', 'durable_rules_engine'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=120, text=True, encoding="utf-8")  # noqa: S603 - our own program
    assert done.stderr.strip() == "[]"


def test_the_exit_code_comes_back_where_it_is_asked_for() -> None:
    assert app(["tips", "1"], standalone_mode=False) == 0
    assert app(["tips", "99"], standalone_mode=False) == group.WRONG_USAGE


def test_our_own_faults_are_not_hidden(dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("dunning_rules.cli.tip_facts.show_tips", broken)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        dunning("tips")


def test_an_interrupt_is_quiet(dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dunning_rules.cli.tip_facts.show_tips", interrupted)
    result = dunning("tips")
    assert result.exit_code == 130
    assert result.stdout == ""


def test_same_bytes_in_every_process() -> None:
    outputs = {process("demo", "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("0", "1")}
    assert len(outputs) == 1
    assert next(iter(outputs)).startswith(b"{\n")


def test_a_process_that_cannot_encode() -> None:
    done = process("demo", "--limit", "20", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "广州珠江厨房电器" in done.stdout.decode("utf-8")


def test_a_process_with_a_chinese_encoding() -> None:
    done = process("demo", "--lang", "zh", "--limit", "1", PYTHONIOENCODING="gb18030", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "催收工作清单" in done.stdout.decode("gb18030")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_files_for_programs_are_utf_8_in_any_encoding(form: str) -> None:
    done = process("demo", "--lang", "zh", "--format", form, PYTHONIOENCODING="gb18030", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "起诉" in done.stdout.decode("utf-8-sig")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with head is asked for")
@pytest.mark.parametrize("options", ["", "--limit 0", "--format json", "--format csv"])
def test_a_reader_that_goes_is_no_error(options: str) -> None:
    script = f'"{sys.executable}" -m dunning_rules demo {options} | head -n 1 >/dev/null; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=120)  # noqa: S603, S607 - our own program
    assert (done.returncode, done.stderr) == (0, b"")
