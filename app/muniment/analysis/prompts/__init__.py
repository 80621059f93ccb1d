"""How a model is asked, in its exam and in its work alike."""
