# outcome: failed
# message: Not d: it spoils the mean only
salt_and_pepper = "d"
