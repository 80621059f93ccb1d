"""Invented companies: names, calendar, accounts that foot, sentences about them."""
