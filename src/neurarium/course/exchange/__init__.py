"""Questions carried in and out: one file a format."""

NAMES = ("moodle", "gift", "anki", "jupyterquiz", "csv", "sheet", "qti")  # without importing what writes them
