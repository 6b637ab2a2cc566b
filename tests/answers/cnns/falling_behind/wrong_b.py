# outcome: failed
# message: it has risen for twelve epochs
falling_behind = "b"
