"""Reviews: the expert pool, panels drawn or assigned without conflicts, sealed scores, votes, and their chain.

No conflicted expert is drawn, assigned, shown a case or counted. Scores stay sealed until the deadline. At closing the
hash chain of the record is published; it can be checked by anybody who holds the seal.
"""
