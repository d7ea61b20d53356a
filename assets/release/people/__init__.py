"""The workbook for people: what one would open, look through, print and hand on. The machine's tables are ``spreadsheets``'s."""
