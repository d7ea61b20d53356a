"""How fast plans, forms and validation are read."""
