"""Conflicts: the same advice twice becomes one, and of two that exclude each other one gives way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dunning_rules.engine.run import Proposal
from dunning_rules.language import Wording
from dunning_rules.rules.precedence import Ranking


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """What stays of a debtor's proposals.

    Attributes:
        stays: proposals that stay, each with the further rules that proposed the same.
        gave_way: proposals that gave way, likewise, with the id of the action that stayed and the reason.
    """

    stays: list[tuple[Proposal, tuple[str, ...]]]
    gave_way: list[tuple[Proposal, tuple[str, ...], str, Wording]]


def settle(proposals: Iterable[Proposal], ranking: Ranking) -> Settled:
    """Settle the proposals for one debtor. Their order does not matter."""
    merged = _merge(proposals)
    actions = {proposal.planned.effect.action for proposal, _ in merged}
    lost: dict[str, tuple[str, Wording]] = {}
    for action in ranking.order:
        if action not in actions or not ranking.yields_to[action]:
            continue
        winners = [name for name in ranking.yields_to[action] if name in actions and name not in lost]
        if winners:
            lost[action] = (winners[0], ranking.yields_to[action][winners[0]])
    settled = Settled([], [])
    for proposal, also in merged:
        decided = lost.get(proposal.planned.effect.action)
        if decided is None:
            settled.stays.append((proposal, also))
        else:
            settled.gave_way.append((proposal, also, *decided))
    return settled


def invoice_of(proposal: Proposal) -> str | None:
    """The invoice that a proposal is about, if it is about one."""
    if proposal.rule.rule.scope == "invoice":
        return str(proposal.subject["id"])
    found = proposal.subject["invoice_id"]
    return None if found is None else str(found)


def _merge(proposals: Iterable[Proposal]) -> list[tuple[Proposal, tuple[str, ...]]]:
    groups: dict[tuple[str, str, str], list[Proposal]] = {}
    for proposal in proposals:
        invoice = invoice_of(proposal)
        target = ("invoice", invoice) if invoice is not None else (proposal.rule.rule.scope, str(proposal.subject["id"]))
        groups.setdefault((proposal.planned.effect.action, *target), []).append(proposal)
    merged: list[tuple[Proposal, tuple[str, ...]]] = []
    for group in groups.values():
        if len(group) == 1:
            merged.append((group[0], ()))
            continue
        first, *others = sorted(group, key=_most_urgent_first)
        also = sorted({each.rule.rule.id for each in others} - {first.rule.rule.id})
        merged.append((first, tuple(also)))
    return merged


def _most_urgent_first(proposal: Proposal) -> tuple[int, int, str, int]:
    place = proposal.rule.recommendations.index(proposal.planned)
    return -proposal.record["urgency"], proposal.rule.order, proposal.record["id"], place
