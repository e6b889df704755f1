"""The worklist as one page that needs nothing beside it: style, script and data stand in it, and nothing else may run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.resources import files

from dunning_rules.extras import need
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.report.aging import BUCKETS
from dunning_rules.report.chart import Bar, bars
from dunning_rules.report.content import APPROACH, RISK, Content, content
from dunning_rules.report.kinds import kind_label
from dunning_rules.report.values import Values
from dunning_rules.report.words import all_words, say
from dunning_rules.result import Report

FIRST_ROWS = 100
"""Lines of the worklist that stand in the page even where no script runs."""
_WHAT = "the worklist as a page"


def worklist_page(report: Report, cases: Iterable[Case], *, policy: Policy) -> str:
    """The page as HTML; the same report and cases give the same text. Names and texts in it are escaped.

    Args:
        report: what `policy` answered about `cases`.
        cases: the debtors with their records.
        policy: the rules that were asked.

    Raises:
        ExtraError: the extra `report` is not installed.
    """
    jinja2 = need("jinja2", extra="report", what=_WHAT)
    markup = need("markupsafe", extra="report", what=_WHAT)
    lang = report.metadata.lang
    values = Values(policy.book.vocabulary, lang, report.totals.currency)
    found = content(report, cases, policy, values)
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__name__.rpartition(".")[0]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    style, script = (markup.Markup(_asset(name)) for name in ("page.css", "page.js"))
    text: str = environment.get_template("page.html.j2").render(
        words=all_words(lang),
        say=lambda word, **given: say(word, lang, **given),
        named={key: [(kind_label(value, lang), count) for value, count in counts.items()] for key, counts in found.counts.items()},
        lang={"zh": "zh-Hans"}.get(lang, lang),
        style=style,
        script=script,
        security=_security(style, script),
        report=report,
        moment=f"{report.as_of:%Y-%m-%d %H:%M} {report.as_of.tzname()}",
        found=found,
        first=found.rows[:FIRST_ROWS],
        open=values.money(report.totals.open_amount),
        overdue=values.money(report.totals.overdue_amount),
        held_back=sum(each.is_held_back for each in report.recommendations),
        aging_rows=[(each.bucket.label.text(lang), each.invoices, values.money(each.amount)) for each in found.aged],
        charts=_charts(found, lang),
        choices=_choices(found, lang),
        data={
            "rows": found.rows,
            "debtors": found.debtors,
            "words": all_words(lang),
            "labels": {value: text for _, _, given in _choices(found, lang) for value, text in given},
        },
    )
    return text


def _asset(name: str) -> str:
    return files(__name__.rpartition(".")[0]).joinpath("templates", name).read_text(encoding="utf-8")


def _security(style: str, script: str) -> str:
    """What the page may do: use its own style and script, and nothing else."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _charts(found: Content, lang: str) -> Mapping[str, str]:
    aging = [Bar(each.bucket.label.text(lang), float(each.amount)) for each in found.aged]
    risk, approach = (
        [Bar(kind_label(value, lang), float(count)) for value, count in found.counts[key].items()] for key in (RISK, APPROACH)
    )
    return {
        "aging": bars(aging, say("aging", lang)),
        "risk": bars(risk, say("risk", lang)),
        "approach": bars(approach, say("approach", lang)),
    }


def _choices(found: Content, lang: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters: id, word of its label, and the values to choose from."""
    verdicts = ("permitted", "annotated", "rewritten", "needs_approval", "vetoed")
    there = {each["verdict"] for each in found.rows}
    actors = sorted({each["actor"] for each in found.rows})
    return [
        ("verdict", "verdict", [(each, say(each, lang)) for each in verdicts if each in there]),
        ("risk", "risk_class", [(each, kind_label(each, lang)) for each in found.counts[RISK]]),
        ("approach", "approach_short", [(each, kind_label(each, lang)) for each in found.counts[APPROACH]]),
        ("bucket", "bucket", [(each.key, each.label.text(lang)) for each in BUCKETS]),
        ("actor", "who", [(each, kind_label(each, lang)) for each in actors]),
    ]


__all__ = ["FIRST_ROWS", "worklist_page"]
