"""Pictures of the desk as data: pure functions from counts and days to places, which templates draw as SVG or as tables.

Places along time are hundredths of the width, so a picture fits any screen without its words shrinking; colours are left to
the style sheet, so dark mode needs no other picture.
"""
