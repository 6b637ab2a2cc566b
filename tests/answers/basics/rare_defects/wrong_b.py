# outcome: failed
# message: Not b: that is 990 of 990
rare_defects = "b"
