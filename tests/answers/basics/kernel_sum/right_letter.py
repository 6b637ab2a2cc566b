kernel_sum = "b"
