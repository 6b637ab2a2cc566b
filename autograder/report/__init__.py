"""The class report: what an instructor reads after grading."""
