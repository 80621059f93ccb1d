"""Invented companies: their names, their business and their fiscal calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Trade:
    """What a company does, in words that fit into sentences.

    Attributes:
        goods: What it sells ("pressure sensors and calibration benches").
        customers: Who buys ("laboratories and makers of process equipment").
        material: What it buys ("specialty steel").
        segments: Three segments; their sales add up to revenue.
        word: A noun for the name ("Instruments").
    """

    goods: str
    customers: str
    material: str
    segments: tuple[str, str, str]
    word: str


TRADES = (
    Trade(
        "pressure sensors, flow meters and calibration benches",
        "laboratories, utilities and makers of process equipment",
        "specialty steel and silicon wafers",
        ("Sensing", "Flow Control", "Calibration Services"),
        "Instruments",
    ),
    Trade(
        "oat drinks, frozen berries and ready soups",
        "grocery chains, wholesalers and canteens",
        "oats, fruit and cartons",
        ("Pantry", "Frozen", "Food Service"),
        "Foods",
    ),
    Trade(
        "moulded fibre trays, cartons and shipping crates",
        "growers, online sellers and drug makers",
        "recovered paper and natural gas",
        ("Fresh Packaging", "Industrial Packaging", "Healthcare Packaging"),
        "Packaging",
    ),
    Trade(
        "harbour cranes, winches and deck machinery",
        "port operators, shipyards and ferry lines",
        "plate steel and electric drives",
        ("Port Equipment", "Deck Machinery", "Aftermarket"),
        "Marine",
    ),
    Trade(
        "planning software and the services that go with it",
        "hospitals, bus operators and city councils",
        "data centre capacity",
        ("Subscriptions", "Licences", "Professional Services"),
        "Software",
    ),
)

STEMS = (
    "Brindleharth", "Oskarrin", "Velmorrow", "Quennick", "Zephandra", "Corvellane", "Ulmgarde", "Tarnquist",
    "Fennimarsh", "Dovrelund", "Wexholme", "Ystrabell",
)  # fmt: skip
FORMS = ("Inc.", "Corporation", "Company", "Holdings, Inc.")
TOWNS = (
    "Alder Falls, Oregon",
    "Pinemont, Ohio",
    "Greyhaven, Delaware",
    "Stillwater Bend, Iowa",
    "Marrow Creek, Colorado",
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When fiscal quarters end.

    Attributes:
        month: Month in which the fiscal year ends, 1 to 12.
        weeks: Years of 52 or 53 weeks that end on a Saturday, instead of whole months.
    """

    month: int
    weeks: bool

    def year_end(self, year: int) -> date:
        """Last day of the fiscal year that ends in ``year``; the last Saturday of the month if it counts weeks."""
        last = date(year, self.month, monthrange(year, self.month)[1])
        return last - timedelta(days=(last.weekday() - SATURDAY) % 7) if self.weeks else last

    def quarter_end(self, year: int, quarter: int) -> date:
        """Last day of quarter 0 to 3 of the fiscal year that ends in ``year``; a 53rd week is in the last quarter."""
        if quarter == 3:
            return self.year_end(year)
        if self.weeks:
            return self.year_end(year - 1) + timedelta(weeks=13 * (quarter + 1))
        months = self.month + 3 * (quarter + 1) - 12
        end_year, month = (year, months) if months > 0 else (year - 1, months + 12)
        return date(end_year, month, monthrange(end_year, month)[1])

    def weeks_of(self, year: int) -> int:
        """Weeks in the fiscal year that ends in ``year``."""
        return (self.year_end(year) - self.year_end(year - 1)).days // 7


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company.

    Attributes:
        name: With its legal form.
        short: As its own sentences call it.
        town: Of its head office.
        trade: What it does.
        calendar: Of its fiscal years.
        scale: 1_000 or 1_000_000, what its statements are printed in.
        minority: It has noncontrolling interests.
        dividends: It pays dividends.
        year: The calendar year in which its last fiscal year ends.
    """

    name: str
    short: str
    town: str
    trade: Trade
    calendar: Calendar
    scale: int
    minority: bool
    dividends: bool
    year: int

    @property
    def unit(self) -> str:
        """The scale as a word."""
        return "million" if self.scale == 1_000_000 else "thousand"


def invent(random: Random) -> Company:
    """Draw a company."""
    trade = random.choice(TRADES)
    short = random.choice(STEMS)
    return Company(
        name=f"{short} {trade.word} {random.choice(FORMS)}",
        short=short,
        town=random.choice(TOWNS),
        trade=trade,
        calendar=Calendar(random.choice((12, 12, 12, 9, 6, 1)), random.random() < 0.35),
        scale=random.choice((1_000_000, 1_000_000, 1_000)),
        minority=random.random() < 0.4,
        dividends=random.random() < 0.75,
        year=random.randint(2012, 2024),
    )
