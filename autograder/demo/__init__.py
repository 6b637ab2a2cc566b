"""`workbook demo`: an embedded class whose every grade is known beforehand."""
