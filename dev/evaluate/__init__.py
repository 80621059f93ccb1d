"""The whole evaluation on a corpus with ground truth: what is right, what is not, and where one sees it."""
