"""Review by experts: draws, conflicts, assignment, calibrated scores, votes, secret ballots, and a chained record."""
