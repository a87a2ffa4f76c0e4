"""Test deliveries: realistic vouchers of several companies, clean or dirty, with what an accounting of them must find.

What is expected is added up by the generator from what it meant by each line while it makes it, in NumPy and plain
integers; the accounting is not asked. The same seed makes the same delivery.
"""

from ceyuan.core.ledger.generate.delivery import Wish, generate

__all__ = ["Wish", "generate"]
