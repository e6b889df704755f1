"""Rules as text, with the labels of the vocabulary and the values of the parameters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.language import DAYS, MONEY, RATIO, Condition, Term, Wording, exists
from dunning_rules.rules import Parameter
from dunning_rules.rules.describe import condition_text
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor, event, invoice
from tests.cases import a_book, a_rule

LABEL = Wording("mark", "标准")
DAYS_MARK = Parameter("days_mark", DAYS, 14, 1, 365, "house", LABEL, changes=((date(2026, 7, 1), 7),))
MONEY_MARK = Parameter("money_mark", MONEY, Decimal("1500.5"), Decimal(0), Decimal(10_000), "house", LABEL)
SHARE_MARK = Parameter("share_mark", RATIO, Decimal("0.855"), Decimal(0), Decimal(1), "house", LABEL)
PARAMETERS = (DAYS_MARK, MONEY_MARK, SHARE_MARK)


@pytest.mark.parametrize(
    ("when", "english", "chinese"),
    [
        (debtor.is_overdue, "overdue", "已逾期"),
        (debtor.max_days_past_due > DAYS_MARK.term, "days past due above 14 days", "最长逾期天数 大于 14天"),
        (debtor.open_amount >= MONEY_MARK.term, "open amount at least 1,500.50", "未付金额 至少 1,500.50"),
        (debtor.on_time_share < SHARE_MARK.term, "share settled in time below 85.5%", "如期结清比例 小于 85.5%"),
        (debtor.risk_class == "bad", "risk class is bad", "风险等级 为 呆账"),
        (invoice.is_open & debtor.is_overdue, "open and overdue", "未结清 且 已逾期"),
        (
            exists(event, event.kind == "order_request", within=30),
            "there is a event with event: kind of event is order request and event: days ago at most 30 days",
            "存在事件 (其中 事件: 事件类型 为 订货请求 且 事件: 距今天数 至多 30天)",
        ),
    ],
)
def test_a_condition_in_words(when: Condition | Term, english: str, chinese: str) -> None:
    book = a_book(a_rule("r", when), parameters=PARAMETERS)
    assert condition_text(book, book.rule("r"), "en") == english
    assert condition_text(book, book.rule("r"), "zh") == chinese


@pytest.mark.parametrize(("day", "shown"), [(None, "14 days"), (date(2026, 6, 30), "14 days"), (date(2026, 7, 1), "7 days")])
def test_a_parameter_is_shown_with_its_value_of_the_day(day: date | None, shown: str) -> None:
    book = a_book(a_rule("r", debtor.max_days_past_due > DAYS_MARK.term), parameters=PARAMETERS)
    assert condition_text(book, book.rule("r"), "en", day) == f"days past due above {shown}"


def test_every_built_in_rule_can_be_described_in_both_languages() -> None:
    book = standard_book()
    for rule in book.rules:
        texts = [condition_text(book, rule, lang) for lang in ("en", "zh")]
        assert all(texts), rule.id
        assert texts[0] != texts[1], rule.id


def test_a_value_without_a_name_is_shown_with_spaces() -> None:
    book = a_book(replace(a_rule("r", event.kind == "collection_resumed")))
    assert condition_text(book, book.rule("r"), "en") == "kind of event is collection resumed"
