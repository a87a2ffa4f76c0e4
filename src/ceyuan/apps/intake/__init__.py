"""Intake: deliveries of data from outside, with every row accounted for.

Promises: accepted + rejected = read for every file; each rejected row is kept with file, line, column and reason; a
delivery is taken whole or not at all; the same delivery twice changes nothing.
"""
