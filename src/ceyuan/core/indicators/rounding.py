"""Rounding, done once at the end of a calculation, and exact-enough roots for yearly growth."""

from fractions import Fraction


def round_half_up(value: Fraction, places: int = 2) -> Fraction:
    """The value at so many decimal places; a half goes away from zero, as in the usual accounting of points."""
    shift = 10**places
    whole, rest = divmod(abs(value) * shift, 1)
    rounded = Fraction(whole + (1 if rest * 2 >= 1 else 0), shift)
    return rounded if value >= 0 else -rounded


def root(value: Fraction, degree: int, places: int = 9) -> Fraction:
    """The positive `degree`-th root, cut off after `places` decimals; exact where the root has no more of them.

    Whole-number arithmetic: the same result on every machine. ValueError for a negative value or a degree below 1.
    """
    if value < 0 or degree < 1:
        raise ValueError("A root is taken of a number from 0 on, with a degree from 1 on.")
    if degree == 1:
        return value
    shift = 10**places
    scaled = value.numerator * shift**degree // value.denominator
    return Fraction(_whole_root(scaled, degree), shift)


def _whole_root(value: int, degree: int) -> int:
    if value < 2:
        return value
    # Newton from above comes down to the largest whole number whose power does not exceed the value.
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
