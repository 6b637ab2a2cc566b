"""What only building and grading need. Learners' notebooks never import this package."""
