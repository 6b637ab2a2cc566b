# outcome: failed
# message: Not d: with 100,000 castings
rare_defects = "d"
