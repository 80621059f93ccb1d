"""From chosen rows to facts in absolute units, with the user's decisions over them."""
