"""`workbook build`: text sources in solutions/ become nbgrader's source, then learner notebooks in modules/."""
