"""Review by experts: drawing them, conflicts of interest, assignment, calibrated scores, votes, secret ballots, chain."""
