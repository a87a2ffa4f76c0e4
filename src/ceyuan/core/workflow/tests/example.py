"""A small real workflow for the tests of this room: a paper that is drafted, reviewed, and published or withdrawn."""

from ceyuan.core.workflow import Guard, Step, Workflow

AUTHOR, EDITOR = frozenset({"author"}), frozenset({"editor"})
HAS_TEXT = Guard("papers.no_text", lambda facts: facts["pages"] > 0)
ENOUGH_REVIEWS = Guard("papers.too_few_reviews", lambda facts: facts["reviews"] >= 2, tells=("reviews",))

PAPER = Workflow(
    name="papers.paper",
    version=1,
    states=("draft", "in_review", "published", "withdrawn"),
    initial="draft",
    finals=frozenset({"published", "withdrawn"}),
    steps=(
        Step("submit", frozenset({"draft"}), "in_review", AUTHOR, (HAS_TEXT,)),
        Step("return", frozenset({"in_review"}), "draft", EDITOR),
        Step("publish", frozenset({"in_review"}), "published", EDITOR, (HAS_TEXT, ENOUGH_REVIEWS)),
        Step("withdraw", frozenset({"draft", "in_review"}), "withdrawn", AUTHOR | EDITOR),
    ),
)
