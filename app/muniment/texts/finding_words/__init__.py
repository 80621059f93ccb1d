"""Words for what the analysis finds: reasons, checks, measures, summaries, answers."""
