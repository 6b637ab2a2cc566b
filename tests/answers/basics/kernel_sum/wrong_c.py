# outcome: failed
# message: Not c: the ratios decide the shape
kernel_sum = "c"
