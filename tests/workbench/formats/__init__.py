"""What cells show: our reading of Excel's number formats beside LibreOffice's."""
