"""Interest in a few lines for people."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language import Kind, Wording
from dunning_rules.language.format import Formatter
from dunning_rules.language.types import EXACT
from dunning_rules.late_payment.items import Allotment, Period, Reckoning
from dunning_rules.models.base import minor_digits

_WORDS = {
    "head": Wording(
        "{principal}, due {due_on}, reckoned to {paid_on}: {days} late", "{principal}, {due_on} 到期, 计至 {paid_on}: 逾期 {days}"
    ),
    "period": Wording(
        "{start} to {end}: {principal} × {rate} × {days} = {amount}", "{start} 至 {end}: {principal} × {rate} × {days} = {amount}"
    ),
    "interest": Wording("interest {amount}", "利息 {amount}"),
    "compensation": Wording("compensation {amount} ({source})", "定额赔偿 {amount} ({source})"),
    "costs": Wording("costs {amount}", "费用 {amount}"),
    "total": Wording("total beside the principal {amount}", "本金以外合计 {amount}"),
    "payment": Wording(
        "paid {on}: {amount} (costs {costs}, interest {interest}, principal {principal})",
        "{on} 付款 {amount} (费用 {costs}, 利息 {interest}, 本金 {principal})",
    ),
    "excess": Wording("paid too much: {amount}", "多付 {amount}"),
    "waived": Wording("interest waived: {amount}", "已免除利息 {amount}"),
    "open": Wording(
        "open on {paid_on}: {total} (principal {principal}, interest {interest}, costs {costs})",
        "{paid_on} 未付 {total} (本金 {principal}, 利息 {interest}, 费用 {costs})",
    ),
    "source": Wording("{title}: {source} (last verified {day})", "{title}: {source} (最近核实 {day})"),
    "day": Wording("{rate} a day", "日利率 {rate}"),
    "year": Wording("{rate} a year / {basis}", "年利率 {rate} / {basis}"),
}


class Shown:
    """The values of interest as people write them."""

    def __init__(self, found: Reckoning) -> None:
        """Prepare for its currency and language."""
        self._lang = found.lang
        self._digits = minor_digits(found.currency) or 0
        self._formatter = Formatter(found.lang, found.currency, self._digits, lambda value, _: value)

    def money(self, amount: Decimal) -> str:
        """An amount with its currency."""
        return self._formatter.show(Kind.MONEY, int(EXACT.scaleb(amount, self._digits)))

    def days(self, count: int) -> str:
        """A number of days."""
        return self._formatter.show(Kind.DAYS, count)

    def rate(self, period: Period) -> str:
        """A rate with its unit: `12.25% a year / 365`."""
        percent = EXACT.normalize(EXACT.scaleb(period.rate, 2))
        return self.say(period.per, rate=f"{percent:f}%", basis=period.basis_days)

    def say(self, word: str, **values: object) -> str:
        """A line in the language of the texts."""
        return _WORDS[word].text(self._lang).format(**values)

    def period(self, each: Period) -> str:
        """How the interest of a period is reckoned."""
        parts = {"principal": self.money(each.principal), "rate": self.rate(each), "days": self.days(each.days)}
        return self.say("period", start=each.start, end=each.end, amount=self.money(each.amount), **parts)

    def payment(self, each: Allotment) -> str:
        """A payment and what it paid."""
        parts = {name: self.money(getattr(each, name)) for name in ("amount", "costs", "interest", "principal")}
        return self.say("payment", on=each.on, **parts)


def text_of(found: Reckoning) -> str:
    """All of it: how it is reckoned, the sums, what is open, and the sources."""
    return "\n".join(_lines(found, Shown(found)))


def _lines(found: Reckoning, shown: Shown) -> list[str]:
    return [head(found, shown), *(f"  {shown.period(each)}" for each in found.periods), *sums(found, shown), *sources(found, shown)]


def head(found: Reckoning, shown: Shown) -> str:
    """The debt and its days."""
    days = shown.days(found.days_late)
    return shown.say("head", principal=shown.money(found.principal), due_on=found.due_on, paid_on=found.paid_on, days=days)


def sums(found: Reckoning, shown: Shown) -> list[str]:
    """The sums, the payments, and what is open."""
    money = shown.money
    lines = [shown.say("interest", amount=money(found.interest))]
    if found.compensation is not None:
        lines.append(shown.say("compensation", amount=money(found.compensation.amount), source=found.compensation.source))
    if found.costs:
        lines.append(shown.say("costs", amount=money(found.costs)))
    lines.append(shown.say("total", amount=money(found.total)))
    lines += map(shown.payment, found.payments)
    lines += [shown.say("excess", amount=money(each.excess)) for each in found.payments if each.excess]
    if found.waived:
        lines.append(shown.say("waived", amount=money(found.waived)))
    lines.append(
        shown.say(
            "open",
            paid_on=found.paid_on,
            total=money(found.open_total),
            principal=money(found.open_principal),
            interest=money(found.open_interest),
            costs=money(found.open_costs),
        )
    )
    return lines


def sources(found: Reckoning, shown: Shown) -> list[str]:
    """Where law and rates are from, what to heed, and what this is not."""
    cited = [shown.say("source", title=each.title, source=each.source[0], day=each.last_verified) for each in found.citations]
    return [*cited, *found.notes, found.notice]
