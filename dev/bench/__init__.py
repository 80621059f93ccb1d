"""Performance as ratios that are measured side by side in one run: a shared or slow machine changes both sides alike."""
