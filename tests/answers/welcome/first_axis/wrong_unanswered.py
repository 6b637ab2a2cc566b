# outcome: not attempted
# message: Set `first_axis` to one of
first_axis = None
