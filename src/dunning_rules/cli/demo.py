"""`demo`: the main job without any file."""

from __future__ import annotations

from dunning_rules.cli.options import (
    CurrencyOption,
    DemoAsOfOption,
    EngineOption,
    FormatOption,
    InterestRatesOption,
    LangOption,
    LimitOption,
    OutputOption,
    ParamOption,
    PluginsOption,
    RateOption,
    TimezoneOption,
)
from dunning_rules.cli.wishes import Delivery, Files, Question

DEMO_AS_OF = "2026-07-15"
"""The records of the demo are dated around this day."""


def demo(
    as_of: DemoAsOfOption = DEMO_AS_OF,
    currency: CurrencyOption = None,
    rate: RateOption = None,
    interest_rates: InterestRatesOption = None,
    param: ParamOption = None,
    plugins: PluginsOption = None,
    timezone: TimezoneOption = "UTC",
    engine: EngineOption = None,
    lang: LangOption = "en",
    form: FormatOption = None,
    output: OutputOption = None,
    limit: LimitOption = 25,
) -> None:
    """Do the main job over a generated portfolio of 60 dealers in five countries. No file is needed."""
    from dunning_rules.cli.work import make_worklist  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    question = Question(as_of, timezone, currency, tuple(rate or ()), tuple(param or ()), engine, lang, interest_rates, plugins)
    make_worklist(Files(), question, Delivery(form, output, limit))
