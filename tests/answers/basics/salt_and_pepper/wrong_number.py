# outcome: failed
# message: should be one letter
salt_and_pepper = 2
