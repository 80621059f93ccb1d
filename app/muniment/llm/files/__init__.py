"""Model files, read without trust: headers, adapters, chat templates, prompts."""
