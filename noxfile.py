"""What a change has to pass. `nox` runs it on this Python; `nox -l` lists the rest, such as the tests on the other versions."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import zipfile
from pathlib import Path

import nox

# what the caller's shell would change in a run
for _name in ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "COVERAGE_FILE", "MYPYPATH"):
    os.environ.pop(_name, None)

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
# durable-rules, and with it a part of the engine, is not to be had from this version on
PYTHON_WITHOUT_DURABLE = (3, 13)
POLICIES = tuple(sorted(path.parent for path in Path("policies").glob("*/pyproject.toml")))
TYPED = (
    "src",
    "tests",
    "benchmarks",
    "examples/service",
    "conftest.py",
    "docs/conf.py",
    "docs/_generate",
    "noxfile.py",
    *(str(path / "src") for path in POLICIES),
)
PYTEST = ("pytest", "-n", "2", "--dist", "loadfile")  # the snippets of one page share their names: they stay together

nox.needs_version = ">=2026.4"
nox.options.default_venv_backend = "uv|virtualenv"  # uv where it is installed: it is a good deal faster
nox.options.reuse_existing_virtualenvs = True
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = [
    "lint",
    "types",
    "layers",
    f"tests-{RUNNING}" if RUNNING in PYTHONS else "tests",
    "docs",
    "wheel",
    "policies",
    "check",
]


def group(name: str) -> tuple[str, ...]:
    """The requirements of a dependency group."""
    return nox.project.dependency_groups(PROJECT, name)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and formatting."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Types, strictly, of the tests too."""
    session.install(*PROJECT["project"]["dependencies"], *group("types"))
    session.run("mypy", *(name for name in TYPED if Path(name).exists()))


@nox.session
def layers(session: nox.Session) -> None:
    """No module knows one above it."""
    session.install(*group("layers"))
    session.run("lint-imports", env={"PYTHONPATH": "src"})


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Tests of the installed package, of the snippets in README.md and docs, and the gate of coverage."""
    session.install(".", *group("tests"))
    tmp = Path(session.create_tmp()).resolve()
    env = {"COVERAGE_FILE": str(tmp / "coverage")}
    report = str(tmp / "coverage.json")
    session.run("coverage", "erase", env=env)
    if session.posargs:
        session.run("coverage", "run", "-m", *PYTEST, *session.posargs, env=env)
    else:
        # many cases take three times as long while they are measured, and cover no line that the other tests do not
        session.run("coverage", "run", "-m", *PYTEST, "-m", "not bulk", env=env)
        session.run(*PYTEST, "-m", "bulk", "tests")
    session.run("coverage", "combine", "--quiet", env=env)
    session.run("coverage", "json", "--quiet", "-o", report, env=env)
    if session.posargs:
        session.log("no gate of coverage: not all of the tests were asked for")
    elif tuple(map(int, str(session.python).split("."))) >= PYTHON_WITHOUT_DURABLE:
        session.log("no gate of coverage: without durable-rules a part of the engine cannot run")
    else:
        session.run("python", "tests/coverage_gate.py", report)


@nox.session
def browser(session: nox.Session) -> None:
    """The page of the worklist in Chromium; skipped where there is none, on the path or as `CHROMIUM` and `CHROMEDRIVER`."""
    session.install(".", *group("browser"))
    session.install("--no-deps", "axe-playwright-python>=0.1.8")  # only for axe.min.js, which stands in it
    session.run("pytest", "-n", "0", "-s", "tests/browser", *session.posargs)


@nox.session
def erp(session: nox.Session) -> None:
    """A real Tryton on SQLite in memory: its ledger read, and its own dunning held against the rules."""
    session.install(".", "./policies/standard-dunning", *group("erp"))
    session.run("pytest", "-n", "0", "tests/erp", *session.posargs)


@nox.session
def postgresql(session: nox.Session) -> None:
    """The journal in a real PostgreSQL, which the tests start themselves; skipped where none is installed."""
    session.install(".[postgresql]", *group("tests"))
    session.run("pytest", "-n", "0", "-rs", "tests/journal", *session.posargs)


@nox.session(name="lowest-direct", python=PYTHONS[0])
def lowest_direct(session: nox.Session) -> None:
    """Tests with the oldest dependencies that pyproject.toml admits, those of the tests and of the extras that are tested included."""
    if session.venv_backend != "uv":
        session.install("uv")
    lowest = str(Path(session.create_tmp()) / "lowest.txt")
    options = ("--quiet", "--resolution", "lowest-direct", "--python-version", str(session.python), "--group", "tests")
    session.run("uv", "pip", "compile", "pyproject.toml", *options, "-o", lowest)
    session.install("-r", lowest)
    session.install("--no-deps", ".")
    session.run(*PYTEST, *session.posargs)


@nox.session
def nightly(session: nox.Session) -> None:
    """A million cases: durable-rules, the plain engine and the columns say the same of each. Takes about an hour on two cores."""
    session.install(".", *group("tests"))
    session.run(*PYTEST[:3], "-rP", "tests/nightly", *(session.posargs or ("--nightly", "1000000")))


@nox.session
def spark(session: nox.Session) -> None:
    """Portfolios on a real local Spark; needs Java 17 or later, and is not run by default."""
    session.install(".[spark]", *group("tests"))
    session.run("pytest", "tests/spark", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation, without a warning."""
    session.install(".[testing]", *group("docs"))
    session.run("sphinx-build", "-W", "--keep-going", "-E", "-b", "html", "docs", "docs/_build/html")


