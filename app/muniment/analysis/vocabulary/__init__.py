"""How reports word things: concepts, labels, names, forms, years."""
