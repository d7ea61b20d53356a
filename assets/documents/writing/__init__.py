"""The one writer of every form: lines and grids into a rendition, and the tables that no tag shows, by bars, gaps or one cell a line."""
