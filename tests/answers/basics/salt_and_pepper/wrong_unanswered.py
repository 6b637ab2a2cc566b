# outcome: not attempted
# message: Set `salt_and_pepper` to one of
salt_and_pepper = None
