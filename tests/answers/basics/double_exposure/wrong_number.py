# outcome: failed
# message: should be one letter
double_exposure = 2
