"""Show a verdict, draw its pictures, remember attempts, show solutions."""
