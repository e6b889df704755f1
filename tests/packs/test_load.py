"""Packs as files: what they hold, and every way in which one can be wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_rules.errors import PackError
from dunning_rules.packs import BASE, STRICT, builtin_constraints, builtin_packs, lineage, load_pack
from dunning_rules.packs.load import MAX_SIZE
from dunning_rules.rules.constraint import CONSTRAINT_NAMES, EVERYWHERE

HEAD = """
id = "own"
last_verified = 2026-06-30
title = { en = "own", zh = "自有" }
scope = { en = "all", zh = "全部" }
"""
ONE = "constraint `own.one`"
FORM = 'form = { id = "F", task = { en = "a", zh = "b" }, '
CONSTRAINT = """
[[constraints]]
id = "one"
name = "NoCoercion"
applies = { eq = ["recommendation.tone", { choice = "firm" }] }
permitted_when = { any = [] }
effect = "veto"
why = { en = "because", zh = "因为" }
source = "house policy"
"""
MOVED = 'gt = ["debtor.open_amount", { parameter = "small" }]'
OF_KIND = CONSTRAINT.replace("recommendation.tone", "debtor.kind").replace('"firm"', '"company"')
HOURS = """
[hours]
start = 09:00:00
end = 18:00:00
weekdays = [1, 2, 3]
holidays = false
why = { en = "because", zh = "因为" }
source = "house policy"
"""


def test_the_built_in_packs() -> None:
    packs = builtin_packs()
    assert sorted(packs) == ["base", "cn", "de", "eu", "fr", "gb", "strict", "us"]
    assert {"DE", "FR"} <= set(packs["eu"].countries)
    assert [country for country in ("CN", "GB", "US") if country not in packs[country.lower()].countries] == []
    assert packs[BASE].hours is None
    strict = packs[STRICT].hours
    assert strict is not None
    assert (strict.start, strict.end, strict.weekdays, strict.holidays) == (9 * 60, 18 * 60, frozenset({1, 2, 3, 4, 5}), False)
    china, america = packs["cn"].hours, packs["us"].hours
    assert china is not None
    assert america is not None
    assert ((china.start, china.end), (america.start, america.end)) == ((8 * 60, 22 * 60), (8 * 60, 21 * 60))


def test_all_fifteen_constraints_are_there() -> None:
    names = {each.name for each in builtin_constraints()}
    assert names == set(CONSTRAINT_NAMES)
    assert len(CONSTRAINT_NAMES) == 15


@pytest.mark.parametrize("constraint", builtin_constraints(), ids=lambda each: str(each.id))
def test_each_constraint_has_reason_and_source(constraint: object) -> None:
    each = next(one for one in builtin_constraints() if one is constraint)
    assert each.source
    assert each.why.en != each.why.zh
    assert each.why.text("zh")
    assert each.pack in {EVERYWHERE, *builtin_packs()}
    assert each.effect != "rewrite" or each.form is not None


def test_the_red_lines_hold_under_every_law() -> None:
    red = {each.id for each in builtin_constraints() if each.red_line}
    assert {each.pack for each in builtin_constraints() if each.red_line} == {EVERYWHERE}
    assert red == {
        "base.insolvency-demand",
        "base.nothing-owed",
        "base.over-claimed",
        "base.not-due-charge",
        "base.unproved-claim",
        "base.threat",
        "base.third-parties",
        "base.residence",
        "base.too-often",
        "base.too-many-messages",
        "base.informant",
        "base.no-title",
        "base.agreed-return",
    }


def test_a_pack_is_read() -> None:
    pack = load_pack(HEAD + 'extends = ["eu"]\ncountries = ["DE"]\n' + HOURS + CONSTRAINT, "own.toml")
    assert (pack.id, pack.extends, pack.countries, pack.last_verified.isoformat()) == ("own", ("eu",), ("DE",), "2026-06-30")
    assert pack.hours is not None
    assert (pack.hours.start, pack.hours.end, pack.hours.confidence) == (540, 1080, "house")
    (constraint,) = pack.constraints
    assert (constraint.id, constraint.pack, constraint.effect, constraint.confidence) == ("own.one", "own", "veto", "house")
    assert (constraint.form, constraint.tasks, constraint.since) == (None, (), None)


def test_a_constraint_with_all_of_its_parts_is_read() -> None:
    text = (
        CONSTRAINT.replace('"veto"', '"rewrite"')
        + """
confidence = "V/H"
effective_from = 2026-01-01
effective_to = 2026-12-31
tasks = [{ text = { en = "a", zh = "b" }, days = 3 }]

