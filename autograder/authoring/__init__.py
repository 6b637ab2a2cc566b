"""What authors use: lay out an exercise, measure its gates."""
