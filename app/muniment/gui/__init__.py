"""The window: shows what the vault holds, tells the pipeline what to do. The only folder that imports Qt."""
