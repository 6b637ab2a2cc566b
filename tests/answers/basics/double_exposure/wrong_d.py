# outcome: failed
# message: Not d: the ratio grows with the *square root*
double_exposure = "d"