[constraints.form]
id = "F"
task = { en = "a", zh = "b" }
changes = { tone = "warm" }
amount = "recommendation.about_undisputed"
on = { plus = ["debtor.today", { days = 1 }] }
"""
    )
    (constraint,) = load_pack(HEAD + text, "own.toml").constraints
    assert constraint.form is not None
    assert constraint.form.amount is not None
    assert constraint.form.on is not None
    assert constraint.form.changes == {"tone": "warm"}
    assert [each.days for each in constraint.tasks] == [3]
    assert (str(constraint.since), str(constraint.until)) == ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        ("id = ", "the file is not TOML", "own.toml"),
        ("#" * (MAX_SIZE + 1), "a pack is longer than 1000000 characters", "own.toml"),
        (HEAD.replace('"own"', '"Own"', 1), "`id`: string should match pattern", "own.toml"),
        (HEAD + "colour = 1", "`colour`: extra inputs are not permitted", "own.toml"),
        (HEAD.replace("last_verified = 2026-06-30", ""), "`last_verified`: field required", "own.toml"),
        (HEAD + 'countries = ["Germany"]', "`countries.0`", "own.toml"),
        (HEAD + HOURS.replace("18:00", "09:00"), "`hours`: value error, `start` is not before `end`", "own.toml"),
        (HEAD + HOURS.replace("[1, 2, 3]", "[0]"), "`hours.weekdays.0`", "own.toml"),
        (HEAD + HOURS.replace("[1, 2, 3]", "[]"), "`hours.weekdays`", "own.toml"),
        (HEAD + CONSTRAINT.replace("NoCoercion", "Coercion"), "`constraints.0.name`", "own.toml"),
        (HEAD + CONSTRAINT.replace('"veto"', '"permit"'), "`constraints.0.effect`", "own.toml"),
        (HEAD + CONSTRAINT.replace('zh = "因为"', 'fr = "car"'), "`constraints.0.why.zh`", "own.toml"),
        (HEAD + CONSTRAINT + 'confidence = "V"', "`constraints.0.confidence`", "own.toml"),
        (HEAD + CONSTRAINT + 'tasks = [{ text = { en = "a", zh = "b" }, days = -1 }]', "`constraints.0.tasks.0.days`", "own.toml"),
        (HEAD + CONSTRAINT.replace("recommendation.tone", "recommendation.tne"), "`recommendation` has no field `tne`", ONE),
        (HEAD + CONSTRAINT.replace('"firm"', '"fim"'), "`fim`", ONE),
        (HEAD + CONSTRAINT.replace("any = []", "anny = []"), "`anny`", ONE),
        (HEAD + CONSTRAINT.replace("any = []", MOVED), "there is no parameter `small`", ONE),
        (HEAD + CONSTRAINT.replace('"veto"', '"rewrite"'), "a rewrite needs a lawful form", ONE),
        (HEAD + OF_KIND, "`applies` reads `debtor.kind`", ONE),
        (HEAD + CONSTRAINT + FORM + 'changes = { tone = "loud" } }', "`loud` is no tone", ONE),
        (HEAD + CONSTRAINT + FORM + 'amount = "debtor.today" }', "needs money", ONE),
    ],
)  # fmt: skip
def test_what_is_no_pack_is_refused_with_its_place(text: str, message: str, where: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(text, "own.toml")
    assert message in caught.value.message
    assert where in caught.value.where
    assert caught.value.help


def test_a_pack_comes_with_all_that_it_extends() -> None:
    packs = builtin_packs()
    assert lineage("de", packs) == ("de", "eu", "base")
    assert lineage("base", packs) == ("base",)
    twice = replace(packs["de"], id="own", extends=("de", "eu", "base"))
    assert lineage("own", {**packs, "own": twice}) == ("own", "de", "eu", "base")


def test_packs_that_extend_each_other_are_refused() -> None:
    packs = builtin_packs()
    one, two = (replace(packs["de"], id=name, extends=(other,)) for name, other in (("one", "two"), ("two", "one")))
    with pytest.raises(PackError, match="in a circle: one → two → one"):
        lineage("one", {"one": one, "two": two})
    with pytest.raises(PackError, match="there is no pack `two`") as caught:
        lineage("one", {"one": one})
    assert caught.value.where == "pack `one`"
    with pytest.raises(PackError, match="there is no pack `three`") as caught:
        lineage("three", packs)
    assert caught.value.where == ""
