# outcome: failed
# message: Not a: more digits do not help
rare_defects = "a"
