"""Measuring tools of those who keep the project: `python -m tests.workbench --help`. Nothing in the product imports them."""