@nox.session
def check(session: nox.Session) -> None:
    """The built-in rules are consistent: it is proved. The tests of each policy prove the same of it, see `policies`."""
    session.install(".[verify]")
    session.run("dunning-rules", "check")


@nox.session
def wheel(session: nox.Session) -> None:
    """The built package: nothing is missing, nothing is too much, and it runs where there is nothing else."""
    session.install("build", "virtualenv")
    tmp = Path(session.create_tmp()).resolve()
    dist, fresh, empty = (tmp / name for name in ("dist", "fresh", "empty"))
    for old in dist.glob("*"):
        old.unlink()
    session.run("python", "-m", "build", "--outdir", str(dist))
    built = next(dist.glob("*.whl"))
    check_contents(session, built)
    scripts = fresh_environment(session, fresh, str(built))
    empty.mkdir(exist_ok=True)
    with session.chdir(empty):
        session.run(str(scripts / "python"), "-W", "error", "-c", "import dunning_rules; print(dunning_rules.__file__)", external=True)
        session.run(str(scripts / "dunning-rules"), "demo", external=True)


@nox.session
def policies(session: nox.Session) -> None:
    """Each policy as a wheel in a fresh environment: the main job with it, and its tests; then the tutorial, command by command."""
    session.install("build", "virtualenv", *PROJECT["build-system"]["requires"])
    tmp = Path(session.create_tmp()).resolve()
    dist = tmp / "dist"
    for old in dist.glob("*"):
        old.unlink()
    for package in (Path(), *POLICIES):
        # that they also build by themselves, in isolation, is what `wheel` and the tutorial show
        session.run("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(dist), str(package), silent=True)
    ours = str(next(dist.glob("dunning_rules-*.whl")))
    for package in POLICIES:
        policy = next(dist.glob(f"{package.name.replace('-', '_')}-*.whl"))
        scripts = fresh_environment(session, tmp / package.name, f"{policy}[tests]", ours)
        with session.chdir(tmp):
            session.run(str(scripts / "dunning-rules"), "plugins", package.name, external=True)
            session.run(str(scripts / "dunning-rules"), "demo", "--plugins", package.name, "--limit", "3", external=True)
        session.run(str(scripts / "python"), "-m", "pytest", "-q", "-p", "no:cacheprovider", str(package), external=True)
    tutorial(session, tmp, ours)


def tutorial(session: nox.Session, tmp: Path, ours: str) -> None:
    """Run each command of `docs/policies.md`, in its order, in an empty folder."""
    page = Path("docs/policies.md").read_text(encoding="utf-8")
    commands = [shlex.split(line.removeprefix("$ ")) for line in page.splitlines() if line.startswith("$ ")]
    scripts = fresh_environment(session, tmp / "tutorial", ours)
    env = {"PATH": os.pathsep.join((str(scripts), os.environ["PATH"])), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    folder = tmp / "begin"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with session.chdir(folder):
        for command in commands:
            session.run(str(scripts / command[0]), *command[1:], env=env, external=True)


def fresh_environment(session: nox.Session, where: Path, *wheels: str) -> Path:
    """An environment with these wheels and what they need; the folder of its commands."""
    session.run("virtualenv", "--quiet", "--clear", str(where))
    scripts = where / ("Scripts" if sys.platform == "win32" else "bin")
    python = str(scripts / "python")
    if session.venv_backend == "uv":
        session.run("uv", "pip", "install", "--quiet", "--python", python, *wheels)
    else:
        session.run(python, "-m", "pip", "install", "--quiet", *wheels, external=True)
    return scripts


def check_contents(session: nox.Session, built: Path) -> None:
    """The wheel holds what stands below src, and only that."""
    source = Path("src")
    paths = (path.relative_to(source) for path in source.rglob("*") if path.is_file())
    wanted = {path.as_posix() for path in paths if not any(part == "__pycache__" or part.startswith(".") for part in path.parts)}
    with zipfile.ZipFile(built) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}
    if wanted != found:
        session.error(f"missing in the wheel: {sorted(wanted - found)}; too much in it: {sorted(found - wanted)}")
    if "dunning_rules/py.typed" not in found:
        session.error("py.typed is missing")
