"""Tails of the t and F distributions, by the incomplete beta function, so that no statistics package is needed.

The continued fraction is that of Abramowitz and Stegun 26.5.8 in the evaluation of Lentz; about 12 digits are exact.
"""

from math import exp, lgamma, log

_TINY = 1e-300
_PRECISION = 1e-14


def t_quantile(probability: float, df: int) -> float:
    """The value that a t variable with `df` degrees of freedom stays below with this probability (0.5 to 1)."""
    low, high = 0.0, 1.0
    while _t_below(high, df) < probability:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, df) < probability else (low, middle)
    return high


def f_tail(value: float, upper: int, lower: int) -> float:
    """The probability that an F variable with these degrees of freedom exceeds `value`."""
    if value <= 0:
        return 1.0
    return incomplete_beta(lower / (lower + upper * value), lower / 2, upper / 2)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _t_below(value: float, df: int) -> float:
    return 1 - incomplete_beta(df / (df + value * value), df / 2, 0.5) / 2


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _nonzero(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 2000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _nonzero(1 + term * d)
            c = _nonzero(1 + term / c)
            result *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return result


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
