"""Public notices (公示): what is shown, for how many working days, who objected and what came of it.

A notice shows the least personal data its template allows; an objection suspends only the lines it disputes; whoever
objects under their name is protected. What waits for a notice asks `interface.clear` and goes on when it answers yes.
"""
