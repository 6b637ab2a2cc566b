# outcome: failed
# message: Not c: both grow, but not alike
double_exposure = "c"
