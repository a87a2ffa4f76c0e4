from ceyuan.core.workflow import Step, Workflow, mermaid
from ceyuan.core.workflow.tests.example import PAPER


def test_the_diagram_shows_every_state_and_step():
    assert mermaid(PAPER, {"draft": "草稿", "submit": "提交"}) == (
        "stateDiagram-v2\n"
        '    state "草稿" as s1\n'
        '    state "in_review" as s2\n'
        '    state "published" as s3\n'
        '    state "withdrawn" as s4\n'
        "    [*] --> s1\n"
        "    s1 --> s2 : 提交\n"
        "    s2 --> s1 : return\n"
        "    s2 --> s3 : publish\n"
        "    s1 --> s4 : withdraw\n"
        "    s2 --> s4 : withdraw\n"
        "    s3 --> [*]\n"
        "    s4 --> [*]\n"
    )


def test_labels_cannot_break_out_of_the_diagram():
    workflow = Workflow(
        "test", 1, ("open", "end"), "open", frozenset({"end"}),
        (Step("close", frozenset({"open"}), "end", frozenset({"x"})),),
    )  # fmt: skip
    drawn = mermaid(workflow, {"open": 'a "b": c;\nd # <i>', "close": "x\n[*] --> s2"})
    assert '    state "a #quot;b#quot;#58; c#59; d #35; #lt;i#gt;" as s1' in drawn.splitlines()
    assert "    s1 --> s2 : x [*] --#gt; s2" in drawn.splitlines()
    assert len(drawn.splitlines()) == len(mermaid(workflow).splitlines())
