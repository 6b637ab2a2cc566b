"""What all rooms agree on: plain values, problems, panels, verdicts, and what a candidate can be asked."""
