"""Why a fact has its state, in words."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

REASONS: Mapping[str, Text] = {
    # What chose the row.
    "both-choosers": Text("The label rules and the classifier point at this row."),
    "only-rules": Text("Only the label rules point at this row."),
    "only-classifier": Text("Only the classifier points at this row."),
    "choosers-differ": Text("The label rules and the classifier point at different rows."),
    "by-model": Text("The language model points at this row; the label rules and the classifier do not agree on one."),
    "taught": Text("You pointed at a row of this name before."),
    "pointed-by-user": Text("You pointed at this figure."),
    "another-row-fits": Text("Another row of the statement fits as well."),
    "only-row-so-named": Text("It stands outside the statements, in the only row of the document that is so named."),
    # What the rows around it say.
    "sum-above": Text("It has no label of its own; it is the sum of the rows above it."),
    "rest-is-gross-profit": Text("Revenue less this row is the gross profit."),
    "sum-of-costs": Text("It is the sum of the costs above it."),
    "shared-result": Text("With the share of the noncontrolling interests it makes up the whole result."),
    "nameless-gross-profit": Text("It has no label of its own; it is revenue less cost of revenue."),
    "nameless-assets": Text("It has no label of its own; it equals the total of liabilities and equity."),
    # Its sign.
    "sign-unsure": Text("It is printed as a deduction; whether it is an income or a loss nothing else says."),
    # Its scale.
    "no-scale-near": Text("No scale (thousands, millions) is printed near the table."),
    "whole-by-size": Text("No scale is printed; amounts of this size are whole."),
    "scale-contradicted": Text("Other places of the document contradict the scale (thousands, millions)."),
    "scale-from-elsewhere": Text(
        "No scale is printed near the table; the scale is that of the same figures elsewhere."
    ),
    # What tags say.
    "tagged-as": Text("The document tags it as {tag}."),
    "tag-and-label-agree": Text("The tag and the row's own label agree."),
    "untagged": Text("No tag says what this figure is; only the row's label does."),
    "sign-of-tag": Text("The row's own label agrees; the sign is the tag's."),
    "labels-lead-to-page": Text("The row labels lead to the same figure on page {page}."),
    "labels-lead-elsewhere": Text("The row labels lead to another figure: {figure} in {row!r}; the tag decides."),
}
