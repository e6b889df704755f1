"""What an explanation says, in both languages."""

from __future__ import annotations

from dunning_rules.language import Wording

WORDS = {
    "fires": Wording("it does fire, for {records}", "该规则确已触发: {records}"),
    "overruled": Wording(
        "it does fire, for {records}, but a graver conclusion of another rule stays", "该规则确已触发 ({records}), 但以其他规则的结论为准"
    ),
    "gave_way": Wording("it fires, but gave way to {to}: {why}", "该规则已触发, 但让位于 {to}: {why}"),
    "not_in_force": Wording("it is not in force on {day}", "该规则于 {day} 不在施行期内"),
    "no_record": Wording("it looks at each {scope}, and there is none", "该规则逐一检查{scope}, 而本案无此记录"),
    "failed": Wording("it does not fire; nearest to it is {record}", "该规则未触发; 最接近者为 {record}"),
    "either": Wording("none of these holds, and one would do", "以下均不满足, 满足其一即可"),
    "would": Wording("{rule} would conclude it", "{rule} 可得出该结论"),
    "change": Wording("it would fire if", "若如下改变则会触发"),
    "no_change": Wording("no change of a few facts was found by which it would fire", "未找到只改变少数事实即可触发的办法"),
    "becomes": Wording("{record}: {label} {after} instead of {before}", "{record}: {label} 为 {after} (现为 {before})"),
    "derived": Wording("it follows from other records", "由其他记录得出"),
}


def say(word: str, lang: str, **values: object) -> str:
    """A sentence of an explanation."""
    return WORDS[word].text(lang).format(**values)
