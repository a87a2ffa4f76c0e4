"""The test house: what every test may rely on, wherever it lives. `conftest.py` at the top loads it."""
