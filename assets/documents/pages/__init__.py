"""From letters and ruling lines with their places to lines, tables and running text, for PDF, OFD and scans alike."""
