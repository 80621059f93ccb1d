"""The sheet of facts: its rows, periods and figures as they are written, shown, linked and copied."""
