# outcome: failed
# message: Not a: the signal doubles, but
double_exposure = "a"
