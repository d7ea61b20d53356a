"""What a plan says about itself: title, number, issuer, area, dates and period, read from its own words.

How its lines part into headings and paragraphs does not belong here (outline), nor what is said in files beside it.
"""
