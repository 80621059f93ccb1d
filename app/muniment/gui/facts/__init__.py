"""The right pane: facts by periods, the selected figure, the summary, the checks."""
