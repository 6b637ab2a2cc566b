kernel_sum = "d"
