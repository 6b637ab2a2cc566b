"""Which tests run, where, and what they cost: pytest plugins that tests/conftest.py names."""
