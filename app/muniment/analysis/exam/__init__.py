"""What a model's exam is made of."""
