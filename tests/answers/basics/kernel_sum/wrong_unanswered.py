# outcome: not attempted
# message: Set `kernel_sum` to one of
kernel_sum = None
