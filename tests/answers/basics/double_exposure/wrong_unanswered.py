# outcome: not attempted
# message: Set `double_exposure` to one of
double_exposure = None
