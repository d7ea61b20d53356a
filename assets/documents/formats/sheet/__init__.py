"""Spreadsheets and delimited files: sheets as they are shown."""
