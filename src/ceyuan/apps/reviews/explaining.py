"""How a raw mean comes about, as an explanation tree: criteria, sheets, mean."""

from fractions import Fraction

from ceyuan.apps.reviews.messages.scoring import FORMULAS, LABELS
from ceyuan.apps.reviews.selectors.results import CaseRow, SheetScore, share_of
from ceyuan.core.kernel import Explained, Leaf
from ceyuan.core.kernel.explain import Source
from ceyuan.kit.trees import Node, explained


def mean_tree(row: CaseRow) -> Node | None:
    """The tree of the raw mean of a case; None without a score."""
    if row.outcome is None:
        return None
    tree = Explained(row.outcome.raw, "reviews.raw_mean", tuple(_sheet(one) for one in row.sheets))
    return explained(tree, labels=LABELS, formulas=FORMULAS)


def _sheet(sheet: SheetScore) -> Explained:
    whole = sum(one.criterion.weight_ppm for one in sheet.marks) or 1
    parts = tuple(
        Explained(
            share_of(mark, whole),
            "reviews.criterion_share",
            (
                Leaf(Fraction(mark.points), "reviews.points"),
                Leaf(mark.criterion.points, "reviews.most_points"),
                Leaf(Fraction(mark.criterion.weight_ppm, whole), "reviews.weight"),
            ),
            (Source("reviews.criterion", mark.criterion.code, str(mark.criterion)),),
        )
        for mark in sheet.marks
    )
    label = sheet.name or f"#{sheet.number}"
    return Explained(sheet.score, "reviews.sheet_score", parts, (Source("reviews.sheet", str(sheet.number), label),))
