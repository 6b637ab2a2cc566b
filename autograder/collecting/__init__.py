"""From a learning platform's download of "all submissions" to the folders that `workbook grade` reads."""
