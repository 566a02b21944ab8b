"""Files and folders as reports."""
