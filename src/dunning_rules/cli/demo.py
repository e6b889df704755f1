"""`demo`: the main job without any file."""

from __future__ import annotations

from dunning_rules.cli.options import (
    CurrencyOption,
    DemoAsOfOption,
    EngineOption,
    FormatOption,
    LangOption,
    LimitOption,
    OutputOption,
    ParamOption,
    RateOption,
    TimezoneOption,
)

DEMO_AS_OF = "2026-07-15"
"""The records of the demo are dated around this day."""


def demo(
    as_of: DemoAsOfOption = DEMO_AS_OF,
    currency: CurrencyOption = None,
    rate: RateOption = None,
    param: ParamOption = None,
    timezone: TimezoneOption = "UTC",
    engine: EngineOption = None,
    lang: LangOption = "en",
    form: FormatOption = None,
    output: OutputOption = None,
    limit: LimitOption = 25,
) -> None:
    """Do the main job over a generated portfolio of 60 dealers in five countries. No file is needed."""
    from dunning_rules.cli.deliver import Delivery  # noqa: PLC0415 - `--help` needs nothing of this
    from dunning_rules.cli.files import check_target  # noqa: PLC0415 - as above
    from dunning_rules.cli.job import Job, Question, demo_source  # noqa: PLC0415 - as above

    job = Job(Question(as_of, timezone, currency, tuple(rate or ()), tuple(param or ()), engine, lang))
    if output is not None:
        check_target(output)
    source = demo_source()
    Delivery(form, output, limit, lang).deliver(job.answer(job.read(source), source))
