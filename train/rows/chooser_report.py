"""How good the two choosers are on statements of companies that the classifier has not seen."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from muniment.analysis.choosing import reconcile_choosers
from muniment.analysis.choosing.label_chooser import LineChoice, choose
from muniment.analysis.choosing.row_classifier import Classifier, probabilities
from muniment.analysis.vocabulary.concepts import concepts
from rows import correction_lessons
from rows.tagged_filings import Example, names_of

CASES = ("both", "rules alone", "classifier alone", "they differ")
GRADED = (
    "revenue", "cost_of_revenue", "gross_profit", "operating_income", "net_income", "net_income_total", "eps_diluted",
    "total_assets", "total_liabilities", "total_equity", "equity_parent", "cash", "long_term_debt",
    "operating_cash_flow", "capex", "dividends_paid",
)  # fmt: skip


def interval(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, right / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - half, middle + half


@dataclass(slots=True)
class Report:
    """Counts of right, wrong and missed choices.

    Attributes:
        by_concept: Of the classifier alone, at a half.
        by_case: Of each way in which the choosers may stand to each other, for all concepts and the graded ones.
        errors: What the rules and the classifier got wrong at the same (statement, concept): both, rules, classifier, neither.
        lessons: Of second filings, with and without what the first one's corrections taught.
    """

    by_concept: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_case: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: Counter[str] = field(default_factory=Counter)
    lessons: Counter[str] = field(default_factory=Counter)

    def add(self, one: Example, known: Classifier) -> None:
        """Let both choose on a statement, and count."""
        shares = probabilities(known, one.kind, one.rows)
        home = [concept for concept in concepts() if concept.statement is one.kind]
        ruled = choose(one.statement, home)
        for number, name in enumerate(names_of(one.kind), 1):
            truth = [i for i, found in enumerate(one.classes) if found == number]
            best = max(range(len(shares)), key=lambda i, name=name: shares[i].get(name, 0.0))  # type: ignore[misc]
            picked = best if shares[best].get(name, 0.0) >= reconcile_choosers.SPEAKS else None
            self.by_concept[name][_grade(picked, truth, one)] += 1
            self._case(name, ruled.get(name), picked, truth, one)

    def _case(self, name: str, rule: LineChoice | None, picked: int | None, truth: Sequence[int], one: Example) -> None:
        case = (
            ("both" if rule.index == picked else "they differ" if picked is not None else "rules alone")
            if rule is not None
            else "classifier alone"
        )
        row = rule.index if rule is not None else picked
        result = _grade(row, truth, one)
        for group in ("all concepts", *(("graded concepts",) if name in GRADED else ())):
            self.by_case[group, case if row is not None else "none"][result] += 1
        if rule is not None and picked is not None and truth:
            wrong = rule.index not in truth, picked not in truth
            self.errors[
                {(True, True): "both", (True, False): "rules", (False, True): "classifier"}.get(wrong, "neither")
            ] += 1

    def text(self) -> str:
        """The report, as it ships beside the weights."""
        lines = ["The classifier alone, best row of a statement at a half:", ""]
        lines.append(
            f"{'concept':<38}{'right':>7}{'wrong':>7}{'untagged':>9}{'missed':>7}{'precision':>10}{'recall':>8}"
        )
        total: Counter[str] = Counter()
        for name, counts in self.by_concept.items():
            lines.append(_line(name + (" *" if name in GRADED else ""), counts))
            total += counts if name in GRADED else Counter()
        lines += [
            _line("graded concepts (*)", total),
            "",
            "untagged: the statement has no row tagged as the concept; not counted in precision.",
            "",
        ]
        lines += ["The two choosers together, graded by the rules' row where they have one:", ""]
        for (group, case), counts in sorted(self.by_case.items()):
            right, wrong = counts["right"], counts["wrong"]
            low, high = interval(right, right + wrong)
            lines.append(
                f"{group:<17}{case:<18}{dict(counts)}  {right / max(1, right + wrong):.4f} ({low:.4f}-{high:.4f})"
            )
        lines += ["", *self._independence(), "", correction_lessons.text(self.lessons)]
        return "\n".join(lines) + "\n"

    def _independence(self) -> list[str]:
        count = sum(self.errors.values())
        rules, other, both = self.errors["rules"], self.errors["classifier"], self.errors["both"]
        expected = (rules + both) * (other + both) / max(1, count)
        return [
            f"Where both chose and the truth is known ({count}): only the rules wrong {rules}, only the classifier {other}, both {both}.",
            f"If their errors were independent, both would be wrong {expected:.1f} times; what is above that they share.",
        ]


def _grade(picked: int | None, truth: Sequence[int], one: Example) -> str:
    if picked is None:
        return "missed" if truth else "silent"
    if picked in truth:
        return "right"
    if not one.weights[picked]:
        return "arguable"
    return "wrong" if truth else "untagged"


def _line(name: str, counts: Counter[str]) -> str:
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    return (
        f"{name:<38}{right:>7}{wrong:>7}{counts['untagged']:>9}{missed:>7}"
        f"{right / max(1, right + wrong):>10.3f}{right / max(1, right + wrong + missed):>8.3f}"
    )
