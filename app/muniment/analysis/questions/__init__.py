"""A question becomes figures, a rule and a conclusion, or passages that speak of it."""
