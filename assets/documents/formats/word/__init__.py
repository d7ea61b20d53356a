"""Word files: paragraphs with their numbers and styles, tables with their spans."""
