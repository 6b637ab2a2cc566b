"""What an author writes with: exercises, their cases, and what a judge insists on."""
