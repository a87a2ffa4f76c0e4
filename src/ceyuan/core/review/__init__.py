"""Review by experts. Import the module you need: `from ceyuan.core.review import draw, votes`.

`draw` panels by lot from a committed seed (`admissible` conditions, `draw_record`); `conflicts` of interest from
records and `standing` (abstained or recused); `assignment` of reviewers to bids, optimal with proof; `calibration` of
scores; score `sheets` and the `quality` of reviewing; `votes` with quorum and exact shares, `elections` on lists;
secret `ballots`; the `chain` of the record. `codes` lists every reason. Nothing is imported here, so that a page that
only counts votes loads no solver and no arrays.
"""
