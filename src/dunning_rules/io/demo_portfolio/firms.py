"""The sixty dealers of the demo. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass

_ZONES = {"CN": "Asia/Shanghai", "DE": "Europe/Berlin", "FR": "Europe/Paris", "GB": "Europe/London", "US": "America/New_York"}
_CURRENCIES = {"CN": "CNY", "DE": "EUR", "FR": "EUR", "GB": "GBP", "US": "USD"}


@dataclass(frozen=True, slots=True)
class Firm:
    """Who owes.

    Attributes:
        id: its country and a number.
        name: its name.
        story: name of the function that tells what happened (in `meetings`, `misfits`, `regulars`, `stallers` or `ties`).
        zone: its time zone.
    """

    id: str
    name: str
    story: str
    zone: str

    @property
    def country(self) -> str:
        """ISO 3166-1 code."""
        return self.id[:2]

    @property
    def currency(self) -> str:
        """The currency in which it is invoiced."""
        return _CURRENCIES[self.country]


def firms() -> tuple[Firm, ...]:
    """All dealers, by country and number."""
    listed = []
    for country, lines in _FIRMS.items():
        for number, line in enumerate(lines.strip().splitlines(), 1):
            name, story, *zone = (part.strip() for part in line.split("|"))
            listed.append(Firm(f"{country}-{number:02}", name, story, zone[0] if zone else _ZONES[country]))
    return tuple(listed)


_FIRMS = {
    "CN": """
        杭州西溪五金商行|prompt_and_promised
        苏州平江厨具有限公司|no_money_then_seen
        宁波甬江家居用品店|payer_is_absent
        广州珠江厨房电器|withholds
        成都锦里百货批发部|says_not_yet_due
        武汉江汉餐具经营部|sold_out
        南京秦淮厨卫有限公司|says_stock_does_not_sell
        青岛海湾酒店用品|values_its_name
        厦门鹭岛家居|raised_new_business
        Shenzhen Lotus Kitchenware Co., Ltd.|shelved_for_cash
        长沙岳麓日用品商行|eager_and_large
        Tianjin Harbour Trading Co., Ltd.|conceals_assets
        西安城墙餐饮设备|shop_is_closing
        重庆山城厨具|downstream_owes
        昆明翠湖家居广场|hardship_and_short_visit
        无锡太湖不锈钢制品|windfall
    """,
    "DE": """
        Küchenhaus Brandt GmbH|eager_with_money
        Eisenwaren Albers KG|prompt_and_visited
        Haushaltswaren Lindner e. K.|slow_and_due_soon
        Gastrobedarf Nordlicht GmbH|interest_by_contract
        Töpfe & Pfannen Weber OHG|forgotten
        Kaufhaus Seidel GmbH|others_present
        Küchenstudio Vogt|eager_and_unsigned
        Großhandel Rautenberg AG|large_and_weak
        Hotelbedarf Kessler GmbH|credit_note_nets
        Porzellan Imhoff GmbH|no_money_refuted
        Landhandel Oster eG|payer_found
        Feinblech Dorn GmbH|petition_filed
        Werkzeug & Heim Petersen|interest_notice_due
        Stadtküche Falkner GmbH|goods_under_title
    """,
    "FR": """
        Quincaillerie Duvallon|eager_and_small
        Maison Perrault & Fils|promise_fell_short
        Arts de la Table Lormier|just_paid
        Comptoir du Sud-Ouest|money_came_in
        Cuisines Marchand SARL|disputed
        Bazar de la Gare|time_barred
        Équip'Hôtel Rivière|courted_by_competitor
        Ustensiles Bellanger|interest_by_statute
        Le Grand Étal SARL|dunning_is_blocked
        Droguerie Fontenay|ledger_differs
    """,
    "GB": """
        Ashworth Cookware Ltd|windfall_unexpected
        Pennine Catering Supplies Ltd|hardship_and_short_promise
        Brightwater Homewares|silent_for_weeks
        Holloway & Daughters Ltd|visit_fell_short
        Thistle Kitchen Trade (Edinburgh)|stock_sells_slowly
        Market Street Hardware|long_overdue_uncooperative
        Larkfield Tableware Ltd|sold_out_by_time
        Cooper Lane Interiors|promise_kept
        Severn Trade Counter Ltd|much_not_due_yet
        Old Mill Emporium|years_overdue
    """,
    "US": """
        Blue Ridge Kitchen Supply Inc.|regular
        Cedar & Stone Home LLC|keeps_buying
        Lakeshore Restaurant Depot|orders_while_overdue|America/Chicago
        Prairie Hardware Co-op|clerk_promises|America/Chicago
        Harbor Point Cookware LLC|withholds
        Mesa Verde Trading Post|nothing_known_of_funds|America/Denver
        Golden Gate Tabletop Inc.|excuse_found_true|America/Los_Angeles
        Juniper Row Outfitters|dependent_and_shelved|America/Los_Angeles
        Maple Street Housewares|unallocated_cash
        Sunbelt Hospitality Supply|last_shipment_paid|America/Chicago
    """,
}
